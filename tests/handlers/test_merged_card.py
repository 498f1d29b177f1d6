"""An old card of a case that was merged leads on to the one that goes on, or says who has it."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import Refused
from cases.facts.moves import CaseMerged
from cases.refusal import Refusal
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, an_event_id, changed, minutes, near
from tests.handling import Handling, only

ANNA, BOON, NATION = 11, 12, 15
CALM, OTHER = "14-6911-0001", "14-6911-0002"
SOON = NOW + minutes(40)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Merge a case that the national desk was alerted of into one that it was not."""
    for who, centre in ((ANNA, "TH-14"), (BOON, "TH-14"), (NATION, "TH-10")):
        handling.enrol(who, centre)
    handling.do(a_share(1))
    handling.do(a_share(2, near(AYUTTHAYA, 300)))
    set_case(handling, OTHER, escalated=True)
    only(handling.do(a_press(ANNA, "merge", SOON, case=OTHER, into=CALM)), CaseMerged)
    return handling


def set_case(handling: Handling, number: str, **changes: Any) -> None:
    """Arrange a case."""
    unit = handling.unit(an_event_id())
    unit.cases.save(changed(handling.case(number), **changes))
    unit.commit([])


def tap(handling: Handling, who: int, act: str = "claim", case: str = OTHER) -> Refused:
    """Press a button of the old card."""
    return only(handling.do(a_press(who, act, SOON, case=case)), Refused)


def test_should_say_who_looks_after_it_to_the_nation(street: Handling) -> None:
    for act in ("claim", "more", "handover"):
        refused = tap(street, NATION, act)

        assert (refused.why, refused.into) == (Refusal.MERGED_ELSEWHERE, CALM)
        assert (refused.centre, refused.leads_to) == ("TH-14", None)


def test_should_name_nobody_of_another_centre(street: Handling) -> None:
    street.do(a_press(BOON, "claim", SOON, case=CALM))

    assert tap(street, NATION).holder == ""


def test_should_lead_the_nation_on_to_what_is_its_business(street: Handling) -> None:
    set_case(street, CALM, escalated=True)

    refused = tap(street, NATION)

    assert (refused.why, refused.leads_to) == (Refusal.MERGED, street.case(CALM))


def test_should_lead_the_centre_on(street: Handling) -> None:
    assert tap(street, BOON).leads_to == street.case(CALM)


def test_should_lead_the_holder_on_and_name_them_to_others(street: Handling) -> None:
    street.do(a_press(BOON, "claim", SOON, case=CALM))

    assert tap(street, BOON).leads_to == street.case(CALM)
    refused = tap(street, ANNA)
    name = street.unit().teams.find(street.person(BOON))
    assert (refused.why, refused.leads_to) == (Refusal.MERGED_TAKEN, None)
    assert name is not None
    assert refused.holder == name.name


def test_should_follow_a_hand_over(street: Handling) -> None:
    street.enrol(16, "TH-50")
    street.do(a_press(ANNA, "handover", SOON, case=CALM, to="TH-50", why="area"))

    refused = tap(street, NATION)

    assert (refused.why, refused.centre) == (Refusal.MERGED_ELSEWHERE, "TH-50")


def test_should_say_that_it_is_closed(street: Handling) -> None:
    set_case(street, CALM, state=State.CLOSED, closed_at=SOON, outcomes=("INSUFFICIENT",))

    assert tap(street, ANNA).why is Refusal.MERGED_CLOSED
    assert tap(street, NATION).why is Refusal.MERGED_ELSEWHERE
