"""Is the person still there? Who is asked, who hears the answer, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.case import Seen
from cases.facts.answers import (
    AnswerKnown,
    AnswerNotTaken,
    AnswerTaken,
    MovedHere,
    PlaceMoved,
    SharerHeard,
    StillThereAsked,
)
from cases.facts.casework import CaseClaimed, OfficerArrived, OfficerGoing, Refused
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, QuestionsChosen, ShareJoined, SharersTold
from cases.people import About
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import Unfollowed
from store import keys
from tests.builders import (
    AYUTTHAYA,
    NOW,
    VIENTIANE,
    a_context,
    a_line_id,
    a_press,
    a_share,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON, SHARER, OTHER, STRANGER = 11, 12, 1, 2, 3
NUMBER = "14-6911-0001"
SOON = NOW + minutes(10)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open a case that ANNA has claimed."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    only(handling.do(a_share(SHARER)), CaseOpened)
    only(press(handling, ANNA, "claim"), CaseClaimed)
    return handling


def press(handling: Handling, who: int, act: str, at: Any = SOON, **fields: str) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, at, **{"case": NUMBER} | fields))


def share_of_anna(handling: Handling) -> None:
    """Let ANNA share the place as everybody may, before she has the case again."""
    press(handling, ANNA, "release", sure="yes")
    only(handling.do(a_share(ANNA)), ShareJoined)
    only(press(handling, ANNA, "claim"), CaseClaimed)


def say(handling: Handling, seen: Seen, who: int = SHARER, at: Any = SOON) -> list[Fact]:
    """Answer the question."""
    return press(handling, who, "confirm", at, seen=seen.value)


def asked(facts: list[Fact]) -> list[str]:
    """Return who is asked, in order."""
    found = [fact for fact in facts if isinstance(fact, StillThereAsked)]
    return [person.line_id for fact in found for person in fact.sharers]


def test_should_ask_the_sharers_when_an_officer_sets_off(street: Handling) -> None:
    street.do(a_share(OTHER, at=NOW + minutes(1)))
    street.do(a_share(SHARER, at=NOW + minutes(2)))

    facts = press(street, ANNA, "going")

    assert isinstance(facts[0], OfficerGoing)
    assert asked(facts) == [a_line_id(SHARER), a_line_id(OTHER)]


def test_should_ask_nobody_again_after_a_release(street: Handling) -> None:
    press(street, ANNA, "going")
    press(street, ANNA, "release", sure="yes")
    street.do(a_share(SHARER, at=SOON + minutes(1)))
    street.do(a_share(OTHER, at=SOON + minutes(1)))
    press(street, BOON, "claim", SOON + minutes(2))

    facts = press(street, BOON, "going", SOON + minutes(3))

    assert asked(facts) == [a_line_id(OTHER)]


def test_should_not_ask_who_shared_too_long_before(street: Handling) -> None:
    street.do(a_share(OTHER, at=NOW + minutes(60)))

    facts = press(street, ANNA, "going", NOW + minutes(6 * 60 + 1))

    assert asked(facts) == [a_line_id(OTHER)]


def test_should_not_ask_who_has_blocked_the_account_or_goes_there(street: Handling) -> None:
    share_of_anna(street)
    street.do(Unfollowed(an_event_id(), NOW, a_line_id(SHARER)))

    facts = press(street, ANNA, "going")

    assert asked(facts) == []
    assert street.case(NUMBER).asking.asked_at is None


def test_should_not_ask_who_has_said_so_already(street: Handling) -> None:
    say(street, Seen.HERE)

    assert asked(press(street, ANNA, "going")) == []


def test_should_not_ask_who_was_asked_by_the_officer(street: Handling) -> None:
    street.do(a_share(OTHER, at=NOW + minutes(1)))
    press(street, ANNA, "ask", q="where")

    assert asked(press(street, ANNA, "going")) == [a_line_id(SHARER)]


@pytest.mark.parametrize("kind", ["FORCED", "WITH_CHILD"])
def test_should_ask_nobody_where_the_question_may_warn_an_exploiter(
    street: Handling, kind: str
) -> None:
    press(street, SHARER, "kind", kind=kind)

    is_asked = asked(press(street, ANNA, "going")) != []

    assert is_asked is (kind != "FORCED")


def test_should_ask_only_so_many(client: Any) -> None:
    handling = Handling(client, a_context(most_asked=3))
    handling.enrol(ANNA)
    for who in range(20, 26):
        handling.do(a_share(who, at=NOW + minutes(who)))
    press(handling, ANNA, "claim", NOW + minutes(30))

    facts = press(handling, ANNA, "going", NOW + minutes(30))

    assert asked(facts) == [a_line_id(who) for who in (25, 24, 23)]


@pytest.mark.parametrize("seen", [Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT])
def test_should_bring_an_answer_to_the_holder_once(street: Handling, seen: Seen) -> None:
    press(street, ANNA, "going")

    first, again = say(street, seen), say(street, seen)

    assert only(first, AnswerTaken).seen is seen
    heard = only(first, SharerHeard)
    assert (heard.to.line_id, heard.seen, heard.at) == (a_line_id(ANNA), seen, SOON)
    assert len(again) == 1
    assert isinstance(again[0], AnswerTaken if seen is Seen.MOVED else AnswerKnown)


def test_should_take_an_answer_though_nobody_holds_the_case(handling: Handling) -> None:
    handling.do(a_share(SHARER))

    facts = say(handling, Seen.GONE)

    assert [type(fact) for fact in facts] == [AnswerTaken]
    assert handling.case(NUMBER).lowered


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        pytest.param(STRANGER, {}, id="another person"),
        pytest.param(ANNA, {}, id="the officer"),
        pytest.param(SHARER, {"case": "14-6911-0999"}, id="an unknown case"),
        pytest.param(SHARER, {"seen": "arrested"}, id="an unknown answer"),
    ],
)
def test_should_take_no_answer_from_others(
    street: Handling, who: int, fields: dict[str, str]
) -> None:
    before = street.case(NUMBER)

    facts = press(street, who, "confirm", **{"seen": "gone"} | fields)

    assert type(facts[0]) is AnswerNotTaken
    assert street.case(NUMBER) == before


def test_should_take_no_answer_once_the_case_is_closed(street: Handling) -> None:
    for act in ("going", "arrived", "not_found"):
        press(street, ANNA, act)
    before = street.case(NUMBER)

    for facts in (say(street, Seen.MOVED), press(street, SHARER, "gone")):
        assert [type(fact) for fact in facts] == [AnswerNotTaken]

    assert street.case(NUMBER) == before
    assert street.person(SHARER).topic_at(NOW, About.MOVED) is None


def test_should_put_a_case_behind_all_others_when_the_person_is_gone(handling: Handling) -> None:
    handling.enrol(ANNA)
    for step in range(3):
        handling.do(a_share(SHARER + step, near(AYUTTHAYA, 500 * step), NOW + minutes(step)))
    first, second, third = handling.queue("TH-14")

    facts = press(handling, SHARER, "gone")
    while_gone = handling.queue("TH-14")
    say(handling, Seen.HERE, at=SOON + minutes(1))

    assert only(facts, AnswerTaken).case.answers.gone_at == SOON
    assert while_gone == [second, third, first]
    assert handling.queue("TH-14") == [first, second, third]
    assert not handling.case(first).lowered


def test_should_never_lower_an_urgent_case_below_others(street: Handling) -> None:
    street.do(a_share(OTHER, near(AYUTTHAYA, 500)))
    press(street, SHARER, "kind", kind="WITH_CHILD")

    facts = press(street, SHARER, "gone")

    assert street.queue("TH-14")[0] == NUMBER
    assert only(facts, SharerHeard).seen is Seen.GONE


def test_should_take_the_lowering_back_by_a_new_share(street: Handling) -> None:
    press(street, SHARER, "gone")

    facts = street.do(a_share(OTHER, at=SOON))

    joined = only(facts, ShareJoined).case
    assert (joined.lowered, joined.answers.gone_at) == (False, None)
    assert only(facts, SharerHeard).seen is Seen.HERE
    assert not any(isinstance(one, SharerHeard) for one in street.do(a_share(4, at=SOON)))


def test_should_move_a_case_to_where_the_person_is_now(street: Handling) -> None:
    press(street, ANNA, "going")
    say(street, Seen.MOVED)
    there = near(AYUTTHAYA, 800)

    facts = street.do(a_share(SHARER, there, SOON + minutes(5)))

    moved = only(facts, MovedHere).case
    assert (moved.number, moved.place.point, moved.shares) == (NUMBER, there, 2)
    assert only(facts, PlaceMoved).to.line_id == a_line_id(ANNA)
    assert (street.count("shares"), street.count("cases")) == (2, 1)
    assert only(street.do(a_share(4, near(there, 20), SOON)), ShareJoined).case.number == NUMBER
    assert only(street.do(a_share(SHARER, AYUTTHAYA, SOON)), CaseOpened).case.number != NUMBER


@pytest.mark.parametrize(
    ("metres", "later"),
    [
        pytest.param(5_100, 5, id="too far"),
        pytest.param(800, 31, id="too late"),
    ],
)
def test_should_take_a_place_as_a_new_share(street: Handling, metres: int, later: int) -> None:
    say(street, Seen.MOVED)

    facts = street.do(a_share(SHARER, near(AYUTTHAYA, metres), SOON + minutes(later)))

    assert only(facts, CaseOpened).case.number != NUMBER
    assert street.case(NUMBER).place.point == AYUTTHAYA


def test_should_take_a_place_as_a_new_share_when_the_case_was_closed_meanwhile(
    street: Handling,
) -> None:
    say(street, Seen.MOVED)
    for act in ("going", "arrived", "not_found"):
        press(street, ANNA, act)

    facts = street.do(a_share(SHARER, near(AYUTTHAYA, 800), SOON))

    only(facts, CaseOpened)
    assert street.case(NUMBER).shares == 1


def test_should_still_wait_for_the_new_place_after_a_pin_abroad(street: Handling) -> None:
    say(street, Seen.MOVED)
    street.do(a_share(SHARER, VIENTIANE, SOON))

    facts = street.do(a_share(SHARER, near(AYUTTHAYA, 300), SOON))

    assert only(facts, MovedHere).case.number == NUMBER
    assert street.person(SHARER).topic_at(SOON, About.MOVED) is None


def test_should_take_an_officers_check_in_before_a_new_place(street: Handling) -> None:
    share_of_anna(street)
    say(street, Seen.MOVED, ANNA)
    press(street, ANNA, "going")

    only(street.do(a_share(ANNA, near(AYUTTHAYA, 50), SOON)), OfficerArrived)


def test_should_not_move_a_case_for_one_whose_share_is_taken_out(street: Handling) -> None:
    joined = only(street.do(a_share(OTHER)), ShareJoined)
    say(street, Seen.MOVED, OTHER)
    press(street, OTHER, "split", share=joined.share)

    facts = street.do(a_share(OTHER, near(AYUTTHAYA, 800), SOON))

    only(facts, CaseOpened)
    assert street.case(NUMBER).place.point == AYUTTHAYA


def test_should_not_push_to_the_officer_what_the_officer_says(street: Handling) -> None:
    share_of_anna(street)

    assert [type(fact) for fact in say(street, Seen.HERE, ANNA)] == [AnswerTaken]


def test_should_ask_nobody_twice_whose_share_came_before_a_late_tap(street: Handling) -> None:
    street.do(a_share(OTHER, at=SOON + minutes(1)))
    first = asked(press(street, ANNA, "going", SOON))
    press(street, ANNA, "release", SOON + minutes(2), sure="yes")
    press(street, BOON, "claim", SOON + minutes(2))

    assert a_line_id(OTHER) in first
    assert asked(press(street, BOON, "going", SOON + minutes(3))) == []


def test_should_keep_low_what_is_low_for_another_reason(street: Handling) -> None:
    unit = street.unit()
    unit.cases.save(replace(street.case(NUMBER), lowered=True))
    unit.commit([])

    say(street, Seen.HERE)

    assert street.case(NUMBER).lowered


def test_should_keep_no_person_with_an_answer_in_the_log(street: Handling) -> None:
    say(street, Seen.LEFT)

    entry = street.client.xrevrange(keys.LOG, count=1)[0][1]

    assert entry[b"act"] == b"left"
    assert set(entry) == {b"act", b"at", b"centre", b"case", b"minutes"}


def test_should_ask_who_is_muted_nothing_and_tell_them_all_the_same(street: Handling) -> None:
    only(street.do(a_share(OTHER)), ShareJoined)
    assert only(press(street, SHARER, "questions"), QuestionsChosen).to.muted

    assert asked(press(street, ANNA, "going")) == [a_line_id(OTHER)]

    press(street, OTHER, "questions")
    refusal = only(press(street, ANNA, "ask", q="where"), Refused)
    assert refusal.why is Refusal.NOBODY_TO_ASK
    press(street, ANNA, "arrived")
    press(street, ANNA, "not_found")
    due = next(one for one in street.timers() if one.kind == Timer.TELL_SHARERS)
    assert len(only(street.do(due), SharersTold).sharers) == 2


def test_should_ask_again_who_wishes_it(street: Handling) -> None:
    press(street, SHARER, "questions")
    assert street.person(SHARER).muted
    street.do(a_share(SHARER, AYUTTHAYA, NOW + minutes(1)))  # writes the person anew

    assert street.person(SHARER).muted
    assert not only(press(street, SHARER, "questions", to="on"), QuestionsChosen).to.muted

    street.do(a_share(SHARER, AYUTTHAYA, NOW + minutes(2)))
    assert not street.person(SHARER).muted
    assert asked(press(street, ANNA, "going")) == [a_line_id(SHARER)]
