"""Closing far from the pin: a reason first, by one tap; what cannot be proved is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import FarReason, State
from cases.facts.casework import CaseClosed, FarReasonAsked
from store.verify import verify
from tests.builders import a_context
from tests.handlers.staffed import ANNA, on_site, press
from tests.handling import Handling, only

KEPT = ("closed", "found", "persons", "far", "unproved")


def counted(handling: Handling) -> list[int]:
    """Return what is counted of the day, in the centre, which must be the country's as well."""
    own = [handling.count(name) for name in KEPT]
    assert own == [handling.count(name, "all") for name in KEPT]
    assert verify(handling.client) == []
    return own


def test_should_close_near_the_pin_without_a_reason(handling: Handling) -> None:
    number = on_site(handling, 30)

    only(press(handling, ANNA, "close", number, outcome="ADVISED"), CaseClosed)

    assert counted(handling) == [1, 1, 1, 0, 0]


@pytest.mark.parametrize("reason", FarReason)
def test_should_ask_why_before_closing_far_from_the_pin(
    handling: Handling, reason: FarReason
) -> None:
    number = on_site(handling, 812)
    asked = press(handling, ANNA, "close", number, outcome="ADVISED")
    assert only(asked, FarReasonAsked).outcome == "ADVISED"
    assert handling.case(number).state is State.ON_SITE

    closed = press(handling, ANNA, "close", number, outcome="ADVISED", far=reason.value)

    assert only(closed, CaseClosed).case.visit.far_reason is reason
    assert handling.case(number).visit.far_reason is reason
    assert counted(handling) == [1, 1, 1, 1, 0]


@pytest.mark.parametrize("far", ["", "because", "MOVED"])
def test_should_ask_again_for_a_reason_that_is_none(handling: Handling, far: str) -> None:
    number = on_site(handling, 812)
    before = handling.case(number)

    asked = press(handling, ANNA, "close", number, outcome="ADVISED", far=far)

    only(asked, FarReasonAsked)
    assert handling.case(number) == before


@pytest.mark.parametrize(("limit", "asks"), [(100, True), (119, True), (121, False)])
def test_should_ask_beyond_the_distance_of_the_settings(
    client: object, limit: int, asks: bool
) -> None:
    handling = Handling(client, a_context(check_in_m=limit))
    number = on_site(handling, 120)

    facts = press(handling, ANNA, "close", number, outcome="ADVISED")

    assert isinstance(facts[0], FarReasonAsked) is asks


def test_should_not_ask_at_the_very_distance(client: object) -> None:
    handling = Handling(client, a_context())
    number = on_site(handling, 300)
    handling = Handling(client, a_context(check_in_m=handling.case(number).visit.distance_m))

    only(press(handling, ANNA, "close", number, outcome="ADVISED"), CaseClosed)


def test_should_hold_up_no_close_where_nobody_was_met(handling: Handling) -> None:
    number = on_site(handling, 812)

    only(press(handling, ANNA, "not_found", number), CaseClosed)

    assert counted(handling) == [1, 0, 0, 0, 0]


def test_should_keep_no_reason_that_nobody_asked_for(handling: Handling) -> None:
    number = on_site(handling, 30)

    closed = press(handling, ANNA, "close", number, outcome="ADVISED", far="gps")

    assert only(closed, CaseClosed).case.visit.far_reason is None


def test_should_count_a_close_without_a_location_as_unproved(handling: Handling) -> None:
    number = on_site(handling, None)

    only(press(handling, ANNA, "close", number, outcome="ADVISED"), CaseClosed)

    assert counted(handling) == [1, 1, 1, 0, 1]


def test_should_hold_each_visit_against_its_own_check_in(handling: Handling) -> None:
    number = on_site(handling, 812)
    press(handling, ANNA, "close", number, outcome="ADVISED", far="met")
    press(handling, 1, "confirm", number, seen="still")
    case = handling.case(number)
    assert (case.visit.far_reason, case.visit.distance_m, case.visit.outcomes) == (None, None, ())
    for act in ("claim", "going", "arrived"):
        press(handling, ANNA, act, number)

    closed = press(handling, ANNA, "close", number, outcome="ADVISED")

    case = only(closed, CaseClosed).case
    assert (case.visit.far_reason, case.visit.distance_m) == (None, None)
    assert counted(handling) == [2, 2, 2, 1, 1]


def test_should_write_the_mark_of_a_far_close_into_the_log(handling: Handling) -> None:
    number = on_site(handling, 812)

    press(handling, ANNA, "close", number, outcome="ADVISED", far="met")

    ((_, entry),) = handling.client.xrevrange("{cts}:log", count=1)
    assert (entry[b"act"], entry[b"proof"], entry[b"persons"]) == (b"closed", b"far", b"1")


def test_should_forget_with_the_hash_what_a_case_has_no_more(handling: Handling) -> None:
    number = on_site(handling, 812)
    case = handling.case(number)
    unit = handling.unit()
    unit.cases.save(
        replace(
            case,
            visit=replace(case.visit, far_reason=FarReason.GPS, persons=3, facts_said=("1.sex",)),
        )
    )
    unit.commit([])
    unit = handling.unit()

    unit.cases.save(case)
    unit.commit([])

    assert handling.case(number) == case
