"""Waiting cases near an officer: whose, in which order, and what a location is then."""

from __future__ import annotations

from cases.facts.digests import NearAsked, NearShown
from cases.facts.shares import CaseOpened
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, minutes, near
from tests.handling import Handling, only

ANNA, BOON = 11, 12


def opened(handling: Handling, who: int, metres: float) -> str:
    facts = handling.do(a_share(who, near(AYUTTHAYA, metres)))
    return only(facts, CaseOpened).case.number


def shown(handling: Handling, after: float = 5) -> NearShown:
    only(handling.do(a_press(ANNA, "near", NOW + minutes(after))), NearAsked)
    return only(handling.do(a_share(ANNA, AYUTTHAYA, NOW + minutes(after + 1))), NearShown)


def test_should_show_the_waiting_cases_nearest_first(handling: Handling) -> None:
    handling.enrol(ANNA)
    far, close = opened(handling, 1, 4_000), opened(handling, 2, 900)
    claimed = opened(handling, 3, 300)
    handling.do(a_press(ANNA, "claim", NOW + minutes(1), case=claimed))

    found = shown(handling)

    assert [stop.case.number for stop in found.stops] == [close, far]
    assert [round(stop.metres, -2) for stop in found.stops] == [900, 4_000]


def test_should_store_nothing_of_where_an_officer_is(handling: Handling) -> None:
    handling.enrol(ANNA)
    opened(handling, 1, 900)

    shown(handling)

    assert handling.count("shares") == 1


def test_should_take_the_place_after_that_as_ever(handling: Handling) -> None:
    handling.enrol(ANNA)
    shown(handling)

    only(handling.do(a_share(ANNA, AYUTTHAYA, NOW + minutes(8))), CaseOpened)


def test_should_show_a_neighbours_case_close_by_and_no_farther(handling: Handling) -> None:
    handling.enrol(ANNA, "TH-10")
    close, _ = opened(handling, 1, 4_900), opened(handling, 2, 5_200)

    assert [stop.case.number for stop in shown(handling).stops] == [close]
