"""A head looks into a result that a sharer disputes, through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.case import Seen
from cases.facts.casework import Why
from cases.people import WRITTEN, Language, Role
from messages.texts import heard, seen, staff
from store.verify import verify
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.mark.parametrize("language", WRITTEN)
def test_should_ask_who_closed_it_and_open_it_again(town: Town, language: Language) -> None:
    head = town.officer("Chai", role=Role.HEAD, language=language.value)
    anong, sharer = town.alerted_of_a_share(language)
    for step in (staff.CLAIM, staff.GO, staff.ARRIVED, staff.NOT_FOUND):
        town.tap(anong, step.say(language))
    town.hear(sharer)
    town.hear(sharer)
    town.tap(sharer, seen.ANSWERS[Seen.WRONG].say(language))

    card = town.hear(head)
    assert heard.DISPUTED.say(language) in card
    assert "Anong" in card
    town.tap(head, heard.ASK_CLOSER.say(language))
    assert "Chai" in town.hear(anong)
    town.tap(anong, heard.EXPLAIN.say(language))
    town.line.send_text(anong, "Looked on both sides of the road")
    town.hear(anong)
    assert "both sides" in town.hear(head)

    town.tap(head, heard.OPEN_AGAIN.say(language))

    assert staff.HEADINGS[Why.REOPENED].say(language) in town.hear(anong)
    number = town.queue()[0]
    assert seen.REOPENED_BY_HEAD.say(language, number=number) in town.hear(sharer)
    town.settle()
    assert town.count("reopened") == 1
    assert verify(town.store) == []
