"""Composing cards and contents from texts: what has no places to fill is said here, in the
reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from cases.people import Language
from messages.message import Content
from messages.parts import Action, Button, Card, Part, Postback, Tone
from messages.texts.text import Text

#: Words as they are, or a text that is said in the reader's language.
AnyText = str | Text
#: A label and what it says.
TextRow = tuple[AnyText, AnyText]


def say(words: AnyText, language: Language) -> str:
    """Return words in the reader's language."""
    return words if isinstance(words, str) else words.say(language)


def card(
    language: Language,
    heading: AnyText,
    tone: Tone = Tone.CALM,
    *,
    badge: AnyText = "",
    before_all: Iterable[Part] = (),
    title: str = "",
    rows: Iterable[TextRow] = (),
    sentences: Iterable[AnyText] = (),
    choices: Iterable[Part] = (),
    buttons: Iterable[Button] = (),
) -> Card:
    """Return a card in the reader's language."""
    return Card(
        say(heading, language),
        tone,
        say(badge, language),
        tuple(before_all),
        title,
        tuple((say(label, language), say(value, language)) for label, value in rows),
        tuple(say(one, language) for one in sentences),
        tuple(choices),
        tuple(buttons),
    )


def show(shown: Card, alt: str = "", replies: Iterable[Action] = ()) -> Content:
    """Return one card as a content; the notification says *alt*, or else its heading."""
    return Content(alt or shown.heading, shown, tuple(replies))


def ask(label: AnyText, do: str, language: Language, *, about: str = "", **fields: str) -> Postback:
    """Return a postback that says its label in the chat, and what it is *about*."""
    words = say(label, language)
    return Postback(words, do, fields, said=f"{words} {about}".rstrip())
