"""A second officer goes along, through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import holding, results, staff
from store.verify import verify
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.mark.parametrize("language", WRITTEN)
def test_should_let_either_of_two_check_in_and_close(town: Town, language: Language) -> None:
    boon = town.officer("Boon", language=language.value)
    anong, sharer = town.alerted_of_a_share(language)
    town.hear(boon)
    town.tap(anong, staff.CLAIM.say(language))
    assert "Anong" in town.tap(boon, staff.CLAIM.say(language))

    along = town.tap(boon, holding.GO_ALONG.say(language))
    assert holding.WENT_ALONG.say(language, holder="Anong") in along
    number = town.queue()[0]
    told = holding.COMPANION.say(language, name="Boon", number=number)
    assert told in town.hear(anong)

    town.tap(anong, staff.GO.say(language))
    town.hear(sharer)
    town.share(boon, near(AYUTTHAYA, 30))
    assert staff.ARRIVED_HEADING.say(language) in town.hear(boon)
    assert staff.CLOSED_HEADING.say(language) in town.tap(boon, staff.NOT_FOUND.say(language))

    assert results.RESULT.say(language) in town.hear(sharer)
    town.settle()
    counted = [town.count(name) for name in ("claimed", "visited", "closed")]
    assert counted == [1, 1, 1]
    assert verify(town.store) == []
