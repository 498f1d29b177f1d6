"""Choosing the language."""

from __future__ import annotations

from cases.facts.shares import LanguageChosen
from cases.people import Language
from messages.message import Content, Message, answer
from messages.parts import Button, postback, quiet
from messages.texts import languages


def language_chosen(fact: LanguageChosen) -> list[Message]:
    """Say so in the language that was chosen; the way on follows in it."""
    return answer(fact.to, Content(languages.CHOSEN.say(fact.to.language)))


def other_language(language: Language) -> Button:
    """Offer the other language, by its own name."""
    other = Language.ENGLISH if language is Language.THAI else Language.THAI
    name = languages.NAMES[other]
    return quiet(postback(name, "language", said=name, to=other.value))
