"""Today's round: which cases, in which order, from where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import Refused
from cases.facts.digests import RoundShown
from cases.people import Role
from cases.refusal import Refusal
from geo.centres import Point
from handlers.staff.lists import MOST_STOPS
from tests.builders import AYUTTHAYA, NOW, a_case, a_press, minutes, near, the_centres
from tests.handling import Handling, only

ANNA, BOON, MANAGER, STRANGER = 11, 12, 13, 3
CENTRE = next(one.point for one in the_centres() if one.id == "TH-14")


@pytest.fixture
def unit(handling: Handling) -> Handling:
    """A centre with an officer."""
    handling.enrol(ANNA)
    return handling


def hold(handling: Handling, point: Point, who: int = ANNA, **changes: object) -> str:
    """Let somebody hold a case at a place, and give its number."""
    unit = handling.unit()
    number = unit.cases.next_number("TH-14", NOW)
    place = a_case().place.__class__(point, "")
    held = {"state": State.CLAIMED, "holder": handling.person(who).id, "place": place}
    unit.cases.add(a_case(number=number, **(held | changes)))
    unit.commit([])
    return number


def show(handling: Handling, who: int = ANNA) -> RoundShown:
    """Ask for the round."""
    return only(handling.do(a_press(who, "round", NOW + minutes(60))), RoundShown)


def numbers(shown: RoundShown) -> list[str]:
    """Return the case numbers, in order."""
    return [stop.case.number for stop in shown.stops]


def test_should_begin_at_the_centre_and_go_by_distance(unit: Handling) -> None:
    far = hold(unit, near(CENTRE, 9_000), urgent="CHILD")
    close = hold(unit, near(CENTRE, 1_000))
    middle = hold(unit, near(CENTRE, 4_000), state=State.GOING)

    shown = show(unit)

    assert numbers(shown) == [close, middle, far]
    assert shown.checked_in == ""
    assert [round(stop.metres, -2) for stop in shown.stops] == [1_000, 3_000, 5_000]
    assert round(shown.metres, -2) == 9_000


def test_should_begin_where_the_officer_checked_in_today(unit: Handling) -> None:
    close, far = hold(unit, near(CENTRE, 1_000)), hold(unit, near(CENTRE, 9_000))
    at: dict[str, Any] = {"state": State.ON_SITE, "arrived_at": NOW}
    hold(unit, near(CENTRE, 500), **at | {"arrived_at": NOW - minutes(60)})
    here = hold(unit, near(CENTRE, 9_500), **at)

    shown = show(unit)

    assert (shown.checked_in, numbers(shown)) == (here, [far, close])


def test_should_not_begin_where_the_officer_was_yesterday(unit: Handling) -> None:
    hold(unit, near(CENTRE, 500), state=State.ON_SITE, arrived_at=NOW - timedelta(days=1))

    shown = show(unit)

    assert (shown.checked_in, shown.stops) == ("", ())


def test_should_leave_out_what_others_hold_and_what_waits(unit: Handling) -> None:
    unit.enrol(BOON)
    hold(unit, AYUTTHAYA, BOON)
    hold(unit, AYUTTHAYA, state=State.WAITING, holder=None)
    own = hold(unit, AYUTTHAYA)

    assert numbers(show(unit)) == [own]


def test_should_show_the_nearest_part_of_a_long_round(unit: Handling) -> None:
    road = [hold(unit, near(CENTRE, 1_000 * step)) for step in range(1, MOST_STOPS + 4)]

    shown = show(unit)

    assert (numbers(shown), shown.left) == (road[:MOST_STOPS], 3)


def test_should_take_cases_at_one_place_one_after_the_other(unit: Handling) -> None:
    both = {hold(unit, AYUTTHAYA), hold(unit, AYUTTHAYA)}

    shown = show(unit)

    assert set(numbers(shown)) == both
    assert shown.stops[1].metres == 0


@pytest.mark.parametrize(
    ("who", "why"), [(MANAGER, Refusal.NO_CASES), (STRANGER, Refusal.NOT_STAFF)]
)
def test_should_refuse_those_who_visit_nobody(handling: Handling, who: int, why: Refusal) -> None:
    handling.enrol(MANAGER, role=Role.MANAGER)

    assert only(handling.do(a_press(who, "round")), Refused).why is why
