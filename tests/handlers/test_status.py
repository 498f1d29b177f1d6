"""My shares: how far one's own cases are, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import Guided
from cases.facts.shares import StatusShown
from handlers.events import Event
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    PATTAYA,
    a_press,
    a_share,
    a_text,
    minutes,
    near,
)
from tests.handling import Handling, only


def numbers(shown: StatusShown) -> list[str]:
    """Return the numbers of the cases that are shown, in order."""
    return [own.case.number for own in shown.cases]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(a_press(1, "status", at=NOW + minutes(1)), id="tapped"),
        pytest.param(a_text(1, "สถานะ", at=NOW + minutes(1), act="status"), id="typed"),
        pytest.param(
            a_text(1, "14-6911-0001", at=NOW + minutes(1), act="look&case=14-6911-0001"),
            id="by a number",
        ),
    ],
)
def test_should_show_ones_own_cases_the_last_first(handling: Handling, ask: Event) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2, CHIANG_MAI))
    handling.do(a_share(1, PATTAYA, NOW + minutes(1)))

    shown = only(handling.do(ask), StatusShown)

    assert numbers(shown) == ["21-6911-0001", "14-6911-0001"]
    assert [own.centre.id for own in shown.cases] == ["TH-21", "TH-14"]


def test_should_show_nothing_to_one_who_never_shared(handling: Handling) -> None:
    handling.do(a_share(1))

    assert only(handling.do(a_press(2, "status")), StatusShown).cases == ()


def test_should_show_no_case_because_a_forged_button_names_it(handling: Handling) -> None:
    handling.do(a_share(1))

    shown = only(handling.do(a_press(2, "status", case="14-6911-0001")), StatusShown)

    assert shown.cases == ()


def test_should_show_at_most_ten(handling: Handling) -> None:
    for step in range(12):
        handling.do(a_share(1, near(AYUTTHAYA, 500 * step), NOW + minutes(10 * step)))

    shown = only(handling.do(a_press(1, "status")), StatusShown)

    assert numbers(shown) == [f"14-6911-{number:04d}" for number in range(12, 2, -1)]


def test_should_show_how_far_a_case_is(handling: Handling) -> None:
    handling.enrol(9)
    handling.do(a_share(1))
    states = []
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, case="14-6911-0001"))
        (own,) = only(handling.do(a_press(1, "status")), StatusShown).cases
        states.append(own.case.state)
        assert own.outlook is None

    assert states == [State.CLAIMED, State.GOING, State.ON_SITE, State.CLOSED]


def test_should_show_it_to_everybody_who_shared_the_case(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2))

    for who in (1, 2):
        assert numbers(only(handling.do(a_press(who, "status")), StatusShown)) == ["14-6911-0001"]


def test_should_show_it_to_an_officer_who_shared(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.enrol(1)

    shown = only(handling.do(a_text(1, "my shares", act="status")), StatusShown)

    assert numbers(shown) == ["14-6911-0001"]


@pytest.mark.parametrize("ask", [a_press(1, "start"), a_text(1, "เมนู", act="start")])
def test_should_show_the_way_to_one_who_asks_for_it(handling: Handling, ask: Event) -> None:
    assert only(handling.do(ask), Guided).member is None


def test_should_change_nothing_by_looking(handling: Handling, client: Any) -> None:
    handling.do(a_share(1))
    before = handling.case("14-6911-0001")
    entries = client.xlen("{cts}:log")

    handling.do(a_press(1, "status"))

    assert handling.case("14-6911-0001") == before
    assert client.xlen("{cts}:log") == entries
