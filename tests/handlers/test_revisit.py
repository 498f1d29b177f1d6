"""Going again at a chosen time: quiet until then, alerted at that time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cases.calendar import revisit_times
from cases.case import State
from cases.facts.casework import Alerted, CaseClaimed, Refused, RevisitAsked, RevisitPlanned, Why
from cases.facts.shares import StatusShown
from cases.facts.team_changes import DutyChanged
from cases.refusal import Refusal
from handlers.events import TimerDue
from tests.builders import NOW, a_line_id, a_press, a_share, minutes
from tests.handlers.staffed import ANNA, BOON, OTHER, STRANGER, on_site, press, visit_again
from tests.handling import Handling, only

MORNING = "2026-11-21T07:00+07:00"
AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def number(handling: Handling) -> str:
    """Let ANNA be at the place."""
    return on_site(handling)


def timers(handling: Handling) -> dict[str, TimerDue]:
    """Return what the clock will bring of a case that waits."""
    return {one.kind: one for one in handling.timers()}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-20T16:28", ["20 19:00", "21 07:00", "21 16:00", "23 16:00"]),
        ("2026-11-20T19:00", ["21 07:00", "21 19:00", "23 19:00"]),
        ("2026-11-20T07:59", ["20 19:00", "21 07:00", "23 07:00"]),
        ("2026-11-20T00:00", ["20 19:00", "21 00:00", "21 07:00", "23 00:00"]),
    ],
)
def test_should_offer_the_times_that_lie_ahead(now: str, expected: list[str]) -> None:
    times = revisit_times(datetime.fromisoformat(f"{now}+07:00").astimezone(UTC))

    assert [f"{time:%d %H:%M}" for time in times] == expected


def test_should_ask_when(handling: Handling, number: str) -> None:
    before = handling.case(number)

    asked = only(press(handling, ANNA, "revisit", number), RevisitAsked)

    assert (asked.times, asked.stale) == (revisit_times(NOW + minutes(30)), False)
    assert handling.case(number) == before


def test_should_wait_quietly_until_the_time(handling: Handling, number: str) -> None:
    planned = press(handling, ANNA, "revisit", number, at=MORNING)

    case = only(planned, RevisitPlanned).case
    assert len(planned) == 1  # nobody is alerted now
    assert (case.state, case.holder) == (State.WAITING, None)
    assert case.visit.revisit_at == case.waiting_since == AT
    assert handling.case(number) == case
    assert handling.queue("TH-14") == [number]
    assert list(timers(handling)) == ["revisit"]
    due = timers(handling)["revisit"]
    alerted = only(handling.do(due), Alerted)
    assert (due.at, alerted.why) == (AT, Why.REVISIT)
    assert [member.person.line_id for member in alerted.team][:2] == [
        a_line_id(ANNA),
        a_line_id(BOON),
    ]
    clocks = {kind: one.at - AT for kind, one in timers(handling).items() if kind != "revisit"}
    assert clocks == {"remind": minutes(15), "escalate": minutes(30)}
    reminded = only(handling.do(timers(handling)["remind"]), Alerted)
    assert reminded.why is Why.REMINDER


@pytest.mark.parametrize("state", ["claimed", "going"])
def test_should_plan_from_every_state_in_hand(handling: Handling, number: str, state: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)
    press(handling, ANNA, "claim", number)
    if state == "going":
        press(handling, ANNA, "going", number)

    only(press(handling, ANNA, "revisit", number, at=MORNING), RevisitPlanned)


def test_should_forget_the_plan_at_a_claim(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)
    due = timers(handling)["revisit"]

    claimed = press(handling, BOON, "claim", number)

    assert only(claimed, CaseClaimed).case.visit.revisit_at is None
    assert set(timers(handling)) == {"holder"}
    assert handling.do(due) == []  # on its way already
    press(handling, BOON, "release", number, sure="yes")
    assert handling.do(TimerDue("late", due.at, due.kind, due.case)) == []


def test_should_pass_over_an_earlier_plan(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)
    due = timers(handling)["revisit"]
    visit_again(handling, number)
    press(handling, ANNA, "revisit", number, at="2026-11-22T07:00+07:00")

    assert handling.do(due) == []


@pytest.mark.parametrize(
    "at",
    [
        "2026-11-20T16:58+07:00",
        "2026-12-04T16:59+07:00",
        "2026-11-21T07:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-14:00",
        "tomorrow",
        "",
    ],
)
def test_should_ask_again_for_a_time_that_cannot_be(
    handling: Handling, number: str, at: str
) -> None:
    before = handling.case(number)

    asked = only(press(handling, ANNA, "revisit", number, at=at), RevisitAsked)

    assert asked.stale
    assert handling.case(number) == before


def test_should_plan_up_to_fourteen_days_ahead(handling: Handling, number: str) -> None:
    only(press(handling, ANNA, "revisit", number, at="2026-12-04T16:58+07:00"), RevisitPlanned)


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (BOON, Refusal.NOT_YOURS),
        (OTHER, Refusal.OTHER_CENTRE),
        (STRANGER, Refusal.NOT_STAFF),
    ],
)
def test_should_refuse_everybody_but_the_holder(
    handling: Handling, number: str, who: int, why: Refusal
) -> None:
    before = handling.case(number)

    assert only(press(handling, who, "revisit", number, at=MORNING), Refused).why is why
    assert handling.case(number) == before


def test_should_plan_once_by_two_taps(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)

    refused = press(handling, ANNA, "revisit", number, at=MORNING)

    assert only(refused, Refused).why is Refusal.CLAIM_FIRST


def test_should_not_let_danger_wait_for_the_plan(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)

    facts = press(handling, 1, "kind", number, 60, urgent="MEDICAL")

    assert only(facts, Alerted).why is Why.URGENT
    case = handling.case(number)
    assert (case.visit.revisit_at, case.waiting_since) == (None, NOW + minutes(60))
    assert {kind: one.at for kind, one in timers(handling).items()} == {
        "remind": NOW + minutes(75),
        "escalate": NOW + minutes(90),
    }


def test_should_not_let_a_share_in_danger_wait_for_the_plan(
    handling: Handling, number: str
) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)
    handling.do(a_press(2, "danger", NOW + minutes(60), why="TRAFFIC"))

    facts = handling.do(a_share(2, at=NOW + minutes(61)))

    assert only(facts, Alerted).why is Why.URGENT
    assert handling.case(number).waiting_since == NOW + minutes(61)
    assert sorted(timers(handling)) == ["escalate", "remind"]


def test_should_keep_the_clocks_of_a_plan_whose_time_has_come(
    handling: Handling, number: str
) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)
    handling.do(timers(handling)["revisit"])

    facts = handling.do(a_press(1, "kind", AT + minutes(10), case=number, urgent="MEDICAL"))

    assert only(facts, Alerted).why is Why.URGENT
    assert handling.case(number).waiting_since == AT


def test_should_not_count_a_plan_among_the_cases_that_wait(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)

    today = only(handling.do(a_press(BOON, "on_duty", NOW + minutes(60))), DutyChanged)
    then = only(handling.do(a_press(BOON, "on_duty", AT)), DutyChanged)

    assert (today.waiting, then.waiting) == (0, 1)


def test_should_promise_a_sharer_nothing_before_the_plan(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)

    shown = only(handling.do(a_press(1, "status", NOW + minutes(60))), StatusShown)
    late = only(handling.do(a_press(1, "status", AT + timedelta(hours=1))), StatusShown)

    assert shown.cases[0].outlook is None
    assert late.cases[0].outlook is not None


def test_should_alert_those_who_can_come_at_that_time(handling: Handling, number: str) -> None:
    press(handling, ANNA, "revisit", number, at=MORNING)
    handling.do(a_press(ANNA, "off_duty"))

    alerted = only(handling.do(timers(handling)["revisit"]), Alerted)

    assert a_line_id(ANNA) not in [member.person.line_id for member in alerted.team]
