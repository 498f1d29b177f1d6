"""A place that staff send where a case is in hand is asked about, not booked as a citizen's."""

from __future__ import annotations

import pytest

from cases.case import State
from cases.facts.casework import OfficerArrived, Refused, TakenOver
from cases.facts.fact import Fact
from cases.facts.shares import CallerEntered, CaseOpened, PlaceDropped, WhosePlace
from cases.people import Role
from cases.refusal import Refusal
from geo.centres import Point
from store import keys
from store.verify import verify
from tests.builders import AYUTTHAYA, NOW, a_line_id, a_press, a_share, minutes, near
from tests.handling import Handling, only

ANNA, SECOND, MANAGER, OTHER = 11, 12, 13, 21
NUMBER = "14-6911-0001"


@pytest.fixture(autouse=True)
def _on_the_way(handling: Handling) -> None:
    """Let ANNA set off to a case; SECOND is her second account, or a companion."""
    handling.enrol(ANNA)
    handling.enrol(SECOND)
    handling.enrol(MANAGER, role=Role.MANAGER)
    handling.enrol(OTHER, "TH-50")
    handling.do(a_share(1))
    for act in ("claim", "going"):
        press(handling, ANNA, act)


def press(handling: Handling, who: int, act: str, after: float = 5, /, **fields: str) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, NOW + minutes(after), **{"case": NUMBER} | fields))


def send(handling: Handling, who: int, metres: float, after: float = 10) -> list[Fact]:
    """Send a place so far from the pin."""
    return handling.do(a_share(who, near(AYUTTHAYA, metres), NOW + minutes(after)))


@pytest.mark.parametrize("metres", [0, 40, 480])
def test_should_ask_what_a_place_at_a_colleagues_case_is(handling: Handling, metres: float) -> None:
    asked = only(send(handling, SECOND, metres), WhosePlace)

    assert (asked.case.number, asked.for_caller) == (NUMBER, False)
    assert asked.metres == pytest.approx(metres, abs=5)
    assert handling.case(NUMBER).shares == 1
    assert handling.count("shares") == 1


@pytest.mark.parametrize(
    ("who", "metres"),
    [
        pytest.param(1, 40, id="a citizen"),
        pytest.param(MANAGER, 40, id="who takes no cases"),
        pytest.param(OTHER, 40, id="of another centre"),
        pytest.param(SECOND, 700, id="elsewhere"),
    ],
)
def test_should_take_a_share_without_asking(handling: Handling, who: int, metres: float) -> None:
    facts = send(handling, who, metres)

    assert not [one for one in facts if isinstance(one, WhosePlace)]
    assert handling.count("shares") == 2


def test_should_not_ask_of_a_case_that_nobody_holds(handling: Handling) -> None:
    press(handling, ANNA, "release", sure="yes")

    send(handling, SECOND, 40)

    assert handling.case(NUMBER).shares == 2


def test_should_check_the_second_account_in_and_give_it_the_case(handling: Handling) -> None:
    send(handling, SECOND, 40)

    facts = press(handling, SECOND, "place", 11, **{"as": "here"})

    assert only(facts, OfficerArrived).to.line_id == a_line_id(SECOND)
    assert only(facts, TakenOver).to.line_id == a_line_id(ANNA)
    case = handling.case(NUMBER)
    assert (case.state, case.holder) == (State.ON_SITE, handling.person(SECOND).id)
    assert case.visit.distance_m == pytest.approx(40, abs=5)
    assert verify(handling.client) == []


def test_should_take_the_place_for_a_share_of_somebody_else(handling: Handling) -> None:
    send(handling, SECOND, 400)

    opened = only(press(handling, SECOND, "place", 11, **{"as": "share"}), CaseOpened)

    assert opened.case.number != NUMBER
    assert opened.case.opened_at == NOW + minutes(11)
    assert handling.count("shares") == 2


def test_should_make_nothing_of_it_for_a_companion(handling: Handling) -> None:
    send(handling, SECOND, 40)

    only(press(handling, SECOND, "place", 11, **{"as": "nothing"}), PlaceDropped)

    assert handling.case(NUMBER).holder == handling.person(ANNA).id
    assert only(press(handling, SECOND, "place", 12, **{"as": "share"}), PlaceDropped).expired


def test_should_ask_for_a_place_that_is_not_kept_any_more(handling: Handling) -> None:
    send(handling, SECOND, 40)
    handling.client.delete(keys.aside(handling.person(SECOND).id))

    for what in ("here", "share", "caller"):
        dropped = only(press(handling, SECOND, "place", 40, **{"as": what}), PlaceDropped)
        assert dropped.expired


@pytest.mark.parametrize("what", ["here", "share", "caller", "nothing", "x"])
def test_should_refuse_a_forged_answer(handling: Handling, what: str) -> None:
    for who in (1, OTHER):
        send(handling, who, 3_000)

    refused = only(press(handling, 1, "place", 11, **{"as": what}), Refused)

    assert refused.why is Refusal.NOT_STAFF
    assert handling.case(NUMBER).holder == handling.person(ANNA).id


def test_should_let_nobody_of_another_centre_take_a_case_over(handling: Handling) -> None:
    handling.do(a_share(SECOND, near(AYUTTHAYA, 40), NOW + minutes(10)))
    other = Point(18.79, 98.98)
    handling.do(a_share(2, other, NOW + minutes(1)))
    handling.do(a_press(OTHER, "claim", NOW + minutes(2), case="50-6911-0001"))

    facts = press(handling, SECOND, "place", 11, case="50-6911-0001", **{"as": "here"})

    assert only(facts, Refused).why is Refusal.OTHER_CENTRE


def test_should_ask_whether_it_is_the_callers_place_or_the_own_check_in(
    handling: Handling,
) -> None:
    handling.do(a_press(ANNA, "caller", NOW + minutes(8)))

    asked = only(send(handling, ANNA, 30), WhosePlace)

    assert asked.for_caller
    assert handling.case(NUMBER).state is State.GOING


@pytest.mark.parametrize(("what", "became"), [("here", OfficerArrived), ("caller", CallerEntered)])
def test_should_do_what_the_holder_then_says(
    handling: Handling, what: str, became: type[Fact]
) -> None:
    handling.do(a_press(ANNA, "caller", NOW + minutes(8)))
    send(handling, ANNA, 30)

    facts = press(handling, ANNA, "place", 11, **{"as": what})

    assert only(facts, became)


def test_should_take_a_callers_place_far_from_the_own_pin_without_asking(
    handling: Handling,
) -> None:
    handling.do(a_press(ANNA, "caller", NOW + minutes(8)))

    only(send(handling, ANNA, 900), CallerEntered)
