"""Which case an officer's location checks in to, and how another person is entered there."""

from __future__ import annotations

import pytest

from cases.case import State
from cases.facts.casework import Alerted, OfficerArrived, OutcomeAsked
from cases.facts.shares import CallerEntered, CaseOpened
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, minutes, near
from tests.handlers.staffed import ANNA, a_team, on_site, press
from tests.handling import Handling, only

AGAIN = NOW + minutes(25)


@pytest.fixture
def number(handling: Handling) -> str:
    """Open a case in the town of ANNA's team."""
    a_team(handling)
    return only(handling.do(a_share(1)), CaseOpened).case.number


def another(handling: Handling, metres: float) -> str:
    """Open a second case, so many metres north of the first."""
    return only(handling.do(a_share(2, near(AYUTTHAYA, metres))), CaseOpened).case.number


@pytest.mark.parametrize("metres", [150, 300, 499])
def test_should_take_a_drifting_phone_for_the_same_visit(handling: Handling, metres: float) -> None:
    number = on_site(handling)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, metres), AGAIN))

    assert only(facts, OfficerArrived).case.number == number
    assert not [one for one in facts if isinstance(one, Alerted)]
    assert handling.case(number).visit.distance_m == pytest.approx(metres, abs=2)
    assert [handling.count(name) for name in ("cases", "shares", "visited")] == [1, 1, 1]


@pytest.mark.parametrize(("metres", "is_check_in"), [(300, True), (499, True), (505, False)])
def test_should_check_in_near_the_pin_of_a_claimed_case(
    handling: Handling, number: str, metres: float, is_check_in: bool
) -> None:
    press(handling, ANNA, "claim", number)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, metres), AGAIN))

    assert isinstance(facts[0], OfficerArrived if is_check_in else CaseOpened)
    wanted = State.ON_SITE if is_check_in else State.CLAIMED
    assert handling.case(number).state is wanted


def test_should_check_in_to_the_nearest_of_those_in_hand(handling: Handling, number: str) -> None:
    other = another(handling, 400)
    for each in (number, other):
        press(handling, ANNA, "claim", each)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, 250), AGAIN))

    assert only(facts, OfficerArrived).case.number == other
    assert handling.case(number).state is State.CLAIMED


def test_should_check_in_to_the_case_on_the_way_first(handling: Handling) -> None:
    number = on_site(handling)
    far = another(handling, 5_000)
    for act in ("claim", "going"):
        press(handling, ANNA, act, far)

    facts = handling.do(a_share(ANNA, near(AYUTTHAYA, 250), AGAIN))

    assert only(facts, OfficerArrived).case.number == far
    assert handling.case(number).visit.distance_m == pytest.approx(30, abs=2)


def test_should_let_another_person_near_by_be_entered(handling: Handling) -> None:
    number = on_site(handling)
    handling.do(a_press(ANNA, "caller", AGAIN))

    entered = only(handling.do(a_share(ANNA, near(AYUTTHAYA, 200), AGAIN)), CallerEntered)

    assert entered.case.number != number
    assert not entered.joined
    assert (
        only(press(handling, ANNA, "several", number, persons="2"), OutcomeAsked).case.visit.persons
        == 2
    )
