"""A second officer goes along: both see the case, either works on it, and it counts once."""

from __future__ import annotations

import pytest

from cases.case import State
from cases.facts.answers import QuestionSent, SharerAsked
from cases.facts.casework import (
    CaseClosed,
    CaseReleased,
    CompanionJoined,
    CompanionLeft,
    HolderStays,
    OfficerArrived,
    OfficerGoing,
    QueueShown,
    Refused,
    SharerAdded,
    WentAlong,
)
from cases.facts.fact import Fact
from cases.facts.moves import CaseMerged
from cases.facts.team_changes import CasesBack
from cases.refusal import Refusal
from store.verify import rebuild, verify
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, a_text, minutes, near
from tests.handling import Handling, only

ANNA, BOON, CHAI, DAO, EK, SHARER = 11, 12, 13, 14, 15, 1
NUMBER, SECOND = "14-6911-0001", "14-6911-0002"


def press(street: Handling, who: int, act: str, after: float = 1, **fields: str) -> list[Fact]:
    """Press a button of the case, so many minutes after NOW."""
    return street.do(a_press(who, act, NOW + minutes(after), **{"case": NUMBER} | fields))


def mine(street: Handling, who: int) -> list[str]:
    """Return the cases in somebody's own list."""
    return [case.number for case in only(press(street, who, "mine"), QueueShown).cases]


@pytest.fixture
def street(handling: Handling) -> Handling:
    """A case that one officer holds, and another goes along."""
    for who in (ANNA, BOON, CHAI, DAO, EK):
        handling.enrol(who)
    handling.do(a_share(SHARER))
    press(handling, ANNA, "claim")
    facts = press(handling, BOON, "along")
    assert only(facts, WentAlong).holder
    assert only(facts, CompanionJoined).to.id == handling.person(ANNA).id
    return handling


def test_should_show_it_to_both_and_let_either_close_it_once(street: Handling) -> None:
    assert mine(street, ANNA) == mine(street, BOON) == [NUMBER]

    only(press(street, BOON, "going"), OfficerGoing)
    only(press(street, ANNA, "arrived"), OfficerArrived)
    only(press(street, BOON, "not_found"), CaseClosed)

    assert mine(street, ANNA) == mine(street, BOON) == []
    assert only(press(street, ANNA, "not_found"), Refused).why is Refusal.CLOSED_ALREADY
    counted = [street.count(name) for name in ("claimed", "visited", "closed")]
    assert counted == [1, 1, 1]
    assert verify(street.client) == []
    assert rebuild(street.client) == []


def test_should_take_the_check_in_of_either(street: Handling) -> None:
    press(street, ANNA, "going")

    arrived = only(street.do(a_share(BOON, near(AYUTTHAYA, 30), NOW + minutes(5))), OfficerArrived)

    assert arrived.case.state is State.ON_SITE
    assert street.case(NUMBER).shares == 1


def test_should_leave_it_with_the_holder_when_who_goes_along_stays_behind(
    street: Handling,
) -> None:
    only(press(street, BOON, "release"), CompanionLeft)

    case = street.case(NUMBER)
    assert (case.state, case.holder) == (State.CLAIMED, street.person(ANNA).id)
    assert mine(street, BOON) == []
    assert only(press(street, BOON, "going"), Refused).why is Refusal.NOT_YOURS


def test_should_let_the_others_claim_what_the_holder_gives_back(street: Handling) -> None:
    only(press(street, ANNA, "release", sure="yes"), CaseReleased)

    assert mine(street, ANNA) == mine(street, BOON) == []
    assert street.case(NUMBER).hands == ()


@pytest.mark.parametrize("who", [ANNA, BOON])
def test_should_give_all_back(street: Handling, who: int) -> None:
    press(street, who, "off_duty")

    facts = press(street, who, "give_back")

    assert mine(street, who) == []
    back = [fact for fact in facts if isinstance(fact, CasesBack)]
    assert bool(back) is (who == ANNA)
    assert street.case(NUMBER).state is (State.WAITING if who == ANNA else State.CLAIMED)


def test_should_keep_the_question_open_whoever_works_on(street: Handling) -> None:
    facts = press(street, ANNA, "ask", q="where")
    only(facts, QuestionSent)
    only(facts, SharerAsked)
    only(press(street, BOON, "keep", 2), HolderStays)

    heard = only(street.do(a_text(SHARER, "หน้าร้านทอง", NOW + minutes(3))), SharerAdded)

    assert heard.to.id == street.person(BOON).id


def test_should_show_photos_to_the_holder_alone(street: Handling) -> None:
    assert only(press(street, BOON, "photos"), Refused).why is Refusal.NOT_YOURS
    assert street.case(NUMBER).holder == street.person(ANNA).id


def test_should_take_as_many_as_fit_into_a_car(street: Handling) -> None:
    assert only(press(street, BOON, "along"), Refused).why is Refusal.YOURS_ALREADY
    assert only(press(street, ANNA, "along"), Refused).why is Refusal.YOURS_ALREADY
    for who in (CHAI, DAO):
        only(press(street, who, "along"), WentAlong)

    assert only(press(street, EK, "along"), Refused).why is Refusal.TAKEN


def test_should_refuse_strangers_and_other_centres(street: Handling) -> None:
    street.enrol(21, "TH-50")

    assert only(press(street, 21, "along"), Refused).why is Refusal.OTHER_CENTRE
    assert only(press(street, SHARER, "along"), Refused).why is Refusal.NOT_STAFF
    street.do(a_share(2, near(AYUTTHAYA, 300)))
    refused = only(press(street, BOON, "along", case=SECOND), Refused)
    assert refused.why is Refusal.CLAIM_FIRST


def test_should_go_on_together_after_a_merge(street: Handling) -> None:
    street.do(a_share(2, near(AYUTTHAYA, 300)))

    only(press(street, BOON, "merge", into=SECOND), CaseMerged)

    assert mine(street, ANNA) == mine(street, BOON) == [SECOND]


def test_should_be_one_holders_again_after_a_take_over(street: Handling) -> None:
    press(street, CHAI, "release")
    case = street.case(NUMBER)
    silent = [one for one in street.timers() if one.kind == "holder"]
    for _ in range(2):
        street.do(silent[-1])
        silent = [one for one in street.timers() if one.kind == "holder"]
    assert street.case(NUMBER).visit.silence > case.visit.silence

    press(street, CHAI, "claim", 600)

    assert street.case(NUMBER).hands == (street.person(CHAI).id,)
    assert mine(street, ANNA) == mine(street, BOON) == []
