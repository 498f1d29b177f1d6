"""A case that falls silent in somebody's hands, and a place that may be two things."""

from __future__ import annotations

import pytest

from cases.facts.casework import Why
from cases.people import WRITTEN, Language
from messages.texts import holding, staff
from store.verify import verify
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
LANGUAGES = pytest.mark.parametrize("language", WRITTEN)


@LANGUAGES
def test_should_let_a_colleague_take_over_from_one_who_is_silent(
    town: Town, language: Language
) -> None:
    anong, _ = town.alerted_of_a_share(language)
    boon = town.officer("Boon", language=language.value)
    town.tap(anong, staff.CLAIM.say(language))

    town.later(61)
    asked = town.hear(anong)
    town.later(180)
    heard = town.hear(boon)
    taken = town.tap(boon, holding.TAKE_OVER.say(language))

    assert holding.ASKED.say(language) in asked
    assert holding.KEEP.say(language) in asked
    assert staff.HEADINGS[Why.SILENT].say(language) in heard
    assert staff.CLAIMED_HEADING.say(language) in taken
    assert "Boon" in town.hear(anong)
    town.settle()
    assert verify(town.store) == []


@LANGUAGES
def test_should_ask_a_companion_at_the_pin_what_the_place_is(
    town: Town, language: Language
) -> None:
    anong, _ = town.alerted_of_a_share(language)
    boon = town.officer("Boon", language=language.value)
    for label in (staff.CLAIM, staff.GO):
        town.tap(anong, label.say(language))

    town.share(boon, near(AYUTTHAYA, 20))
    asked = town.hear(boon)
    answer = town.tap(boon, holding.TAKE_AND_CHECK_IN.say(language))

    assert "Anong" in asked
    assert staff.ARRIVED_HEADING.say(language) in answer
    assert "Boon" in town.hear(anong)
    town.settle()
    assert town.count("shares") == 1  # the citizen's alone
    assert verify(town.store) == []
