"""A wrong tap at the close is put right: by whom, how long, with right counters, told once."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import State
from cases.facts.answers import CaseReopened
from cases.facts.casework import CaseClosed, CorrectionAsked, OutcomeCorrected, Refused
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from cases.log import Act
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import TimerDue
from store.verify import rebuild, verify
from tests.builders import NOW, a_press, a_share, an_event_id, minutes
from tests.handlers.staffed import ANNA, BOON, HEAD, OTHER, STRANGER, a_team, on_site, press
from tests.handling import Handling, only

CLOSED_AT = 30
COUNTED = ("closed", "found", "helped", "persons", "outcome:SHELTER", "outcome:NOT_FOUND",
           "outcome:ADVISED")  # fmt: skip


@pytest.fixture
def number(handling: Handling) -> str:
    """Let ANNA close with "shelter" half an hour after NOW."""
    number = on_site(handling)
    only(press(handling, ANNA, "close", number, CLOSED_AT, outcome="SHELTER"), CaseClosed)
    return number


def correct(handling: Handling, number: str, code: str = "NOT_FOUND", **how: Any) -> list[Fact]:
    """Say which outcome it is."""
    who, after = how.get("who", ANNA), how.get("after", CLOSED_AT + 2)
    return press(handling, who, "correct", number, after, outcome=code)


def tell(handling: Handling, number: str, after: float = CLOSED_AT + 1) -> list[SharersTold]:
    """Let the clock tell the sharers, if it is set."""
    rows = [one for one in handling.timers() if (one.kind, one.case) == ("tell_sharers", number)]
    told: list[SharersTold] = []
    for row in rows:
        handling.unit().timers.cancel(Timer.TELL_SHARERS, number)
        unit = handling.unit(an_event_id())
        unit.timers.cancel(Timer.TELL_SHARERS, number)
        unit.commit([])
        event = TimerDue(an_event_id(), NOW + minutes(after), row.kind, number)
        told += [fact for fact in handling.do(event) if isinstance(fact, SharersTold)]
    return told


def counted(handling: Handling, scope: str = "TH-14") -> dict[str, int]:
    """Return what is counted of closes, without what is nothing."""
    found = {name: handling.count(name, scope) for name in COUNTED}
    return {name: amount for name, amount in found.items() if amount}


def test_should_ask_for_the_outcome_first(handling: Handling, number: str) -> None:
    asked = only(press(handling, ANNA, "correct", number, CLOSED_AT + 1), CorrectionAsked)

    codes = [one.code for one in asked.outcomes]
    assert "SHELTER" not in codes
    assert {"NOT_FOUND", "ADVISED", "INSUFFICIENT"} <= set(codes)
    assert handling.case(number).visit.outcomes == ("SHELTER",)


def test_should_put_case_and_counters_right(handling: Handling, number: str) -> None:
    told = only(correct(handling, number), OutcomeCorrected)

    case = handling.case(number)
    assert told.case == case
    assert (case.state, case.visit.outcomes) == (State.CLOSED, ("NOT_FOUND",))
    for scope in ("TH-14", "all"):
        assert counted(handling, scope) == {"closed": 1, "outcome:NOT_FOUND": 1}
    assert verify(handling.client) == []


def test_should_be_lines_of_their_own_and_recounted(handling: Handling, number: str) -> None:
    correct(handling, number)
    correct(handling, number, "ADVISED")

    assert (handling.logged(Act.CLOSED), handling.logged(Act.CLOSE_TAKEN_BACK)) == (3, 2)
    assert counted(handling) == {"closed": 1, "found": 1, "persons": 1, "outcome:ADVISED": 1}
    for key in handling.client.keys("{cts}:count:*"):
        handling.client.delete(key)
    rebuild(handling.client)
    assert counted(handling) == {"closed": 1, "found": 1, "persons": 1, "outcome:ADVISED": 1}


def test_should_count_on_the_day_of_the_close(handling: Handling) -> None:
    a_team(handling)
    late = 7 * 60 + 25  # 23:53 in Bangkok
    handling.do(a_share(1))
    for step, act in enumerate(("claim", "going", "arrived", "not_found")):
        press(handling, ANNA, act, "14-6911-0001", late + step)

    only(correct(handling, "14-6911-0001", "ADVISED", after=late + 12), OutcomeCorrected)

    assert handling.count("outcome:ADVISED", period="2026-11-20") == 1
    assert handling.count("closed", period="2026-11-21") == 0
    assert verify(handling.client) == []


def test_should_change_nothing_for_the_same_outcome_again(handling: Handling, number: str) -> None:
    only(correct(handling, number, "SHELTER"), CorrectionAsked)

    assert handling.logged(Act.CLOSE_TAKEN_BACK) == 0


def test_should_tell_the_right_outcome_only_where_nobody_was_told(
    handling: Handling, number: str
) -> None:
    correct(handling, number)

    (told,) = tell(handling, number)

    assert (told.case.visit.outcomes, told.case.visit.was) == (("NOT_FOUND",), ())
    assert tell(handling, number) == []


def test_should_correct_what_was_told(handling: Handling, number: str) -> None:
    assert [one.case.visit.was for one in tell(handling, number)] == [()]
    correct(handling, number)

    (told,) = tell(handling, number, CLOSED_AT + 3)

    assert (told.case.visit.outcomes, told.case.visit.was) == (("NOT_FOUND",), ("SHELTER",))
    assert tell(handling, number, CLOSED_AT + 4) == []


def test_should_hold_against_what_was_told_last(handling: Handling, number: str) -> None:
    tell(handling, number)
    correct(handling, number)
    correct(handling, number, "SHELTER", after=CLOSED_AT + 3)

    (told,) = tell(handling, number, CLOSED_AT + 4)

    # Nothing is said of what has not changed for them: messages/status.py.
    assert told.case.visit.was == told.case.visit.outcomes == ("SHELTER",)


def test_should_doubt_nobody_for_a_wrong_tap(handling: Handling) -> None:
    number = on_site(handling)
    press(handling, ANNA, "close", number, CLOSED_AT, outcome="FALSE_REPORT")
    sharer = handling.person(1).id
    tell(handling, number)
    assert handling.unit().limits.false_reports([sharer]) == [1]

    correct(handling, number)
    tell(handling, number, CLOSED_AT + 3)

    assert handling.unit().limits.false_reports([sharer]) == [0]


@pytest.mark.parametrize(("after", "is_late"), [(45, False), (45.1, True)])
def test_should_be_possible_for_some_minutes(
    handling: Handling, number: str, after: float, is_late: bool
) -> None:
    facts = correct(handling, number, after=after)

    assert [type(one) for one in facts] == [Refused if is_late else OutcomeCorrected]


def test_should_take_no_tap_of_before_the_close(handling: Handling, number: str) -> None:
    assert only(correct(handling, number, after=29), Refused).why is Refusal.NO_CORRECTION


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (BOON, Refusal.NO_CORRECTION),
        (HEAD, Refusal.NO_CORRECTION),
        (OTHER, Refusal.OTHER_CENTRE),
        (STRANGER, Refusal.NOT_STAFF),
    ],
)
def test_should_be_for_who_closed_alone(
    handling: Handling, number: str, who: int, why: Refusal
) -> None:
    assert only(correct(handling, number, who=who), Refused).why is why
    assert handling.case(number).visit.outcomes == ("SHELTER",)


def test_should_leave_open_and_merged_cases_alone(handling: Handling, number: str) -> None:
    refused = Refusal.NO_CORRECTION
    at = NOW + minutes(31)
    only(handling.do(a_press(1, "confirm", at, case=number, seen="still")), CaseReopened)
    assert only(correct(handling, number), Refused).why is refused
    assert only(correct(handling, "14-6911-0099"), Refused).why is Refusal.NO_SUCH_CASE


def test_should_claim_no_visit_where_there_was_none(handling: Handling) -> None:
    a_team(handling)
    handling.do(a_share(1))
    press(handling, ANNA, "claim", "14-6911-0001")
    press(handling, ANNA, "close", "14-6911-0001", outcome="INSUFFICIENT")

    asked = only(correct(handling, "14-6911-0001", "SHELTER"), CorrectionAsked)

    assert [one.needs_visit for one in asked.outcomes] == [False, False]


def test_should_take_no_earlier_visit_for_this_one(handling: Handling) -> None:
    number = on_site(handling)
    press(handling, ANNA, "revisit", number, at="2026-11-20T19:00+07:00")
    press(handling, BOON, "claim", number)
    press(handling, BOON, "close", number, outcome="DUPLICATE")

    only(correct(handling, number, "SHELTER", who=BOON), CorrectionAsked)

    assert handling.case(number).visit.outcomes == ("DUPLICATE",)
    assert [handling.count(name) for name in ("found", "unproved")] == [0, 0]
    assert handling.case(number).arrived_at is not None


def test_should_take_back_what_was_said_of_nobody(handling: Handling, number: str) -> None:
    press(handling, ANNA, "fact", number, 31, person="1", name="sex", value="male")

    correct(handling, number)

    assert handling.count("fact:sex:male") == 0
    assert handling.case(number).visit.facts_said == ()
    assert verify(handling.client) == []


def test_should_keep_what_was_said_of_one_who_was_met(handling: Handling, number: str) -> None:
    press(handling, ANNA, "fact", number, 31, person="1", name="sex", value="male")

    correct(handling, number, "ADVISED")

    assert handling.count("fact:sex:male") == 1
