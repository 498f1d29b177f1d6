"""A plan to go again whose time falls into the quiet hours waits as any other case does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cases.facts.casework import Alerted, Why
from cases.log import Act
from cases.people import Role
from store.verify import verify
from tests.builders import NOW, a_context, a_press
from tests.handlers.staffed import ANNA, BOON, on_site, press
from tests.handling import Handling, only

NATION = 71
#: 23:00 in Bangkok, and the end of the night.
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers that know a night, and a national desk."""
    handling = Handling(client, a_context(quiet_hours=(22, 6)))
    handling.enrol(NATION, "TH-10", Role.HEAD)
    return handling


def planned(handling: Handling, *, urgent: bool = False) -> str:
    """Let ANNA plan to go again at 23:00, and all go home."""
    number = on_site(handling)
    if urgent:
        press(handling, 1, "kind", number, urgent="MEDICAL")
    press(handling, ANNA, "revisit", number, at="2026-11-20T23:00+07:00")
    for who in (ANNA, BOON):
        handling.do(a_press(who, "off_duty", NOW + timedelta(hours=1)))
    return number


def clocks(handling: Handling, number: str) -> dict[str, datetime]:
    return {one.kind: one.at for one in handling.timers() if one.case == number}


def go_again(handling: Handling) -> Alerted:
    (due,) = [one for one in handling.timers() if one.kind == "revisit"]
    return only(handling.do(due), Alerted)


def test_should_wait_for_the_end_of_the_night_with_its_clocks(handling: Handling) -> None:
    number = planned(handling)

    alerted = go_again(handling)

    assert alerted.team == ()
    case = handling.case(number)
    assert (case.waiting_since, case.escalated) == (MORNING, False)
    found = clocks(handling, number)
    assert {kind: found[kind] - MORNING for kind in ("alert", "remind", "escalate")} == {
        "alert": timedelta(0),
        "remind": timedelta(minutes=15),
        "escalate": timedelta(minutes=30),
    }


def test_should_wake_the_nation_at_once_for_what_cannot_wait(handling: Handling) -> None:
    number = planned(handling, urgent=True)

    alerted = go_again(handling)

    assert handling.person(NATION).id in {member.person.id for member in alerted.team}
    assert alerted.why is Why.REVISIT
    assert handling.case(number).escalated
    assert (handling.case(number).waiting_since, handling.logged(Act.ESCALATED)) == (NIGHT, 1)
    assert verify(handling.client) == []


def test_should_alert_who_is_on_duty_by_night(handling: Handling) -> None:
    number = planned(handling)
    handling.do(a_press(BOON, "on_duty", NOW + timedelta(hours=2)))

    alerted = go_again(handling)

    assert [member.person.id for member in alerted.team] == [handling.person(BOON).id]
    assert handling.case(number).waiting_since == NIGHT
