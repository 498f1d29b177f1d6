"""A share where a team has just been: the same person, who is still there, or another one."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.case import Case, State
from cases.facts.answers import AnswerNotTaken, CaseReopened, OtherPersonHeard, ReopeningTold
from cases.facts.casework import Alerted, Why
from cases.facts.moves import CaseGrew
from cases.facts.shares import CaseOpened
from cases.log import Act
from cases.ports import Timer
from geo.centres import Point
from store import keys
from tests.builders import AYUTTHAYA, NOW, a_press, a_share, minutes, near
from tests.handling import Handling, only

FIRST, SECOND = "14-6911-0001", "14-6911-0002"
SOMCHAI, MALI, ANNA = 1, 2, 12
CLOSED = NOW + minutes(20)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """A case that an officer closed at the place, and its sharer heard of."""
    handling.enrol(ANNA)
    handling.do(a_share(SOMCHAI))
    closed(handling, FIRST, NOW)
    told = next(one for one in handling.timers() if one.kind == Timer.TELL_SHARERS)
    handling.do(told)
    return handling


def closed(handling: Handling, number: str, at: datetime, outcome: str = "ADVISED") -> None:
    """Let the officer check in 10 minutes later, and close 10 minutes after that."""
    handling.do(a_press(ANNA, "claim", at, case=number))
    handling.do(a_press(ANNA, "going", at, case=number))
    handling.do(a_share(ANNA, AYUTTHAYA, at + minutes(10)))
    handling.do(a_press(ANNA, "outcome", at + minutes(20), case=number, outcome=outcome))
    assert handling.case(number).state is State.CLOSED


def shared(handling: Handling, after: float, where: Point = AYUTTHAYA) -> Case:
    """Let another citizen share, so many minutes after the close."""
    return only(handling.do(a_share(MALI, where, CLOSED + minutes(after))), CaseOpened).case


@pytest.mark.parametrize(("after", "metres"), [(1, 0), (179, 0), (60, 95)])
def test_should_say_that_a_team_was_there(street: Handling, after: float, metres: float) -> None:
    nearby = shared(street, after, near(AYUTTHAYA, metres)).nearby

    assert nearby is not None
    assert (nearby.number, nearby.at) == (FIRST, NOW + minutes(10))
    assert nearby.group == street.context.taxonomy.outcomes["ADVISED"].group
    assert street.case(SECOND).nearby == nearby


@pytest.mark.parametrize(("after", "metres"), [(181, 0), (60 * 24, 0), (5, 120)])
def test_should_say_nothing_of_long_ago_or_far_away(
    street: Handling, after: float, metres: float
) -> None:
    assert shared(street, after, near(AYUTTHAYA, metres)).nearby is None


def test_should_keep_the_place_of_a_closed_case_for_a_day_alone(street: Handling) -> None:
    (name,) = street.client.keys(keys.closed_places("*"))  # type: ignore[arg-type]

    assert 0 < street.client.ttl(name) <= 27 * 3600


def test_should_say_nothing_where_no_team_was(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SOMCHAI))
    handling.do(a_press(ANNA, "claim", NOW, case=FIRST))
    handling.do(a_press(ANNA, "close", CLOSED, case=FIRST, outcome="DUPLICATE"))

    assert shared(handling, 5).nearby is None


def test_should_say_nothing_of_somebody_who_asked_for_help(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_press(SOMCHAI, "start", who="me"))
    handling.do(a_share(SOMCHAI))
    closed(handling, FIRST, NOW)

    assert shared(handling, 5).nearby is None


def test_should_say_nothing_to_who_may_be_the_trafficker(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SOMCHAI))
    handling.do(a_press(SOMCHAI, "kind", case=FIRST, kind="FORCED"))
    closed(handling, FIRST, NOW)

    assert shared(handling, 5).nearby is None


def test_should_open_the_first_case_again_for_the_same_person(street: Handling) -> None:
    shared(street, 5)
    at = CLOSED + minutes(6)

    facts = street.do(a_press(MALI, "same", at, case=SECOND, still="yes"))

    assert only(facts, CaseReopened).case.number == FIRST
    alerted = only(facts, Alerted)
    assert (alerted.why, alerted.case.number) == (Why.REOPENED, FIRST)
    (heard,) = only(facts, ReopeningTold).sharers
    assert heard.id == street.person(SOMCHAI).id
    again, merged = street.case(FIRST), street.case(SECOND)
    assert (again.state, again.shares, again.sharers, again.reopened) == (State.WAITING, 2, 2, 1)
    assert (merged.state, merged.links.merged_into) == (State.CLOSED, FIRST)
    assert street.queue("TH-14") == [FIRST]
    assert street.logged(Act.REOPENED) == street.logged(Act.MERGED) == 1
    only(street.do(a_press(MALI, "same", at, case=SECOND, still="yes")), AnswerNotTaken)


def test_should_leave_it_with_the_officer_who_is_on_the_way(street: Handling) -> None:
    shared(street, 5)
    street.do(a_press(ANNA, "claim", CLOSED + minutes(6), case=SECOND))

    facts = street.do(a_press(MALI, "same", CLOSED + minutes(7), case=SECOND, still="yes"))

    assert not [fact for fact in facts if isinstance(fact, Alerted)]
    assert only(facts, CaseGrew).to.id == street.person(ANNA).id
    assert street.case(FIRST).holder == street.person(ANNA).id


def test_should_join_a_case_that_was_opened_again_meanwhile(street: Handling) -> None:
    shared(street, 5)
    street.do(a_press(SOMCHAI, "confirm", CLOSED + minutes(6), case=FIRST, seen="still"))

    facts = street.do(a_press(MALI, "same", CLOSED + minutes(7), case=SECOND, still="yes"))

    only(facts, CaseReopened)
    assert not [fact for fact in facts if isinstance(fact, Alerted | ReopeningTold)]
    assert (street.case(FIRST).shares, street.case(FIRST).reopened) == (2, 1)


def test_should_leave_another_person_a_case_of_their_own(street: Handling) -> None:
    shared(street, 5)

    only(street.do(a_press(MALI, "same", CLOSED + minutes(6), case=SECOND)), OtherPersonHeard)

    assert street.case(SECOND).nearby is None
    assert street.case(FIRST).state is State.CLOSED
    facts = street.do(a_press(MALI, "same", CLOSED + minutes(7), case=SECOND, still="yes"))
    only(facts, AnswerNotTaken)


@pytest.mark.parametrize("who", [SOMCHAI, ANNA, 3])
def test_should_hear_it_from_its_sharer_alone(street: Handling, who: int) -> None:
    shared(street, 5)

    facts = street.do(a_press(who, "same", CLOSED + minutes(6), case=SECOND, still="yes"))

    only(facts, AnswerNotTaken)
    assert street.case(FIRST).state is State.CLOSED


@pytest.mark.parametrize("code", ["own need", "FORCED"])
def test_should_not_open_what_turned_out_otherwise(street: Handling, code: str) -> None:
    shared(street, 5)
    at = CLOSED + minutes(6)
    if code == "own need":
        street.do(a_press(MALI, "start", at, who="me", case=SECOND))
        facts = street.do(a_press(MALI, "same", at, case=SECOND, still="yes"))
        only(facts, AnswerNotTaken)
        assert street.case(FIRST).state is State.CLOSED
    else:
        street.do(a_press(MALI, "kind", at, case=SECOND, kind=code))
        only(street.do(a_press(MALI, "same", at, case=SECOND, still="yes")), CaseReopened)
        assert "TRAFFICKING" in street.case(FIRST).need.dangers


def test_should_forget_the_place_of_a_sharer_who_erases_their_data(street: Handling) -> None:
    street.do(a_press(SOMCHAI, "my_data", CLOSED + minutes(1)))
    asked = CLOSED + minutes(2)
    stamp = str(int(asked.timestamp() * 1000))
    street.do(a_press(SOMCHAI, "erase", asked + minutes(1), sure="yes", asked=stamp))

    (name,) = street.client.keys(keys.closed_places("*"))  # type: ignore[arg-type]
    ((longitude, latitude),) = street.client.geopos(name, FIRST)
    kept = street.case(FIRST).place.point
    assert kept != AYUTTHAYA
    assert (round(latitude, 3), round(longitude, 3)) == (kept.latitude, kept.longitude)
