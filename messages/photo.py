"""What those who send photos are told of them."""

from __future__ import annotations

from typing import assert_never

from cases.amounts import PHOTOS_OF_SHARER
from cases.facts.photographs import (
    PhotoAwaitsPlace,
    PhotoFact,
    PhotosFull,
    PhotoTaken,
    PhotoUnusable,
)
from messages.guide import plain
from messages.message import Content, Message, answer
from messages.texts import photos


def told(fact: PhotoFact) -> list[Message]:
    """Put a fact into words."""
    language = fact.to.language
    match fact:
        case PhotoTaken():
            words = photos.TAKEN.say(language, number=fact.case.number, most=PHOTOS_OF_SHARER)
            return answer(fact.to, plain(words, language))
        case PhotosFull():
            words = photos.FULL.say(language, number=fact.case.number)
            return answer(fact.to, plain(words, language))
        case PhotoAwaitsPlace():
            said = photos.AWAITS_PLACE if fact.kept else photos.NOT_TAKEN
            return answer(fact.to, plain(said.say(language), language))
        case PhotoUnusable():
            return answer(fact.to, Content(photos.UNUSABLE.say(language)))
        case _:
            assert_never(fact)
