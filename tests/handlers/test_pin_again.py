"""The same pin twice is one share; another one within minutes leads to the newest place."""

from __future__ import annotations

import pytest

from cases.case import Case
from cases.facts.answers import PlaceMoved
from cases.facts.casework import Alerted
from cases.facts.shares import CaseOpened, ShareJoined, ShareSentTwice
from store.verify import verify
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, minutes, near
from tests.handling import Handling, only

ANNA, SHARER, OTHER = 11, 1, 2
FIRST = "14-6911-0001"
SOON = NOW + minutes(0.2)


def the_case(handling: Handling) -> Case:
    return handling.case(FIRST)


@pytest.mark.parametrize("metres", [0, 3])
def test_should_count_the_same_pin_once(handling: Handling, metres: float) -> None:
    handling.do(a_share(SHARER))

    facts = handling.do(a_share(SHARER, near(AYUTTHAYA, metres), SOON))

    assert only(facts, ShareSentTwice).case.number == FIRST
    assert (the_case(handling).shares, handling.count("shares")) == (1, 1)
    assert verify(handling.client) == []


def test_should_count_the_pins_of_two_and_of_another_day(handling: Handling) -> None:
    handling.do(a_share(SHARER))
    only(handling.do(a_share(OTHER, at=SOON)), ShareJoined)
    only(handling.do(a_share(SHARER, at=NOW + minutes(5))), ShareJoined)

    assert the_case(handling).shares == 3


def test_should_lead_the_officer_to_the_newest_pin(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    handling.do(a_press(ANNA, "claim", case=FIRST))
    right = near(AYUTTHAYA, 60)

    facts = handling.do(a_share(SHARER, right, NOW + minutes(2)))

    assert only(facts, PlaceMoved).case.place.point == right
    assert only(facts, ShareJoined).case.place.point == right
    assert (the_case(handling).place.point, the_case(handling).shares) == (right, 2)
    assert verify(handling.client) == []


def test_should_find_the_case_where_it_was_put(handling: Handling) -> None:
    handling.do(a_share(SHARER))
    handling.do(a_share(SHARER, near(AYUTTHAYA, 90), NOW + minutes(1)))

    only(handling.do(a_share(OTHER, near(AYUTTHAYA, 180), NOW + minutes(20))), ShareJoined)


@pytest.mark.parametrize(
    ("others", "minute"), [(True, 2), (False, 11)], ids=["others shared it", "later"]
)
def test_should_leave_the_place_that_stands(
    handling: Handling, others: bool, minute: float
) -> None:
    handling.do(a_share(SHARER))
    if others:
        handling.do(a_share(OTHER, at=NOW + minutes(1)))

    facts = handling.do(a_share(SHARER, near(AYUTTHAYA, 60), NOW + minutes(minute)))

    only(facts, ShareJoined)
    assert the_case(handling).place.point == AYUTTHAYA


def test_should_let_the_second_pin_be_somebody_else(handling: Handling) -> None:
    handling.do(a_share(SHARER))
    joined = only(handling.do(a_share(SHARER, near(AYUTTHAYA, 60), NOW + minutes(1))), ShareJoined)

    facts = handling.do(a_press(SHARER, "split", NOW + minutes(2), case=FIRST, share=joined.share))

    assert only(facts, CaseOpened).case.place.point == near(AYUTTHAYA, 60)
    only(facts, Alerted)
