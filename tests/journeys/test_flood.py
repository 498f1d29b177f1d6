"""Sixty urgent places of one account within a minute, and one of somebody else, through the front
door."""

from __future__ import annotations

import pytest

from cases.people import WRITTEN, Language
from messages.texts import staff, team
from tests.builders import AYUTTHAYA, near
from tests.journeys.town import Town
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]

MANY = 60
ALONE = 3


@pytest.mark.parametrize("language", WRITTEN)
def test_should_sum_up_one_account_and_alert_of_all_others(town: Town, language: Language) -> None:
    officer = town.officer("Anong", language=language.value)
    flooder, other = (town.citizen(name, language.value) for name in ("A", "B"))
    for one in (flooder, other):
        town.line.follow(one)
        town.hear(one)
    paid, heard = town.line.paid(), len(town.line.messages_of(officer))

    town.line.send_events([act for step in range(MANY) for act in _urgent(flooder, 150 * step)])
    town.settle()

    assert (town.count("shares"), town.count("cases"), len(town.queue())) == (MANY, MANY, MANY)
    rows = town.line.messages_of(officer)[heard:]
    summed = [row for row in rows if team.MANY_URGENT.say(language) in str(row["message"])]
    assert (len(rows), len(summed)) == (ALONE + 1, 1)
    assert town.line.paid() - paid == ALONE + 1

    town.later(2)  # what came since is told at once
    town.settle()
    (again,) = town.line.messages_of(officer)[heard + ALONE + 1 :]
    total = MANY - ALONE
    assert team.MANY_URGENT_CAME.say_of(
        language, total - 1, cases=str(total - 1), total=str(total)
    ) in str(again["message"])

    town.hear(officer)
    town.line.send_events(_urgent(other, -2_000))
    alert = town.hear(officer)
    assert staff.CLAIM.say(language) in alert
    assert team.MANY_URGENT.say(language) not in alert


def _urgent(who: str, metres: float) -> list[dict[str, object]]:
    """Build the tap on a danger, and the place of it."""
    place = near(AYUTTHAYA, metres)
    point = {"latitude": place.latitude, "longitude": place.longitude}
    return [
        {"kind": "postback", "userId": who, "data": "v=1&do=danger&why=MEDICAL"},
        {"kind": "location", "userId": who, **point},
    ]
