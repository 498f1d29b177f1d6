"""Did you see us? Confirmed, disputed, or opened again: counted exactly, and told once a close."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cases.case import Seen, State
from cases.facts.answers import (
    AnswerKnown,
    AnswerNotTaken,
    AnswerTaken,
    CaseReopened,
    CaseStillOpen,
    OutcomeDisputed,
    ReopeningTold,
    StillThereAsked,
    TooLateToReopen,
)
from cases.facts.casework import Alerted, OfficerArrived, Why
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from cases.outlook import Taker
from cases.people import Role
from cases.ports import Timer
from handlers.events import Unfollowed
from store import keys
from store.verify import verify
from tests.builders import NOW, a_context, a_line_id, a_press, a_share, an_event_id, minutes
from tests.handling import Handling, only

ANNA, HEAD, NATION, SHARER, OTHER = 11, 12, 13, 1, 2
NUMBER = "14-6911-0001"
CLOSED = NOW + minutes(30)
LATER = NOW + minutes(60)


@pytest.fixture
def closed(handling: Handling) -> Handling:
    """Close a case of two sharers as not found."""
    handling.enrol(ANNA)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.do(a_share(SHARER))
    handling.do(a_share(OTHER))
    bring_to_an_end(handling)
    return handling


def press(handling: Handling, who: int, act: str, at: Any, **fields: str) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, at, case=NUMBER, **fields))


def say(handling: Handling, seen: Seen, who: int = SHARER, at: Any = LATER) -> list[Fact]:
    """Answer the question."""
    return press(handling, who, "confirm", at, seen=seen.value)


def bring_to_an_end(handling: Handling, at: Any = CLOSED) -> None:
    """Let ANNA go and find nobody."""
    for act in ("claim", "going", "arrived", "not_found"):
        press(handling, ANNA, act, at)


def tell(handling: Handling) -> list[str]:
    """Let the clock tell the sharers."""
    told = []
    for timer in handling.timers():
        if timer.kind == Timer.TELL_SHARERS:
            handling.client.zrem(keys.TIMERS, f"{timer.kind}:{timer.case}")
            told += [fact for fact in handling.do(timer) if isinstance(fact, SharersTold)]
    return [person.line_id for fact in told for person in fact.sharers]


def test_should_count_a_confirmation_once_for_each_sharer(closed: Handling) -> None:
    facts = [say(closed, Seen.YES, who) for who in (SHARER, SHARER, OTHER)]

    assert [type(one[0]) for one in facts] == [AnswerTaken, AnswerKnown, AnswerTaken]
    assert closed.count("confirmed") == 2
    assert closed.case(NUMBER).state is State.CLOSED


def test_should_tell_the_head_once_that_a_sharer_disputes(closed: Handling) -> None:
    first, again = say(closed, Seen.WRONG), say(closed, Seen.WRONG)

    (head,) = only(first, OutcomeDisputed).heads
    assert head.person.line_id == a_line_id(HEAD)
    assert [type(one) for one in again] == [AnswerKnown]
    assert closed.count("disputed") == 1


def test_should_take_an_answer_to_a_corrected_outcome_anew(closed: Handling) -> None:
    tell(closed)
    say(closed, Seen.YES)
    press(closed, ANNA, "correct", CLOSED + minutes(5), outcome="ADVISED")
    assert tell(closed) == [a_line_id(SHARER), a_line_id(OTHER)]

    for seen in (Seen.YES, Seen.WRONG):
        first, again = say(closed, seen), say(closed, seen)
        assert only(first, AnswerTaken).seen is seen
        assert [type(one) for one in again] == [AnswerKnown]


def test_should_tell_the_national_centre_where_there_is_no_head(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.enrol(NATION, "TH-10", Role.HEAD)
    handling.do(a_share(SHARER))
    bring_to_an_end(handling)

    (head,) = only(say(handling, Seen.WRONG), OutcomeDisputed).heads

    assert head.person.line_id == a_line_id(NATION)


def test_should_tell_the_national_centre_where_the_head_has_left_the_chat(
    closed: Handling,
) -> None:
    closed.enrol(NATION, "TH-10", Role.HEAD)
    closed.do(Unfollowed(an_event_id(), LATER, a_line_id(HEAD)))

    (head,) = only(say(closed, Seen.WRONG), OutcomeDisputed).heads

    assert head.person.line_id == a_line_id(NATION)


def test_should_tell_the_others_once_that_a_case_is_open_again(closed: Handling) -> None:
    tell(closed)

    facts = say(closed, Seen.STILL)

    (other,) = only(facts, ReopeningTold).sharers
    assert other.line_id == a_line_id(OTHER)
    assert not [one for one in say(closed, Seen.STILL, OTHER) if isinstance(one, ReopeningTold)]
    bring_to_an_end(closed, LATER + minutes(5))
    assert tell(closed) == [a_line_id(SHARER), a_line_id(OTHER)]


def test_should_not_tell_an_officer_twice_that_a_case_is_open_again(handling: Handling) -> None:
    """Who shared the case as a citizen and is on duty hears it with the alert."""
    handling.do(a_share(SHARER))
    handling.do(a_share(ANNA))
    handling.enrol(ANNA)
    handling.enrol(HEAD)
    for act in ("claim", "going", "arrived", "not_found"):
        press(handling, HEAD, act, CLOSED)
    tell(handling)

    facts = say(handling, Seen.STILL)

    assert a_line_id(ANNA) in [one.person.line_id for one in only(facts, Alerted).team]
    assert not [one for one in facts if isinstance(one, ReopeningTold)]


def test_should_tell_nobody_of_a_reopening_where_a_trafficker_may_be_told(
    closed: Handling,
) -> None:
    unit = closed.unit()
    case = closed.case(NUMBER)
    unit.cases.save(replace(case, need=replace(case.need, urgent="TRAFFICKING")))
    unit.commit([])
    tell(closed)

    assert not [one for one in say(closed, Seen.STILL) if isinstance(one, ReopeningTold)]


def test_should_tell_so_many_of_a_reopening_the_last_ones(handling: Handling) -> None:
    handling.enrol(ANNA)
    for who in range(1_000, 1_103):
        handling.do(a_share(who))
    bring_to_an_end(handling)
    tell(handling)

    told = only(say(handling, Seen.STILL, 1_000), ReopeningTold).sharers

    assert len(told) == 100
    assert a_line_id(1_102) in [one.line_id for one in told]


def test_should_tell_nobody_of_a_reopening_who_has_heard_of_no_end(closed: Handling) -> None:
    assert not [one for one in say(closed, Seen.STILL) if isinstance(one, ReopeningTold)]


def test_should_tell_nobody_of_a_reopening_who_cannot_be_reached(closed: Handling) -> None:
    tell(closed)
    closed.do(Unfollowed(an_event_id(), LATER, a_line_id(OTHER)))

    assert not [one for one in say(closed, Seen.STILL) if isinstance(one, ReopeningTold)]


def test_should_open_a_case_again_as_fresh_as_a_new_share(closed: Handling) -> None:
    tell(closed)

    facts = say(closed, Seen.STILL)

    case = only(facts, CaseReopened).case
    assert (case.state, case.holder, case.visit.outcomes, case.closed_at) == (
        State.WAITING, None, (), None,
    )  # fmt: skip
    assert (case.last_shared_at, case.waiting_since, case.reopened) == (LATER, LATER, 1)
    assert closed.case(NUMBER) == case
    assert only(facts, Alerted).why is Why.REOPENED
    assert closed.queue("TH-14") == [NUMBER]
    assert {one.kind for one in closed.timers()} == {Timer.REMIND, Timer.ESCALATE}
    assert closed.unit().cases.near(case.place.point, 10) == [case]
    assert closed.unit().cases.held_by(closed.person(ANNA).id, first=0, count=9)[1] == 0


def test_should_count_a_reopened_case_exactly(closed: Handling) -> None:
    say(closed, Seen.STILL)
    reopened = [closed.count(name) for name in ("cases", "closed", "reopened")]
    bring_to_an_end(closed, LATER)

    names = ("cases", "claimed", "visited", "closed", "reopened", "outcome:NOT_FOUND")
    assert reopened == [1, 1, 1]
    assert [closed.count(name) for name in names] == [1, 1, 1, 2, 1, 2]
    assert verify(closed.client) == []


def test_should_tell_every_sharer_once_for_each_close(closed: Handling) -> None:
    both = [a_line_id(SHARER), a_line_id(OTHER)]

    first = tell(closed)
    say(closed, Seen.STILL)
    between = tell(closed)
    bring_to_an_end(closed, LATER + minutes(5))

    assert (first, between, tell(closed), tell(closed)) == (both, [], both, [])


def test_should_tell_nobody_by_what_an_earlier_close_has_left(closed: Handling) -> None:
    late = next(one for one in closed.timers() if one.kind == Timer.TELL_SHARERS)
    say(closed, Seen.STILL)
    bring_to_an_end(closed, LATER + minutes(5))

    assert closed.do(late) == []
    assert len(tell(closed)) == 2


def test_should_tell_sharers_also_when_lines_clock_is_ahead(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(ANNA, act, CLOSED, case=NUMBER), now=CLOSED - timedelta(seconds=3))

    assert tell(handling) == [a_line_id(SHARER)]


def test_should_ask_and_hear_anew_after_a_reopening(closed: Handling) -> None:
    say(closed, Seen.WRONG)
    say(closed, Seen.STILL)
    bring_to_an_end(closed, LATER + minutes(5))

    facts = say(closed, Seen.WRONG, at=LATER + minutes(6))

    only(facts, OutcomeDisputed)
    assert closed.count("disputed") == 2


def test_should_not_ask_who_has_just_opened_the_case_again(closed: Handling) -> None:
    say(closed, Seen.STILL)
    press(closed, ANNA, "claim", LATER)

    facts = press(closed, ANNA, "going", LATER)

    (asked,) = only(facts, StillThereAsked).sharers
    assert asked.line_id == a_line_id(OTHER)


def test_should_forget_the_distance_of_the_first_visit(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    for act in ("claim", "going"):
        press(handling, ANNA, act, NOW)
    handling.do(a_share(ANNA))
    press(handling, ANNA, "not_found", CLOSED)
    say(handling, Seen.STILL)
    for act in ("claim", "going"):
        press(handling, ANNA, act, LATER)

    there = only(press(handling, ANNA, "arrived", LATER), OfficerArrived)

    assert there.case.visit.distance_m is None


def test_should_open_once_when_two_say_so(closed: Handling) -> None:
    say(closed, Seen.STILL)

    again = say(closed, Seen.STILL, OTHER)

    assert [type(one) for one in again] == [CaseStillOpen]
    assert closed.count("reopened") == 1


@pytest.mark.parametrize("seen", [Seen.YES, Seen.STILL, Seen.WRONG])
def test_should_not_answer_for_an_outcome_that_there_is_not(handling: Handling, seen: Seen) -> None:
    handling.do(a_share(SHARER))
    before = handling.case(NUMBER)

    assert [type(one) for one in say(handling, seen)] == [CaseStillOpen]
    assert handling.case(NUMBER) == before


@pytest.mark.parametrize("seen", [Seen.YES, Seen.STILL, Seen.WRONG])
@pytest.mark.parametrize("who", [3, ANNA, HEAD])
def test_should_take_no_answer_from_others(closed: Handling, who: int, seen: Seen) -> None:
    before = closed.case(NUMBER)

    assert type(say(closed, seen, who)[0]) is AnswerNotTaken
    assert closed.case(NUMBER) == before


def test_should_open_a_case_again_for_so_many_days_only(closed: Handling) -> None:
    late = say(closed, Seen.STILL, at=CLOSED + timedelta(days=7, milliseconds=1))
    state = closed.case(NUMBER).state
    in_time = say(closed, Seen.STILL, at=CLOSED + timedelta(days=7))

    assert [type(one) for one in late] == [TooLateToReopen]
    assert state is State.CLOSED
    only(in_time, CaseReopened)


def test_should_not_open_a_case_of_which_the_sharers_are_forgotten(client: Any) -> None:
    handling = Handling(client, a_context(forget_sharers_days=1))
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    bring_to_an_end(handling)
    forget = next(one for one in handling.timers() if one.kind == Timer.FORGET_SHARERS)
    handling.do(forget)

    facts = say(handling, Seen.STILL, at=CLOSED + timedelta(days=2))

    assert [type(one) for one in facts] == [AnswerNotTaken]


def test_should_escalate_a_reopened_case_that_nobody_can_take(closed: Handling) -> None:
    closed.enrol(NATION, "TH-10")
    for who in (ANNA, HEAD):
        member = closed.unit().teams.find(closed.person(who))
        assert member is not None
        unit = closed.unit()
        unit.teams.remove(member)
        unit.commit([])

    facts = say(closed, Seen.STILL)

    assert [one.person.line_id for one in only(facts, Alerted).team] == [a_line_id(NATION)]
    assert closed.count("escalated") == 1
    assert verify(closed.client) == []


def test_should_say_who_can_take_what_is_open_again(closed: Handling) -> None:
    for who in (ANNA, HEAD):
        closed.do(Unfollowed(an_event_id(), LATER, a_line_id(who)))

    reopened = only(say(closed, Seen.STILL), CaseReopened)

    assert reopened.outlook
    assert reopened.outlook.taker is Taker.NOBODY
