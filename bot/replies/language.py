"""Choosing the language."""

from __future__ import annotations

from bot.flex.actions import postback
from bot.flex.buttons import quiet
from bot.flex.messages import text_message
from bot.flex.shapes import Shape
from bot.replies.told import Told, answer
from bot.texts import languages
from cases.citizen_facts import LanguageChosen
from cases.people import Language


def language_chosen(fact: LanguageChosen) -> list[Told]:
    """Say so in the language that was chosen; the way on follows in it."""
    return answer(fact.to, text_message(languages.CHOSEN.say(fact.to.language)))


def other_language(language: Language) -> Shape:
    """Offer the other language, by its own name."""
    other = Language.ENGLISH if language is Language.THAI else Language.THAI
    name = languages.NAMES[other]
    return quiet(postback(name, "language", said=name, to=other.value))
