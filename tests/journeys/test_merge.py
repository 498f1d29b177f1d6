"""Two cases of one person become one and part again, through the front door."""

from __future__ import annotations

import pytest

from cases.facts.casework import Why
from cases.people import WRITTEN, Language
from geo.centres import cell
from messages.texts import citizen, heard, results, staff, transfers
from store import keys
from store.verify import verify
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

LANGUAGES = pytest.mark.parametrize("language", WRITTEN)


@LANGUAGES
def test_should_merge_two_cases_and_tell_all_sharers(town: Town, language: Language) -> None:
    anong, boon = (town.officer(name, language=language.value) for name in ("Anong", "Boon"))
    first, second = (town.citizen(name, language.value) for name in ("A", "B"))
    for sharer in (first, second):
        town.line.follow(sharer)
        town.hear(sharer)
    numbers = _two_cases(town, first, second, anong, boon)
    town.tap(boon, staff.CLAIM.say(language))  # the second, which came last

    town.line.press(anong, f"v=1&do=more&case={numbers[0]}")
    assert transfers.MERGE.say(language) in town.hear(anong)
    offered = town.tap(anong, transfers.MERGE.say(language))
    assert numbers[1] in offered
    assert "299" in offered
    merged = town.tap(anong, transfers.MERGE_INTO.say(language))
    assert transfers.MERGED.say(language) in merged
    assert staff.SEEN_AT.say(language) in merged
    assert transfers.GREW.say(language) in town.hear(boon)

    town.line.press(anong, f"v=1&do=claim&case={numbers[0]}")
    assert numbers[1] in town.hear(anong)
    town.line.press(first, "v=1&do=status")
    assert f"{citizen.TOGETHER_WITH.say(language)} | {numbers[0]}" in town.hear(first)
    town.line.press(boon, f"v=1&do=close&case={numbers[1]}&outcome=INSUFFICIENT")
    assert staff.CLOSED_HEADING.say(language) in town.hear(boon)
    for sharer in (first, second):
        assert results.BY_CODE["INSUFFICIENT"].say(language) in town.hear(sharer)
    assert [town.count(name) for name in ("shares", "cases", "closed")] == [2, 2, 2]
    assert verify(town.store) == []


@LANGUAGES
def test_should_take_apart_what_was_merged_by_mistake(town: Town, language: Language) -> None:
    anong, boon = (town.officer(name, language=language.value) for name in ("Anong", "Boon"))
    numbers = _two_cases(town, town.citizen("A"), town.citizen("B"), anong, boon)
    town.line.press(anong, f"v=1&do=merge&case={numbers[1]}&into={numbers[0]}")
    assert transfers.MERGED.say(language) in town.hear(anong)

    assert transfers.UNMERGE.say(language) in town.tap(anong, staff.MORE.say(language))
    assert numbers[1] in town.tap(anong, transfers.UNMERGE.say(language))
    take_out = transfers.TAKE_OUT.say(language, number=numbers[1])
    assert transfers.UNMERGED.say(language) in town.tap(anong, take_out)

    assert staff.HEADINGS[Why.UNMERGED].say(language) in town.hear(boon)
    assert staff.CLAIMED_HEADING.say(language) in town.tap(boon, staff.CLAIM.say(language))
    assert verify(town.store) == []


@LANGUAGES
def test_should_tell_the_one_who_goes_when_people_are_seen_there(
    town: Town, language: Language
) -> None:
    anong = town.officer("Anong", language=language.value)
    town.share(town.citizen("A"))
    town.hear(anong)
    sightings = {"4.17": 30, "5.18": 40, "4.19": 30, "day": "2026-11-14", "days": 5}
    town.store.hset(keys.sightings(cell(AYUTTHAYA)), mapping=sightings)

    claimed = town.tap(anong, staff.CLAIM.say(language))

    assert f"{heard.USUALLY.say(language)} | " in claimed
    assert "17:00-20:00" in claimed
    assert "17:00-20:00" in town.tap(anong, staff.GO.say(language))


def _two_cases(town: Town, first: str, second: str, *team: str) -> list[str]:
    """Let two people share places 300 m apart; all have heard of it."""
    for sharer, place in ((first, AYUTTHAYA), (second, near(AYUTTHAYA, 300))):
        town.share(sharer, place)
        town.hear(sharer)
        for member in team:
            town.hear(member)
    return town.queue()
