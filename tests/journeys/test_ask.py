"""An officer asks the sharer one question, through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.case import Example
from cases.people import WRITTEN, Language
from messages.texts import asking, staff
from store.verify import verify
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.mark.parametrize("language", WRITTEN)
def test_should_ask_and_hear_the_answer(town: Town, language: Language) -> None:
    anong, sharer = town.alerted_of_a_share(language)
    town.tap(anong, staff.CLAIM.say(language))
    assert asking.ASK.say(language) in town.tap(anong, staff.MORE.say(language))

    assert asking.CANCEL.say(language) in town.tap(anong, asking.ASK.say(language))
    town.line.send_text(anong, "A green gate?")
    town.hear(anong)
    asked = town.hear(sharer)
    assert "A green gate?" in asked
    assert "Anong" not in asked
    town.line.send_text(sharer, "Yes, at the temple")
    town.hear(sharer)
    heard = town.hear(anong)
    assert "Yes, at the temple" in heard
    assert "Somchai" not in heard

    town.tap(anong, asking.ASK.say(language))
    town.tap(anong, asking.SHORT[Example.SIDE].say(language))
    assert asking.EXAMPLES[Example.SIDE].say(language) in town.hear(sharer)
    into_town = asking.ANSWERS[Example.SIDE][0].say(language)
    town.line.send_sticker(sharer)
    town.hear(sharer)
    town.tap(sharer, into_town)
    assert into_town in town.hear(anong)
    town.settle()
    assert verify(town.store) == []
