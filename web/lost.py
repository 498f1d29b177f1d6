"""What people in a browser read, in both languages, where there is nothing for them to see;
programs are told of an error in JSON."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request

from cases.people import Language
from messages.texts import lost
from messages.texts.text import Text
from web.public import LANGUAGES
from web.templates import render


def page_of_error(status: int) -> Response | None:
    """Return the page for an error; None where nobody looks at one, or the reason says more."""
    sentence = lost.NOT_HERE if status == HTTPStatus.NOT_FOUND else lost.NOT_NOW
    is_told = status == HTTPStatus.NOT_FOUND or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if not is_told or "text/html" not in request.headers.get("Accept", ""):
        return None
    given = {"sentence": sentence, "languages": LANGUAGES, "lost": lost}
    page = render("lost.html", Language.THAI, **given)
    return Response(page, status, content_type="text/html; charset=utf-8")


def plain_words(sentence: Text, status: int) -> Response:
    """Answer a link from the chat that leads nowhere, or nowhere any more."""
    both = "\n\n".join(sentence.say(language) for language in Language)
    return Response(f"{both}\n", status, content_type="text/plain; charset=utf-8")
