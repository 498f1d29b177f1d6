"""Choosing the language."""

from __future__ import annotations

from cases.facts.shares import LanguageChosen
from cases.people import Language
from messages.flex.actions import postback
from messages.flex.buttons import quiet
from messages.flex.messages import text_message
from messages.flex.shapes import Shape
from messages.texts import languages
from messages.told import Told, answer


def language_chosen(fact: LanguageChosen) -> list[Told]:
    """Say so in the language that was chosen; the way on follows in it."""
    return answer(fact.to, text_message(languages.CHOSEN.say(fact.to.language)))


def other_language(language: Language) -> Shape:
    """Offer the other language, by its own name."""
    other = Language.ENGLISH if language is Language.THAI else Language.THAI
    name = languages.NAMES[other]
    return quiet(postback(name, "language", said=name, to=other.value))
