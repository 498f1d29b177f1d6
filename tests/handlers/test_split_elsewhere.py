"""A share that is split off a case is routed by its own place, and its card says where it was."""

from __future__ import annotations

from typing import Any

import pytest

from cases.facts.casework import Alerted
from cases.facts.moves import CaseHandedOver
from cases.facts.shares import CaseOpened, ShareJoined
from handlers.request import Context
from store.verify import verify
from tests.builders import NOW, PATTAYA, a_context, a_press, a_share, minutes
from tests.handling import Handling, only

ANNA, BOON = 11, 12
RAYONG, CHONBURI = "TH-21", "TH-20"
NUMBER = "21-6911-0001"


@pytest.fixture(name="split")
def split_fixture(client: Any) -> Any:
    """Let a case of two sharers be handed over, and the second one say: another person."""

    def split(context: Context, act: str = "split") -> tuple[Handling, CaseOpened, Alerted]:
        handling = Handling(client, context)
        handling.enrol(ANNA, RAYONG)
        handling.enrol(BOON, CHONBURI)
        number = only(handling.do(a_share(1, PATTAYA)), CaseOpened).case.number
        joined = only(handling.do(a_share(2, PATTAYA, NOW + minutes(1))), ShareJoined)
        own = handling.case(number).centre
        giver, to = (ANNA, CHONBURI) if own == RAYONG else (BOON, RAYONG)
        given = handling.do(a_press(giver, "handover", case=number, to=to, why="area"))
        only(given, CaseHandedOver)
        facts = handling.do(a_press(2, act, case=number, share=joined.share))
        return handling, only(facts, CaseOpened), only(facts, Alerted)

    return split


@pytest.mark.parametrize("act", ["split", "own_need"])
def test_should_route_a_split_case_by_its_own_place(split: Any, act: str) -> None:
    handling, opened, alerted = split(a_context(), act)

    assert handling.case(NUMBER).centre == CHONBURI
    assert opened.case.centre == opened.centre.id == RAYONG
    assert opened.case.handover.passed == ()
    assert [one.person.id for one in alerted.team] == [handling.person(ANNA).id]
    assert verify(handling.client) == []


def test_should_route_it_by_jurisdiction_when_told_so(split: Any) -> None:
    handling, opened, _ = split(a_context(routing="province"))

    assert handling.case("20-6911-0001").centre == RAYONG
    assert opened.case.centre == CHONBURI


def test_should_keep_where_it_comes_from(split: Any) -> None:
    handling, opened, alerted = split(a_context())

    assert alerted.case.links.split_from == NUMBER
    assert handling.case(opened.case.number).links.split_from == NUMBER


def test_should_come_from_nowhere_else(handling: Handling) -> None:
    assert only(handling.do(a_share(1)), CaseOpened).case.links.split_from == ""
