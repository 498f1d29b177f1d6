"""It is me who needs help: never refused, never joined with somebody else's case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Seen
from cases.facts.answers import MovedHere, PlaceMoved, SharerHeard, WhoseNeedAsked
from cases.facts.casework import Alerted, Guided, SharerAdded
from cases.facts.shares import (
    CaseOpened,
    DetailAdded,
    OwnNeedHeard,
    PlaceGone,
    ShareJoined,
    ShareRefused,
)
from cases.ports import Timer
from handlers.events import Event
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    VIENTIANE,
    a_line_id,
    a_press,
    a_share,
    a_text,
    minutes,
    near,
)
from tests.handling import Handling, only
from tests.photos import an_unsend

NUMBER = "14-6911-0001"
ANNA = 12
ELSEWHERE = near(AYUTTHAYA, 2_500)
ASKED = [
    pytest.param(a_press(1, "start", who="me"), id="button"),
    pytest.param(a_text(1, "ช่วยฉันด้วย", act="own_need"), id="words"),
]


@pytest.mark.parametrize("event", ASKED)
def test_should_answer_first_and_open_a_case_with_the_next_place(
    handling: Handling, event: Event
) -> None:
    heard = only(handling.do(event), OwnNeedHeard)
    facts = handling.do(a_share(1, at=NOW + minutes(59)))

    assert heard.case is None
    opened = only(facts, CaseOpened)
    assert opened.case.own_need
    assert only(facts, Alerted).case.own_need
    assert handling.case(NUMBER).own_need


def test_should_take_a_place_as_any_other_after_an_hour(handling: Handling) -> None:
    handling.do(a_press(1, "start", who="me"))

    opened = only(handling.do(a_share(1, at=NOW + minutes(60))), CaseOpened)

    assert not opened.case.own_need


def test_should_stay_with_somebody_who_writes_instead_of_sharing(handling: Handling) -> None:
    handling.do(a_press(1, "start", who="me"))

    only(handling.do(a_text(1, "ไม่มีที่ไปค่ะ", NOW + minutes(50))), OwnNeedHeard)

    opened = only(handling.do(a_share(1, at=NOW + minutes(100))), CaseOpened)
    assert opened.case.own_need


def test_should_show_the_way_to_whoever_starts_otherwise(handling: Handling) -> None:
    only(handling.do(a_press(1, "start")), Guided)
    only(handling.do(a_press(1, "start", who="moon")), Guided)


def test_should_never_join_the_case_of_somebody_else(handling: Handling) -> None:
    handling.do(a_share(2))
    handling.do(a_press(1, "start", who="me"))

    opened = only(handling.do(a_share(1, near(AYUTTHAYA, 10))), CaseOpened)

    assert opened.case.number == "14-6911-0002"
    assert handling.case(NUMBER).shares == 1


def test_should_never_be_joined_by_somebody_else(handling: Handling) -> None:
    handling.do(a_press(1, "start", who="me"))
    handling.do(a_share(1))

    opened = only(handling.do(a_share(2, near(AYUTTHAYA, 10))), CaseOpened)

    assert not opened.case.own_need
    assert handling.case(NUMBER).shares == 1


def test_should_join_their_own_case_when_they_share_again(handling: Handling) -> None:
    handling.do(a_press(1, "start", who="me"))
    handling.do(a_share(1))

    joined = only(handling.do(a_share(1, near(AYUTTHAYA, 10))), ShareJoined)

    assert (joined.case.number, joined.case.shares) == (NUMBER, 2)


def test_should_take_their_words_the_same_way(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_press(1, "start", who="me"))
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case=NUMBER))

    facts = handling.do(a_text(1, "อยู่ใต้สะพานค่ะ"))

    assert only(facts, DetailAdded).open == ("wears",)
    assert only(facts, SharerAdded).text == "อยู่ใต้สะพานค่ะ"


def test_should_mark_a_case_that_was_shared_before(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case=NUMBER))

    facts = handling.do(a_press(1, "start", who="me", case=NUMBER))
    again = handling.do(a_press(1, "start", who="me", case=NUMBER))

    assert only(facts, OwnNeedHeard).case == handling.case(NUMBER)
    assert handling.case(NUMBER).own_need
    brought = only(facts, SharerAdded)
    assert (brought.to.line_id, brought.case.own_need) == (a_line_id(11), True)
    assert [type(fact) for fact in again] == [OwnNeedHeard]


def test_should_leave_a_case_that_others_share(handling: Handling) -> None:
    """Others would hear what became of somebody who asked for help themselves."""
    handling.do(a_share(2))
    handling.do(a_share(1, at=NOW + minutes(1)))
    handling.do(a_text(1, "ใต้สะพาน", NOW + minutes(2)))

    facts = handling.do(a_press(1, "start", NOW + minutes(3), who="me", case=NUMBER))

    opened = only(facts, CaseOpened)
    assert (opened.case.own_need, opened.split_from) == (True, NUMBER)
    assert (handling.case(NUMBER).own_need, handling.case(NUMBER).shares) == (False, 1)
    words = handling.unit().cases.details(opened.case.number)
    assert [one.text for one in words] == ["ใต้สะพาน"]
    assert (handling.count("shares"), handling.count("cases")) == (2, 2)


@pytest.mark.parametrize("number", [NUMBER, "14-6911-0999"], ids=["foreign", "unknown"])
def test_should_help_and_change_nothing_where_the_case_is_not_theirs(
    handling: Handling, number: str
) -> None:
    handling.do(a_share(2))

    heard = only(handling.do(a_press(1, "start", who="me", case=number)), OwnNeedHeard)

    assert heard.case is None
    assert not handling.case(NUMBER).own_need


def test_should_know_their_open_case_when_they_come_again(handling: Handling) -> None:
    handling.do(a_press(1, "start", who="me"))
    handling.do(a_share(1))

    heard = only(handling.do(a_press(1, "start", NOW + minutes(300), who="me")), OwnNeedHeard)

    assert heard.case is not None
    assert heard.case.number == NUMBER
    assert heard.centre is not None


def test_should_take_a_check_in_of_an_officer_for_a_check_in(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    for act in ("claim", "going"):
        handling.do(a_press(11, act, case=NUMBER))
    handling.do(a_press(11, "start", who="me"))

    handling.do(a_share(11))

    assert handling.case(NUMBER).arrived_at is not None


def test_should_lead_back_one_who_cried_for_help_for_somebody_else(handling: Handling) -> None:
    handling.do(a_text(1, "ช่วยด้วย", act="own_need"))

    only(handling.do(a_press(1, "start", who="other")), Guided)
    case = only(handling.do(a_share(1)), CaseOpened).case

    assert not case.own_need


@pytest.fixture
def in_need(handling: Handling) -> Handling:
    """A person's own case, which an officer holds."""
    handling.enrol(ANNA)
    handling.do(a_press(1, "start", who="me"))
    handling.do(a_share(1))
    handling.do(a_press(ANNA, "claim", case=NUMBER))
    return handling


@pytest.mark.parametrize("after", [5, 300])
def test_should_ask_whose_another_place_is_and_move_the_case(in_need: Handling, after: int) -> None:
    at = NOW + minutes(after)
    asked = only(in_need.do(a_share(1, ELSEWHERE, at)), WhoseNeedAsked)
    assert asked.case.number == NUMBER
    assert in_need.case(NUMBER).place.point == AYUTTHAYA

    facts = in_need.do(a_press(1, "use_place", at + minutes(1), whose="me"))

    assert {type(one) for one in facts} == {MovedHere, PlaceMoved}
    moved = in_need.case(NUMBER)
    assert (moved.place.point, moved.shares, moved.own_need) == (ELSEWHERE, 2, True)
    assert in_need.unit().cases.find("14-6911-0002") is None
    assert not [one for one in in_need.timers() if one.kind == Timer.PLACE_UNANSWERED]


def test_should_send_the_team_there_to_who_has_moved_far(in_need: Handling) -> None:
    in_need.do(a_share(1, CHIANG_MAI, NOW + minutes(300)))

    facts = in_need.do(a_press(1, "use_place", NOW + minutes(301), whose="me"))

    heard, opened = only(facts, SharerHeard), only(facts, CaseOpened)
    assert (heard.to.id, heard.seen) == (in_need.person(ANNA).id, Seen.GONE)
    assert (opened.case.centre, opened.case.own_need) == ("TH-50", True)
    assert in_need.case(NUMBER).lowered
    assert [type(one).__name__ for one in facts].count("AnswerTaken") == 0


def test_should_not_mark_somebody_else_as_the_one_in_need(in_need: Handling) -> None:
    in_need.do(a_share(1, ELSEWHERE, NOW + minutes(5)))

    facts = in_need.do(a_press(1, "use_place", NOW + minutes(6), whose="other"))

    assert not only(facts, CaseOpened).case.own_need
    assert in_need.case(NUMBER).place.point == AYUTTHAYA
    assert in_need.case(NUMBER).own_need


def test_should_go_where_they_are_without_an_answer(in_need: Handling) -> None:
    in_need.do(a_share(1, ELSEWHERE, NOW + minutes(5)))
    (due,) = [one for one in in_need.timers() if one.kind == Timer.PLACE_UNANSWERED]

    assert only(in_need.do(due), PlaceMoved).to.id == in_need.person(ANNA).id

    assert in_need.case(NUMBER).place.point == ELSEWHERE
    only(in_need.do(a_press(1, "use_place", NOW + minutes(9), whose="other")), PlaceGone)
    assert in_need.do(due) == []


def test_should_not_take_a_written_place_without_a_yes(in_need: Handling) -> None:
    in_need.do(a_share(1, ELSEWHERE, NOW + minutes(5)))
    (due,) = [one for one in in_need.timers() if one.kind == Timer.PLACE_UNANSWERED]
    in_need.do(a_text(1, "18.7883, 98.9853", NOW + minutes(7)))

    assert in_need.do(due) == []

    assert in_need.case(NUMBER).place.point == AYUTTHAYA


def test_should_open_a_case_anew_if_the_first_was_closed_meanwhile(in_need: Handling) -> None:
    in_need.do(a_share(1, ELSEWHERE, NOW + minutes(5)))
    in_need.do(a_press(ANNA, "close", NOW + minutes(6), case=NUMBER, outcome="DUPLICATE"))

    facts = in_need.do(a_press(1, "use_place", NOW + minutes(7), whose="me"))

    assert only(facts, CaseOpened).case.own_need


@pytest.mark.parametrize("metres", [0, 3, 60])
def test_should_not_ask_about_the_same_place(in_need: Handling, metres: float) -> None:
    facts = in_need.do(a_share(1, near(AYUTTHAYA, metres), NOW + minutes(1)))

    assert not [one for one in facts if isinstance(one, WhoseNeedAsked)]


def test_should_refuse_a_place_abroad_and_ask_nothing(in_need: Handling) -> None:
    only(in_need.do(a_share(1, VIENTIANE, NOW + minutes(5))), ShareRefused)


def test_should_take_back_a_place_that_was_unsent(in_need: Handling) -> None:
    share = replace(a_share(1, ELSEWHERE, NOW + minutes(5)), message="461230966842064")
    in_need.do(share)
    in_need.do(an_unsend(1, share.message, NOW + minutes(6)))

    only(in_need.do(a_press(1, "use_place", NOW + minutes(7), whose="me")), PlaceGone)
