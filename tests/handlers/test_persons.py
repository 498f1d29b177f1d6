"""Several persons at one place: one outcome each, and no tap counts twice."""

from __future__ import annotations

import pytest

from cases.case import State
from cases.facts.casework import CaseClosed, FarReasonAsked, HowManyAsked, OutcomeAsked, Refused
from cases.facts.shares import SharersTold
from cases.refusal import Refusal
from store.verify import verify
from tests.handlers.staffed import ANNA, BOON, OTHER, STRANGER, on_site, press, visit_again
from tests.handling import Handling, only


@pytest.fixture
def number(handling: Handling) -> str:
    """Let ANNA be at the place."""
    return on_site(handling)


def answer(handling: Handling, number: str, person: int, of: int, outcome: str) -> OutcomeAsked:
    """Say an outcome of one of several, who is not the last."""
    fields = {"person": str(person), "of": str(of), "outcome": outcome}
    return only(press(handling, ANNA, "close", number, **fields), OutcomeAsked)


def close(handling: Handling, number: str, person: int, of: int, outcome: str) -> CaseClosed:
    """Say the outcome of the last one."""
    fields = {"person": str(person), "of": str(of), "outcome": outcome}
    return only(press(handling, ANNA, "close", number, **fields), CaseClosed)


def test_should_close_with_the_last_of_several_persons(handling: Handling, number: str) -> None:
    only(press(handling, ANNA, "several", number), HowManyAsked)
    asked = only(press(handling, ANNA, "several", number, persons="3"), OutcomeAsked)
    assert (asked.case.visit.persons, asked.case.visit.outcomes, asked.stale) == (3, (), False)
    assert answer(handling, number, 1, 3, "SHELTER").case.visit.outcomes == ("SHELTER",)
    answer(handling, number, 2, 3, "ADVISED")
    assert handling.count("closed") == 0

    closed = close(handling, number, 3, 3, "ADVISED")

    assert closed.case.visit.outcomes == ("SHELTER", "ADVISED", "ADVISED")
    assert [handling.count(name) for name in ("closed", "found", "persons")] == [1, 1, 3]
    counters = ("outcome:SHELTER", "outcome:ADVISED")
    assert [handling.count(name) for name in counters] == [1, 2]
    assert verify(handling.client) == []
    tell = next(one for one in handling.timers() if one.kind == "tell_sharers")
    assert only(handling.do(tell), SharersTold).case.visit.outcomes == closed.case.visit.outcomes


def test_should_close_one_person_as_ever(handling: Handling, number: str) -> None:
    press(handling, ANNA, "several", number)

    closed = press(handling, ANNA, "close", number, outcome="ADVISED")

    assert only(closed, CaseClosed).case.visit.outcomes == ("ADVISED",)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"person": "1", "of": "3", "outcome": "FAMILY"}, id="tapped twice"),
        pytest.param({"person": "1", "of": "2", "outcome": "FAMILY"}, id="of an earlier number"),
        pytest.param({"person": "3", "of": "3", "outcome": "FAMILY"}, id="before its turn"),
        pytest.param({"person": "x", "of": "", "outcome": "FAMILY"}, id="forged"),
        pytest.param({"outcome": "FAMILY"}, id="of the menu for one"),
        pytest.param({"outcome": "NOT_FOUND"}, id="nobody, though one was met"),
        pytest.param({"outcome": "DUPLICATE"}, id="at the desk, though one was met"),
    ],
)
def test_should_change_nothing_by_an_old_button(
    handling: Handling, number: str, fields: dict[str, str]
) -> None:
    press(handling, ANNA, "several", number, persons="3")
    answer(handling, number, 1, 3, "SHELTER")
    before = handling.case(number)

    asked = only(press(handling, ANNA, "close", number, **fields), OutcomeAsked)

    assert (asked.stale, asked.found) == (True, True)
    assert handling.case(number) == before


@pytest.mark.parametrize("act", ["several", "fewer"])
@pytest.mark.parametrize("fields", [{}, {"persons": "5"}, {"again": "2"}, {"again": "x"}])
def test_should_not_begin_again_by_an_old_button(
    handling: Handling, number: str, act: str, fields: dict[str, str]
) -> None:
    press(handling, ANNA, "several", number, persons="3")
    answer(handling, number, 1, 3, "SHELTER")
    before = handling.case(number)

    asked = only(press(handling, ANNA, act, number, **fields), OutcomeAsked)

    assert asked.stale
    assert handling.case(number) == before


def test_should_begin_again_when_asked_to(handling: Handling, number: str) -> None:
    press(handling, ANNA, "several", number, persons="3")
    answer(handling, number, 1, 3, "SHELTER")

    only(press(handling, ANNA, "several", number, again="1"), HowManyAsked)

    assert handling.case(number).visit.outcomes == ()
    only(press(handling, ANNA, "several", number, again="1"), HowManyAsked)  # tapped twice
    only(press(handling, ANNA, "several", number, persons="1"), OutcomeAsked)
    only(press(handling, ANNA, "close", number, outcome="ADVISED"), CaseClosed)
    assert handling.count("outcome:SHELTER") == 0


def test_should_close_with_fewer_than_was_said(handling: Handling, number: str) -> None:
    press(handling, ANNA, "several", number, persons="4")
    answer(handling, number, 1, 4, "SHELTER")
    answer(handling, number, 2, 4, "FAMILY")

    asked = press(handling, ANNA, "fewer", number, person="3", of="4")
    assert only(asked, OutcomeAsked).case.visit.persons == 3
    closed = press(handling, ANNA, "fewer", number, person="3", of="3")

    assert only(closed, CaseClosed).case.visit.outcomes == ("SHELTER", "FAMILY")
    assert handling.count("persons") == 2


def test_should_come_back_to_one_person(handling: Handling, number: str) -> None:
    press(handling, ANNA, "several", number, persons="2")

    asked = press(handling, ANNA, "fewer", number, person="1", of="2")

    assert only(asked, OutcomeAsked).case.visit.persons == 1
    refused = press(handling, ANNA, "fewer", number, person="1", of="1")
    assert only(refused, OutcomeAsked).stale
    only(press(handling, ANNA, "close", number, outcome="ADVISED"), CaseClosed)


@pytest.mark.parametrize("persons", ["0", "11", "-1", "2.0", "two", "", "٣"])
def test_should_ask_again_for_a_number_that_is_none(
    handling: Handling, number: str, persons: str
) -> None:
    before = handling.case(number)

    only(press(handling, ANNA, "several", number, persons=persons), HowManyAsked)

    assert handling.case(number) == before


def test_should_find_nobody_after_all(handling: Handling, number: str) -> None:
    press(handling, ANNA, "several", number, persons="3")

    closed = press(handling, ANNA, "not_found", number)

    case = only(closed, CaseClosed).case
    assert (case.visit.outcomes, case.visit.persons) == (("NOT_FOUND",), 1)
    assert [handling.count(name) for name in ("found", "persons")] == [0, 0]


def test_should_ask_once_why_it_was_far(handling: Handling) -> None:
    number = on_site(handling, 900)
    press(handling, ANNA, "several", number, persons="2")
    first = {"person": "1", "of": "2", "outcome": "SHELTER"}
    only(press(handling, ANNA, "close", number, **first), FarReasonAsked)

    asked = press(handling, ANNA, "close", number, **first, far="moved")

    assert only(asked, OutcomeAsked).case.visit.outcomes == ("SHELTER",)
    close(handling, number, 2, 2, "FAMILY")
    assert [handling.count(name) for name in ("far", "persons")] == [1, 2]


def test_should_drop_the_outcomes_with_the_visit(handling: Handling, number: str) -> None:
    press(handling, ANNA, "several", number, persons="3")
    answer(handling, number, 1, 3, "SHELTER")
    press(handling, ANNA, "revisit", number, at="2026-11-21T07:00+07:00")
    assert (handling.case(number).visit.outcomes, handling.case(number).visit.persons) == ((), 1)
    visit_again(handling, number)

    closed = press(handling, ANNA, "close", number, outcome="ADVISED")

    assert only(closed, CaseClosed).case.visit.outcomes == ("ADVISED",)


@pytest.mark.parametrize("act", ["several", "fewer"])
@pytest.mark.parametrize(
    ("who", "why"),
    [
        (BOON, Refusal.NOT_YOURS),
        (OTHER, Refusal.OTHER_CENTRE),
        (STRANGER, Refusal.NOT_STAFF),
    ],
)
def test_should_refuse_everybody_but_the_holder(
    handling: Handling, number: str, act: str, who: int, why: Refusal
) -> None:
    before = handling.case(number)

    refused = press(handling, who, act, number, persons="3", person="1", of="1")

    assert only(refused, Refused).why is why
    assert handling.case(number) == before


@pytest.mark.parametrize("act", ["several", "fewer"])
def test_should_ask_for_a_visit_first(handling: Handling, number: str, act: str) -> None:
    press(handling, ANNA, "revisit", number, at="2026-11-21T07:00+07:00")
    press(handling, ANNA, "claim", number)

    refused = press(handling, ANNA, act, number, persons="3")

    assert only(refused, Refused).why is Refusal.GO_FIRST
    assert handling.case(number).state is State.CLAIMED
