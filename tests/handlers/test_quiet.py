"""Quiet hours: who is woken for what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cases.calendar import after_quiet, is_quiet
from cases.facts.casework import Alerted, CaseClaimed, Why
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened
from cases.log import Act
from cases.outlook import Outlook, Taker
from cases.people import Role
from config.settings import Settings
from handlers.events import TimerDue
from tests.builders import AYUTTHAYA, a_context, a_press, a_share, minutes
from tests.handling import Handling, only

#: 23:00, the end of the night at 6:00 and 10:00 of the next day, in Bangkok.
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
DAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
NUMBER = "14-6911-0001"
OFFICER, HEAD, NATION, NATION_HEAD = 11, 12, 13, 14


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers that know a night, and two centres whose heads are not on duty."""
    handling = Handling(client, a_context(quiet_hours=(22, 6)))
    handling.enrol(OFFICER)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(NATION, "TH-10")
    handling.enrol(NATION_HEAD, "TH-10", role=Role.HEAD)
    return handling


def told(facts: list[Fact]) -> set[int]:
    """Return who is alerted."""
    return {member.person.id for member in only(facts, Alerted).team}


def ids(handling: Handling, *who: int) -> set[int]:
    return {handling.person(one).id for one in who}


def off_duty(handling: Handling, *who: int) -> None:
    for one in who:
        handling.do(a_press(one, "off_duty"))


def timer(handling: Handling, kind: str) -> TimerDue:
    (found,) = [one for one in handling.timers() if one.kind == kind]
    return found


def share(handling: Handling, at: datetime, *, urgent: bool) -> list[Fact]:
    if urgent:
        handling.do(a_press(1, "danger", at, why="CHILD"))
    return handling.do(a_share(1, AYUTTHAYA, at))


@pytest.mark.parametrize(
    ("at", "urgent", "resting", "hear"),
    [
        pytest.param(DAY, False, (), (OFFICER,), id="day, on duty"),
        pytest.param(DAY, False, (OFFICER,), (HEAD,), id="day, nobody on duty"),
        pytest.param(DAY, True, (OFFICER, NATION), (HEAD,), id="day, urgent, nobody on duty"),
        pytest.param(NIGHT, False, (), (OFFICER,), id="night, on duty"),
        pytest.param(NIGHT, False, (OFFICER,), (), id="night, nobody on duty"),
        pytest.param(NIGHT, False, (OFFICER, NATION), (), id="night, nobody anywhere"),
        pytest.param(NIGHT, True, (), (OFFICER,), id="night, urgent, on duty"),
        pytest.param(NIGHT, True, (OFFICER,), (HEAD, NATION), id="night, urgent, nobody on duty"),
        pytest.param(
            NIGHT, True, (OFFICER, NATION), (HEAD, NATION_HEAD), id="night, urgent, nobody anywhere"
        ),
    ],
)
def test_should_wake_nobody_for_what_can_wait(
    handling: Handling, at: datetime, urgent: bool, resting: tuple[int, ...], hear: tuple[int, ...]
) -> None:
    off_duty(handling, *resting)

    facts = share(handling, at, urgent=urgent)

    assert told(facts) == ids(handling, *hear)


@pytest.mark.parametrize(
    ("hours", "quiet"),
    [
        pytest.param((22, 6), [22, 23, 0, 1, 2, 3, 4, 5], id="past midnight"),
        pytest.param((1, 3), [1, 2], id="within a day"),
        pytest.param((22, 0), [22, 23], id="until midnight"),
        pytest.param(None, [], id="none"),
    ],
)
def test_should_know_the_hours_of_bangkok(hours: tuple[int, int] | None, quiet: list[int]) -> None:
    settings = Settings(quiet_hours=hours)
    day = [datetime(2026, 11, 20, hour, 59, tzinfo=UTC) for hour in range(24)]

    found = sorted((at.hour + 7) % 24 for at in day if is_quiet(at, settings))

    assert found == sorted(quiet)
    assert all(not is_quiet(after_quiet(at, settings), settings) for at in day)


def test_should_alert_in_the_morning_and_run_the_clocks_from_then(handling: Handling) -> None:
    off_duty(handling, OFFICER)
    opened = only(share(handling, NIGHT, urgent=False), CaseOpened)
    due = {one.kind: one.at for one in handling.timers()}

    facts = handling.do(timer(handling, "alert"))

    assert due == {
        "alert": MORNING,
        "remind": MORNING + minutes(15),
        "escalate": MORNING + minutes(30),
    }
    assert told(facts) == ids(handling, HEAD)
    assert only(facts, Alerted).why is Why.RESTED
    assert opened.outlook == Outlook(Taker.RESTING, since=MORNING)


def test_should_let_one_who_comes_on_duty_claim_before_the_morning(handling: Handling) -> None:
    off_duty(handling, OFFICER)
    share(handling, NIGHT, urgent=False)
    morning = timer(handling, "alert")

    only(handling.do(a_press(OFFICER, "claim", NIGHT, case=NUMBER)), CaseClaimed)

    assert [one.kind for one in handling.timers()] == ["holder"]
    assert handling.do(morning) == []


def test_should_alert_at_once_when_a_danger_is_said_later(handling: Handling) -> None:
    off_duty(handling, OFFICER)
    share(handling, NIGHT, urgent=False)
    later = NIGHT + minutes(90)

    facts = handling.do(a_press(1, "kind", later, case=NUMBER, kind="WITH_CHILD"))

    assert told(facts) == ids(handling, HEAD, NATION)
    assert (handling.case(NUMBER).waiting_since, handling.case(NUMBER).escalated) == (later, True)
    due = {one.kind: one.at for one in handling.timers()}
    assert due == {"remind": later + minutes(15), "escalate": later + minutes(30)}
    assert handling.count("escalated", period="2026-11-21") == 1
    only(handling.do(a_press(NATION, "claim", later, case=NUMBER)), CaseClaimed)


def test_should_escalate_in_the_morning_what_nobody_claimed_by_night(handling: Handling) -> None:
    share(handling, NIGHT, urgent=False)
    reminded = handling.do(timer(handling, "remind"))

    escalated = handling.do(timer(handling, "escalate"))

    assert told(reminded) == ids(handling, OFFICER)
    assert timer(handling, "escalate").at == MORNING
    assert told(escalated) == ids(handling, OFFICER, HEAD, NATION)


def test_should_escalate_by_night_what_is_urgent(handling: Handling) -> None:
    share(handling, NIGHT, urgent=True)

    assert timer(handling, "escalate").at == NIGHT + minutes(30)
    assert told(handling.do(timer(handling, "escalate"))) == ids(handling, OFFICER, HEAD, NATION)


def test_should_not_wake_heads_for_a_clock_that_an_outage_held_up(handling: Handling) -> None:
    evening = NIGHT - minutes(100)
    share(handling, evening, urgent=False)

    facts = handling.do(timer(handling, "escalate"), now=NIGHT)

    assert facts == []
    assert timer(handling, "escalate").at == MORNING


def test_should_keep_a_case_for_the_morning_that_is_given_back_by_night(
    handling: Handling,
) -> None:
    share(handling, NIGHT, urgent=False)
    handling.do(a_press(OFFICER, "claim", NIGHT, case=NUMBER))
    handling.do(a_press(OFFICER, "off_duty", NIGHT))

    facts = handling.do(a_press(OFFICER, "release", NIGHT, case=NUMBER, sure="yes"))

    assert told(facts) == set()
    assert handling.case(NUMBER).waiting_since == MORNING
    assert timer(handling, "alert").at == MORNING


def test_should_promise_nothing_where_nobody_has_staff(client: Any) -> None:
    empty = Handling(client, a_context(quiet_hours=(22, 6)))

    opened = only(share(empty, NIGHT, urgent=False), CaseOpened)

    assert opened.outlook == Outlook(Taker.NOBODY)


def test_should_wake_the_nation_for_what_is_urgent_and_given_back_by_night(
    handling: Handling,
) -> None:
    share(handling, NIGHT, urgent=True)
    handling.do(a_press(OFFICER, "claim", NIGHT, case=NUMBER))
    handling.do(a_press(OFFICER, "off_duty", NIGHT))

    facts = handling.do(a_press(OFFICER, "release", NIGHT, case=NUMBER, sure="yes"))

    assert told(facts) == ids(handling, HEAD, NATION)
    assert handling.case(NUMBER).waiting_since == NIGHT
    only(handling.do(a_press(NATION, "claim", NIGHT, case=NUMBER)), CaseClaimed)


def test_should_count_once_that_what_is_opened_again_by_night_is_escalated(
    handling: Handling,
) -> None:
    share(handling, NIGHT, urgent=True)
    for act in ("claim", "going", "arrived", "not_found", "off_duty"):
        handling.do(a_press(OFFICER, act, NIGHT, case=NUMBER))

    facts = handling.do(a_press(1, "confirm", NIGHT, case=NUMBER, seen="still"))

    assert told(facts) == ids(handling, HEAD, NATION)
    assert handling.logged(Act.ESCALATED) == 1
