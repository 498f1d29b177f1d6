"""The HTML of the pages: shapes in web/templates, words in messages/texts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from flask import g
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cases.people import Language
from messages.texts import signing
from messages.texts.text import Text

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


def _say(language: Language, text: Text, **values: str | int) -> str:
    return text.say(language, **values)
