"""A case for somebody who is not on LINE, through the front door, in both languages."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import caller, staff
from store.verify import verify
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]
TYPED = {
    Language.THAI: "แจ้งแทน ตู้ไปรษณีย์หน้าวัด",
    Language.ENGLISH: "For a caller: by the red postbox",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_should_enter_mark_and_close_a_callers_case(town: Town, language: Language) -> None:
    anong = town.officer("Anong", language=language.value)
    boon = town.officer("Boon", language=language.value)
    town.line.send_text(anong, TYPED[language])
    asked = town.hear(anong)
    assert caller.HEADING.say(language) in asked
    assert TYPED[language].split()[-1] in asked

    town.share(anong)
    entered = town.hear(anong)
    assert caller.OPENED.say(language) in entered
    assert "14-" in entered
    assert staff.CLAIM.say(language) in town.hear(boon)
    marked = town.tap(anong, staff.REASONS["MEDICAL"].say(language))
    assert caller.MARKED.say(language) in marked
    assert staff.URGENT.say(language) in town.hear(boon)

    assert TYPED[language].split()[-1] in town.tap(boon, staff.CLAIM.say(language))
    town.tap(boon, staff.GO.say(language))
    town.tap(boon, staff.ARRIVED.say(language))
    town.tap(boon, staff.NOT_FOUND.say(language))
    town.settle()
    counted = [town.count(name) for name in ("shares", "channel:caller", "cases", "closed")]
    assert counted == [1, 1, 1, 1]
    assert town.line.paid() == 2  # the alert, and that it is urgent
    assert verify(town.store) == []
