"""The HTML of the pages: shapes in web/templates, words in messages/texts; the files that an
operator may edit, and the link to our account in LINE."""

from __future__ import annotations

from functools import cached_property, partial
from http import HTTPStatus
from pathlib import Path

import segno
from flask import Response, g, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cases.people import WRITTEN, Language
from cases.taxonomy import Taxonomy, read_taxonomy
from config.settings import Settings
from geo.boundaries import Outlines, read_outlines
from geo.centres import Centres
from geo.centres_file import load_centres
from geo.whereabouts import Locator
from messages.texts import lost, signing
from messages.texts.text import Text
from store.connection import StoreClient
from store.installation import with_former

HTML = "text/html; charset=utf-8"
#: Languages of a public page, which has both.
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
        say=partial(Text.say, language=language),
        signing=signing,
        **given,
    )


def error_page(status: int) -> Response | None:
    """Return the page for an error; None where nobody looks at one, or the reason says more."""
    sentence = lost.NOT_HERE if status == HTTPStatus.NOT_FOUND else lost.NOT_NOW
    is_told = status == HTTPStatus.NOT_FOUND or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    if not is_told or "text/html" not in request.headers.get("Accept", ""):
        return None
    given = {"sentence": sentence, "languages": WRITTEN, "lost": lost}
    page = render("error.html", Language.THAI, **given)
    return Response(page, status, content_type=HTML)


def plain_text(sentence: Text, status: int) -> Response:
    """Return the page for a link from the chat that is wrong or has expired."""
    both = "\n\n".join(sentence.say(language) for language in WRITTEN)
    return Response(f"{both}\n", status, content_type="text/plain; charset=utf-8")


def friend_code(link: str) -> segno.QRCode:
    """Return *link* as a QR code that can be read with a quarter of it covered, as on walls."""
    return segno.make(link, error="q", micro=False)


class Catalogue:
    """Reads each file with the first request that needs it, once: LINE's webhook must not wait for
    it, and no mistake in a file may keep it closed. A file that was wrong is read again."""

    def __init__(self, settings: Settings, client: StoreClient | None = None) -> None:
        self._settings = settings
        self._client = client

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Return the codes in force. Raises TaxonomyError."""
        return read_taxonomy(self._settings.taxonomy_file)

    @cached_property
    def centres(self) -> Centres:
        """Return the centres, and what the store knows of former ones. Raises CentresError."""
        filed = load_centres(self._settings.centres_file)
        return filed if self._client is None else with_former(filed, self._client)

    @cached_property
    def map(self) -> Locator:
        """Return what tells where a point lies, as the worker has it. Raises CentresError and
        BoundariesError."""
        return Locator(self.centres, self._settings.boundaries_file)

    @cached_property
    def outlines(self) -> Outlines:
        """Return the outlines of the provinces, none where no file is set. Raises
        BoundariesError."""
        path = self._settings.boundaries_file
        return read_outlines(path) if path else {}
