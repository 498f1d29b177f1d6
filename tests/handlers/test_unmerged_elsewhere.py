"""What is taken out of a case that was handed over meanwhile waits where that one is."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import Because, Case
from cases.facts.casework import Alerted, CaseClaimed
from cases.facts.fact import Fact
from cases.facts.moves import CaseHandedOver, CaseMerged, CaseUnmerged
from cases.log import Act
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_press,
    a_share,
    an_event_id,
    changed,
    minutes,
    near,
    with_fields,
)
from tests.handling import Handling, only

ANNA, BOON, DAO, EVA, NATION = 11, 12, 14, 15, 16
CALM, OTHER = "14-6911-0001", "14-6911-0002"
SOON = NOW + minutes(10)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Merge two cases of Ayutthaya; Chiang Mai and the nation have people as well."""
    for who, centre in (
        (ANNA, "TH-14"), (BOON, "TH-14"), (DAO, "TH-50"), (EVA, "TH-50"), (NATION, "TH-10")
    ):  # fmt: skip
        handling.enrol(who, centre)
    handling.do(a_share(1))
    handling.do(a_share(2, near(AYUTTHAYA, 300)))
    only(press(handling, ANNA, "merge", OTHER, into=CALM), CaseMerged)
    return handling


def press(handling: Handling, who: int, act: str, case: str = CALM, **fields: str) -> list[Fact]:
    """Press a button of a case."""
    plain = a_press(who, act, SOON)
    return handling.do(with_fields(plain, {"case": case} | fields))


def hand_over(handling: Handling, who: int = ANNA, to: str = "TH-50") -> None:
    """Hand the case that goes on to another centre."""
    only(press(handling, who, "handover", to=to, why="area"), CaseHandedOver)


def set_case(handling: Handling, number: str, **changes: Any) -> None:
    """Arrange a case."""
    unit = handling.unit(an_event_id())
    unit.cases.save(changed(handling.case(number), **changes))
    unit.commit([])


def take_out(handling: Handling, who: int = DAO) -> tuple[Case, set[int]]:
    """Take the other case out again; give it, and who is alerted."""
    facts = press(handling, who, "unmerge", **{"from": OTHER})
    told, alerted = only(facts, CaseUnmerged), only(facts, Alerted)
    assert told.case == alerted.case == handling.case(OTHER)
    return told.case, {one.person.id for one in alerted.team}


def ids(handling: Handling, *who: int) -> set[int]:
    """Return what they are known by."""
    return {handling.person(one).id for one in who}


def test_should_wait_at_the_centre_that_has_the_other_now(street: Handling) -> None:
    hand_over(street)

    case, alerted = take_out(street)

    assert alerted == ids(street, EVA)
    assert (street.queue("TH-14"), street.queue("TH-50")) == ([], [CALM, OTHER])
    assert (case.handover.passed, case.handover.because) == (("TH-14",), Because.AREA)
    assert case.waiting_since == SOON


def test_should_count_as_handed_over_for_both_centres(street: Handling) -> None:
    hand_over(street)

    take_out(street)

    assert (street.count("handed_over"), street.count("received", "TH-50")) == (2, 2)
    assert street.logged(Act.UNMERGED) == 1
    assert verify(street.client) == []


def test_should_be_sent_back_like_the_other(street: Handling) -> None:
    hand_over(street)
    take_out(street)

    press(street, EVA, "refuse", OTHER)

    assert street.queue("TH-14") == [OTHER]


def test_should_be_accepted_with_the_other(street: Handling) -> None:
    hand_over(street)
    only(press(street, DAO, "claim"), CaseClaimed)

    case, _ = take_out(street)

    assert not case.handover.refusable
    assert case.handover.clock_with is None
    assert street.case(CALM).holder in ids(street, DAO)


def test_should_wait_at_its_centre_where_the_other_came_back(street: Handling) -> None:
    hand_over(street)
    press(street, DAO, "refuse")

    case, alerted = take_out(street, ANNA)

    assert (case.centre, case.handover.passed) == ("TH-14", ())
    assert alerted == ids(street, BOON)


def test_should_show_the_nation_what_it_took_out(street: Handling) -> None:
    set_case(street, CALM, escalated=True)

    case, alerted = take_out(street, NATION)

    assert (case.centre, case.escalated) == ("TH-14", True)
    assert alerted == ids(street, ANNA, BOON)
    only(press(street, NATION, "claim", OTHER), CaseClaimed)
    assert verify(street.client) == []


def test_should_leave_a_centres_own_unmerge_to_it(street: Handling) -> None:
    set_case(street, CALM, escalated=True)

    case, alerted = take_out(street, ANNA)

    assert not case.escalated
    assert alerted == ids(street, BOON)


def test_should_tell_the_nation_where_nobody_is_left(street: Handling) -> None:
    hand_over(street, to="TH-84")

    case, _ = take_out(street, NATION)

    assert (case.centre, case.escalated) == ("TH-84", True)
    assert verify(street.client) == []
