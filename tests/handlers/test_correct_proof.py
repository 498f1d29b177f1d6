"""What a correction is held against: the visit, and each of several persons."""

from __future__ import annotations

import pytest

from cases.case import FarReason
from cases.facts.casework import (
    CorrectedPersonAsked,
    CorrectionAsked,
    FarReasonAsked,
    OutcomeCorrected,
)
from store.verify import verify
from tests.handlers.staffed import ANNA, on_site, press
from tests.handling import Handling, only


@pytest.fixture
def two(handling: Handling) -> str:
    """Let ANNA close with two persons met."""
    number = on_site(handling)
    press(handling, ANNA, "several", number, persons="2")
    for person, code in (("1", "SHELTER"), ("2", "FAMILY")):
        press(handling, ANNA, "close", number, outcome=code, person=person, of="2")
    return number


@pytest.mark.parametrize("fields", [{}, {"outcome": "ADVISED"}, {"person": "3"}, {"person": "x"}])
def test_should_ask_whose_outcome_of_several_was_wrong(
    handling: Handling, two: str, fields: dict[str, str]
) -> None:
    before = handling.case(two)

    only(press(handling, ANNA, "correct", two, 31, **fields), CorrectedPersonAsked)

    assert handling.case(two) == before


@pytest.mark.parametrize(
    ("person", "outcomes"), [("1", ("ADVISED", "FAMILY")), ("2", ("SHELTER", "ADVISED"))]
)
def test_should_put_each_of_several_right(
    handling: Handling, two: str, person: str, outcomes: tuple[str, ...]
) -> None:
    asked = only(press(handling, ANNA, "correct", two, 31, person=person), CorrectionAsked)

    righted = press(handling, ANNA, "correct", two, 32, person=person, outcome="ADVISED")

    assert (asked.person, only(righted, OutcomeCorrected).person) == (int(person),) * 2
    codes = [one.code for one in asked.outcomes]
    assert handling.context.taxonomy.people_met(codes) == len(codes)
    assert handling.case(two).visit.outcomes == outcomes
    assert handling.count("persons") == 2
    counted = {code: handling.count(f"outcome:{code}") for code in ("SHELTER", "FAMILY", "ADVISED")}
    assert {code for code, often in counted.items() if often} == set(outcomes)
    assert verify(handling.client) == []


def test_should_ask_why_it_was_far_before_somebody_was_found(handling: Handling) -> None:
    number = on_site(handling, 5_000)
    press(handling, ANNA, "not_found", number)
    before = handling.case(number)

    asked = only(press(handling, ANNA, "correct", number, 32, outcome="SHELTER"), FarReasonAsked)

    assert (asked.outcome, asked.corrects, handling.case(number)) == ("SHELTER", 1, before)
    righted = press(handling, ANNA, "correct", number, 33, outcome="SHELTER", far="moved")
    assert only(righted, OutcomeCorrected).case.visit.far_reason is FarReason.MOVED
    assert handling.case(number).visit.far_reason is FarReason.MOVED
    assert [handling.count(name) for name in ("found", "far", "closed")] == [1, 1, 1]
    assert verify(handling.client) == []


def test_should_ask_for_no_reason_where_nobody_was_found(handling: Handling) -> None:
    number = on_site(handling, 5_000)
    press(handling, ANNA, "not_found", number)

    only(press(handling, ANNA, "correct", number, 32, outcome="FALSE_REPORT"), OutcomeCorrected)

    assert handling.case(number).visit.far_reason is None
