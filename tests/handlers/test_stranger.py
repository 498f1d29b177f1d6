"""Who never added the account gets pushes for seven days after their last message: what comes later
is accepted by LINE and seen by nobody, so it counts apart and is promised to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.facts.answers import SharerAsked
from cases.facts.casework import CaseClosed, Refused
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, SharersTold
from cases.ports import Timer
from cases.refusal import Refusal
from store.verify import rebuild, verify
from tests.builders import NOW, a_follow, a_press, a_share, a_text, minutes
from tests.handling import Handling, only

ANNA, SHARER, OTHER = 11, 1, 2
NUMBER = "14-6911-0001"
DAY = timedelta(days=1)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """A case of who never added the account."""
    handling.enrol(ANNA)
    only(handling.do(a_share(SHARER)), CaseOpened)
    return handling


def closed(street: Handling, at: datetime) -> CaseClosed:
    """Let an officer close the case, and the result be sent."""
    for act in ("claim", "going", "arrived"):
        street.do(a_press(ANNA, act, at, case=NUMBER))
    fact = only(street.do(a_press(ANNA, "not_found", at, case=NUMBER)), CaseClosed)
    due = next(one for one in street.timers() if one.kind == Timer.TELL_SHARERS)
    only(street.do(due), SharersTold)
    assert verify(street.client) == []
    assert rebuild(street.client) == []
    return fact


def unreached(street: Handling) -> int:
    """Return the number of results that reached nobody, of the month."""
    return street.count("unreached", period="2026-11")


@pytest.mark.parametrize(("days", "lost"), [(6.9, 0), (7.1, 1)])
def test_should_not_believe_that_a_late_result_arrives(
    street: Handling, days: float, lost: int
) -> None:
    assert closed(street, NOW + days * DAY).heard is not lost
    assert unreached(street) == lost


def test_should_count_from_the_last_message_on(street: Handling) -> None:
    street.do(a_text(SHARER, "เสื้อแดง", NOW + 3 * DAY))

    assert closed(street, NOW + 9 * DAY).heard
    assert unreached(street) == 0


@pytest.mark.parametrize("before", [True, False])
def test_should_reach_a_friend_for_ever(handling: Handling, before: bool) -> None:
    handling.enrol(ANNA)
    for event in (a_follow(SHARER), a_share(SHARER))[:: 1 if before else -1]:
        handling.do(event)

    assert closed(handling, NOW + 9 * DAY).heard
    assert unreached(handling) == 0


def test_should_promise_it_if_one_of_the_sharers_hears_it(street: Handling) -> None:
    street.do(a_follow(OTHER))
    street.do(a_share(OTHER))

    assert closed(street, NOW + 9 * DAY).heard
    assert unreached(street) == 1


def test_should_ask_nobody_whom_the_question_would_not_reach(street: Handling) -> None:
    def asked(at: datetime) -> list[Fact]:
        street.do(a_press(ANNA, "claim", at, case=NUMBER))
        return street.do(a_press(ANNA, "ask", at, case=NUMBER, q="where"))

    refusal = only(asked(NOW + 8 * DAY), Refused)
    assert refusal.why is Refusal.NOBODY_TO_ASK
    street.do(a_text(SHARER, "ยังอยู่", NOW + 8 * DAY))
    only(asked(NOW + 8 * DAY + minutes(1)), SharerAsked)


def test_should_tell_who_becomes_a_friend_what_did_not_arrive(street: Handling) -> None:
    closed(street, NOW + 9 * DAY)

    told = only(street.do(a_follow(SHARER, NOW + 12 * DAY)), SharersTold)

    assert told.case.number == NUMBER
    again = street.do(a_follow(SHARER, NOW + 12 * DAY + minutes(1)))
    assert not [fact for fact in again if isinstance(fact, SharersTold)]


def test_should_not_tell_a_new_friend_again_what_arrived(street: Handling) -> None:
    closed(street, NOW + 2 * DAY)

    facts = street.do(a_follow(SHARER, NOW + 3 * DAY))

    assert not [fact for fact in facts if isinstance(fact, SharersTold)]
