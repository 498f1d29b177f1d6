"""After a claim the clocks go on: the holder is asked, then colleagues, then the heads hear."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    HolderAsked,
    HolderStays,
    OfficerArrived,
    Refused,
    RevisitPlanned,
    TakenOver,
    Why,
)
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened
from cases.log import Act
from cases.people import Role
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import TimerDue, Unfollowed
from store import keys
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    an_event_id,
    minutes,
    near,
    with_fields,
)
from tests.handling import Handling, only

ANNA, BOON, HEAD, OTHER, NATION = 11, 12, 13, 21, 31


@pytest.fixture
def number(handling: Handling) -> str:
    """Let ANNA, of a team of three, claim a case five minutes after it was shared."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(OTHER, "TH-50")
    handling.enrol(NATION, "TH-10")
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    press(handling, ANNA, "claim", number, 5)
    return number


def press(
    handling: Handling, who: int, act: str, number: str, after: float, /, **fields: str
) -> list[Fact]:
    """Press a button of the case so many minutes after it was shared."""
    return handling.do(a_press(who, act, NOW + minutes(after), case=number, **fields))


def clock(handling: Handling) -> TimerDue | None:
    """Return the clock of the holder's silence."""
    return next((one for one in handling.timers() if one.kind == Timer.HOLDER), None)


def wait(handling: Handling) -> list[Fact]:
    """Let the clock come to its end."""
    due = clock(handling)
    assert due is not None
    handling.client.zrem(keys.TIMERS, f"{due.kind}:{due.case}")
    return handling.do(due)


def due_at(handling: Handling) -> datetime | None:
    """Return when the holder's silence is spoken of."""
    due = clock(handling)
    return due.at if due else None


def told(facts: list[Fact]) -> list[str]:
    """Return who is alerted."""
    return [one.person.line_id for one in only(facts, Alerted).team]


def test_should_ask_the_holder_then_colleagues_then_the_head(
    handling: Handling, number: str
) -> None:
    asked, colleagues, head = (wait(handling) for _ in range(3))

    assert only(asked, HolderAsked).to.line_id == a_line_id(ANNA)
    assert only(asked, HolderAsked).by == NOW + minutes(125)
    assert told(colleagues) == [a_line_id(BOON)]
    assert only(colleagues, Alerted).why is Why.SILENT
    assert told(head) == [a_line_id(HEAD)]
    assert only(head, Alerted).why is Why.SILENT_LONG
    assert clock(handling) is None
    assert handling.case(number).state is State.CLAIMED


def test_should_not_wait_so_long_where_somebody_is_in_danger(handling: Handling) -> None:
    handling.enrol(ANNA)
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    handling.do(a_press(1, "kind", case=number, kind="WITH_CHILD", urgent="CHILD"))

    press(handling, ANNA, "claim", number, 5)

    assert due_at(handling) == NOW + minutes(25)


def test_should_run_the_shorter_clock_from_when_a_danger_is_said(
    handling: Handling, number: str
) -> None:
    handling.do(a_press(1, "kind", NOW + minutes(10), case=number, urgent="CHILD"))

    assert due_at(handling) == NOW + minutes(30)


@pytest.mark.parametrize("act", ["going", "ask", "keep", "several", "check in"])
def test_should_begin_anew_whenever_the_holder_acts(
    handling: Handling, number: str, act: str
) -> None:
    if act in ("several", "check in"):
        press(handling, ANNA, "going", number, 6)
    if act == "several":
        press(handling, ANNA, "arrived", number, 7)
        press(handling, ANNA, "several", number, 8, persons="2")
    wait(handling)

    match act:
        case "check in":
            handling.do(a_share(ANNA, near(AYUTTHAYA, 30), NOW + minutes(70)))
        case "several":
            press(handling, ANNA, "close", number, 70, outcome="ADVISED", person="1", of="2")
        case "ask":
            press(handling, ANNA, "ask", number, 70, q="side")
        case _:
            press(handling, ANNA, act, number, 70)

    assert due_at(handling) == NOW + minutes(130)
    assert handling.case(number).visit.silence == 0


def test_should_say_until_when_the_holder_is_left_alone(handling: Handling, number: str) -> None:
    stays = only(press(handling, ANNA, "keep", number, 20), HolderStays)

    assert stays.until == NOW + minutes(80)
    refused = only(press(handling, BOON, "keep", number, 21), Refused)
    assert refused.why is Refusal.NOT_YOURS


@pytest.mark.parametrize("way", ["release", "revisit", "handover", "close"])
def test_should_stop_when_nobody_holds_the_case_any_more(
    handling: Handling, number: str, way: str
) -> None:
    match way:
        case "release":
            press(handling, ANNA, "release", number, 10, sure="yes")
        case "revisit":
            later = a_press(ANNA, "revisit", NOW + minutes(10))
            fields = {"case": number, "at": "2026-11-21T09:00+07:00"}
            only(handling.do(with_fields(later, fields)), RevisitPlanned)
        case "handover":
            press(handling, ANNA, "handover", number, 10, to="TH-50", why="area")
        case _:
            press(handling, ANNA, "close", number, 10, outcome="DUPLICATE")

    assert clock(handling) is None
    late = TimerDue(an_event_id(), NOW + minutes(65), Timer.HOLDER, number)
    assert handling.do(late) == []


def test_should_wake_nobody_by_night_for_what_can_wait(client: Any) -> None:
    handling = Handling(client, a_context(quiet_hours=(22, 6)))
    handling.enrol(ANNA)
    handling.enrol(BOON)
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    evening = 5 * 60 + 2  # 21:30 in Bangkok; the quiet hours begin at 22
    press(handling, ANNA, "claim", number, evening)

    asked = due_at(handling)
    only(wait(handling), HolderAsked)

    assert asked is not None
    assert asked.hour == 23  # six in the morning
    assert due_at(handling) == asked + minutes(60)


def test_should_let_a_colleague_take_over_once_the_holder_was_silent(
    handling: Handling, number: str
) -> None:
    early = only(press(handling, BOON, "claim", number, 60), Refused)
    wait(handling)
    asked = only(press(handling, BOON, "claim", number, 66), Refused)
    wait(handling)

    facts = press(handling, BOON, "claim", number, 126)

    assert (early.why, asked.why) == (Refusal.TAKEN, Refusal.TAKEN)
    assert only(facts, CaseClaimed).to.line_id == a_line_id(BOON)
    taken = only(facts, TakenOver)
    assert taken.to.line_id == a_line_id(ANNA)
    assert handling.case(number).holder == handling.person(BOON).id
    assert only(press(handling, ANNA, "going", number, 127), Refused).why is Refusal.NOT_YOURS
    assert handling.logged(Act.RELEASED) == 1
    assert handling.count("claimed") == 1
    assert due_at(handling) == NOW + minutes(186)
    assert verify(handling.client) == []


def test_should_not_wait_for_a_holder_whom_nothing_reaches(handling: Handling, number: str) -> None:
    handling.do(Unfollowed(an_event_id(), NOW + minutes(10), a_line_id(ANNA)))

    facts = wait(handling)

    assert only(facts, Alerted).why is Why.SILENT
    only(press(handling, BOON, "claim", number, 66), CaseClaimed)


def test_should_bring_it_before_the_nation_where_nobody_else_is_in_the_centre(
    handling: Handling,
) -> None:
    handling.enrol(ANNA)
    handling.enrol(NATION, "TH-10")
    number = only(handling.do(a_share(1)), CaseOpened).case.number
    press(handling, ANNA, "claim", number, 5)
    wait(handling)

    assert told(wait(handling)) == [a_line_id(NATION)]
    only(press(handling, NATION, "claim", number, 126), CaseClaimed)


def test_should_check_in_a_case_that_was_taken_over(handling: Handling, number: str) -> None:
    for _ in range(2):
        wait(handling)
    press(handling, BOON, "claim", number, 130)
    press(handling, BOON, "going", number, 131)

    arrived = handling.do(a_share(BOON, near(AYUTTHAYA, 20), NOW + minutes(140)))

    assert only(arrived, OfficerArrived).case.holder == handling.person(BOON).id
