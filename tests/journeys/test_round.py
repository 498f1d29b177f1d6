"""Today's round, through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import manager, staff, team
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
TYPED = {Language.THAI: "เส้นทาง", Language.ENGLISH: "Route"}


@pytest.mark.parametrize("language", WRITTEN)
def test_should_show_the_way_through_the_officers_cases(town: Town, language: Language) -> None:
    anong = town.officer("Anong", language=language.value)
    town.line.send_text(anong, TYPED[language])
    assert manager.NOTHING.say(language) in town.hear(anong)
    for step in (1, 2):
        citizen = town.citizen(f"Somchai {step}")
        town.share(citizen, near(AYUTTHAYA, 2_000 * step))
        town.hear(citizen)
        town.hear(anong)
        town.tap(anong, staff.CLAIM.say(language))

    assert manager.ROUND.say(language) in town.tap(anong, team.MINE.say(language))
    shown = town.tap(anong, manager.ROUND.say(language))

    assert manager.HEADING.say(language, stops=2) in shown
    assert "&waypoints=" in shown
    assert "%7C" not in shown
    town.settle()
    assert town.line.paid() == 2  # the alerts


@pytest.mark.parametrize("language", WRITTEN)
def test_should_find_the_waiting_cases_near_the_officer(town: Town, language: Language) -> None:
    town.alerted_of_a_share(language)
    boon = town.officer("Boon", "TH-14", language=language.value)
    typed = "เคสใกล้ฉัน" if language is Language.THAI else "near me"

    town.line.send_text(boon, typed)
    assert staff.NEAR_WHERE.say(language) in town.hear(boon)
    town.share(boon, near(AYUTTHAYA, 1_234))
    heard = town.hear(boon)

    assert staff.AWAY.say(language) in heard
    assert ("1.2 กม." if language is Language.THAI else "1.2 km") in heard
    town.tap(boon, staff.CLAIM.say(language))
    town.line.send_text(boon, typed)
    town.hear(boon)
    town.share(boon)
    assert staff.NEAR_NONE.say(language) in town.hear(boon)
    assert town.count("shares") == 1
