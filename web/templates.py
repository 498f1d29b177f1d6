"""The HTML of the pages: shapes in web/templates, words in messages/texts; and what people in a
browser read, in both languages, where there is nothing for them to see."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pathlib import Path

from flask import Response, g, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cases.people import Language
from messages.texts import lost, signing
from messages.texts.text import Text

HTML = "text/html; charset=utf-8"
#: Both stand on a page for everybody, Thai first.
LANGUAGES = (Language.THAI, Language.ENGLISH)
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(name: str, language: Language, **values: object) -> str:
    """Fill a shape; in it ``say(text)`` speaks *language*, `signing` has the words of the frame and
    `viewer` is None unless given."""
    given = {"viewer": None, **values}
    return _PAGES.get_template(name).render(
        nonce=g.nonce,
        language=language.value,
        say=partial(_say, language),
        signing=signing,
        **given,
    )


def error_page(status: int) -> Response | None:
    """Return the page for an error; None where nobody looks at one, or the reason says more."""
    sentence = lost.NOT_HERE if status == HTTPStatus.NOT_FOUND else lost.NOT_NOW
    is_told = status == HTTPStatus.NOT_FOUND or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if not is_told or "text/html" not in request.headers.get("Accept", ""):
        return None
    given = {"sentence": sentence, "languages": LANGUAGES, "lost": lost}
    page = render("error.html", Language.THAI, **given)
    return Response(page, status, content_type=HTML)


def plain_text(sentence: Text, status: int) -> Response:
    """Answer a link from the chat that leads nowhere, or nowhere any more."""
    both = "\n\n".join(sentence.say(language) for language in Language)
    return Response(f"{both}\n", status, content_type="text/plain; charset=utf-8")


def _say(language: Language, text: Text, **values: str | int) -> str:
    return text.say(language, **values)
