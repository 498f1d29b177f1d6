"""A typed yes or no is the tap on the button, directly after the question and at no other time."""

from __future__ import annotations

import pytest

from cases.case import Seen
from cases.facts.answers import ActAsked, AnswerTaken, OwnNeedAsked, StillThereAsked
from cases.facts.casework import (
    CaseClosed,
    CaseReleased,
    Guided,
    HolderAsked,
    HolderStays,
    OutcomeAsked,
    SharerAdded,
)
from cases.facts.fact import Fact
from cases.facts.personal_data import EraseAsked, Erased, MyDataShown, NoticeGiven, TooManyMessages
from cases.facts.shares import (
    DangerAsked,
    DetailAdded,
    DetailAsked,
    KindAsked,
    OwnNeedHeard,
    SharersTold,
    StatusShown,
)
from cases.facts.team_changes import MemberRemoved, RemovalAsked, TeamShown
from cases.people import Role
from cases.ports import Timer
from store import keys
from tests.builders import AYUTTHAYA, NOW, a_line_id, a_press, a_share, a_sticker, a_typed, minutes
from tests.handling import Handling, only

ANNA, HEAD, SHARER = 11, 13, 1
FIRST = "14-6911-0001"
HURT = "ช่วยหนูด้วยค่ะ หนูโดนทำร้าย"
YES, NO = ("ใช่", "ค่ะ ใช่", "ค่ะ", "yes", "y", "ok"), ("ไม่ใช่", "ไม่", "no", "n")


def typed(handling: Handling, text: str, after: float = 1, who: int = SHARER) -> list[Fact]:
    """Let somebody type, so many minutes after NOW."""
    return handling.do(a_typed(who, text, NOW + minutes(after)))


@pytest.fixture
def street(handling: Handling) -> Handling:
    """A case in the hands of an officer."""
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    handling.do(a_press(ANNA, "claim", case=FIRST))
    return handling


@pytest.mark.parametrize("yes", YES)
def test_should_hear_who_says_yes_to_the_own_need(street: Handling, yes: str) -> None:
    only(typed(street, HURT), OwnNeedAsked)

    only(typed(street, yes, 2), OwnNeedHeard)

    assert street.case(FIRST).own_need
    assert [one.text for one in street.unit().cases.details(FIRST)] == [HURT]


@pytest.mark.parametrize("no", NO)
def test_should_go_on_with_who_says_no_to_the_own_need(street: Handling, no: str) -> None:
    typed(street, HURT)

    only(typed(street, no, 2), DetailAsked)

    assert not street.case(FIRST).own_need
    assert [one.text for one in street.unit().cases.details(FIRST)] == [HURT]


@pytest.mark.parametrize(("word", "kind"), [("ใช่ค่ะ", OwnNeedHeard), ("ไม่ใช่ค่ะ", Guided)])
def test_should_ask_before_a_share_too(handling: Handling, word: str, kind: type[Fact]) -> None:
    only(typed(handling, "ลูกหิว ไม่มีนมกิน ช่วยหน่อยค่ะ"), OwnNeedAsked)

    only(typed(handling, word, 2), kind)


def test_should_do_what_was_meant(street: Handling) -> None:
    only(typed(street, "ไม่ทราบว่าที่แจ้งไปเมื่อวันอังคารมีความคืบหน้าไหมคะ"), ActAsked)
    only(typed(street, "ใช่ค่ะ", 2), StatusShown)

    only(typed(street, "ไม่ทราบว่าที่แจ้งไปเมื่อวันอังคารมีความคืบหน้าไหมคะ", 3), ActAsked)
    only(typed(street, "ไม่ใช่", 4), DetailAsked)


def test_should_ask_which_danger_it_is(street: Handling) -> None:
    only(typed(street, "ด่วนค่ะ"), DangerAsked)

    only(typed(street, "ใช่ค่ะ", 2), DangerAsked)


@pytest.mark.parametrize("yes", ["ใช่", "มีค่ะ", "yes", "有"])
def test_should_ask_which_danger_it_is_after_a_share(handling: Handling, yes: str) -> None:
    handling.do(a_share(SHARER))

    asked = only(typed(handling, yes), DangerAsked).case

    assert asked is not None
    assert asked.number == FIRST
    assert handling.unit().cases.details(FIRST) == []


@pytest.mark.parametrize("no", ["ไม่", "ไม่มีค่ะ", "ไม่มีอันตราย", "none", "没有"])
def test_should_go_on_to_the_kind_where_nobody_is_in_danger(handling: Handling, no: str) -> None:
    handling.do(a_share(SHARER))

    assert not only(typed(handling, no), KindAsked).danger_first

    assert handling.unit().cases.details(FIRST) == []
    assert not [one for one in typed(handling, no, 2) if isinstance(one, KindAsked)]


@pytest.mark.parametrize("yes", ["ใช่", "ค่ะ", "yes"])
def test_should_tell_the_team_that_somebody_is_still_there(street: Handling, yes: str) -> None:
    only(street.do(a_press(ANNA, "going", NOW + minutes(1), case=FIRST)), StillThereAsked)

    assert only(typed(street, yes, 2), AnswerTaken).seen is Seen.HERE


@pytest.mark.parametrize("word", ["ok", "โอเคค่ะ", "ไม่"])
def test_should_not_read_more_into_a_word_than_it_says(street: Handling, word: str) -> None:
    street.do(a_press(ANNA, "going", NOW + minutes(1), case=FIRST))

    facts = typed(street, word, 2)

    assert not [fact for fact in facts if isinstance(fact, AnswerTaken)]
    assert street.case(FIRST).answers.still_at is None


@pytest.mark.parametrize(("word", "kind"), [("ครับ", HolderStays), ("ไม่ครับ", CaseReleased)])
def test_should_take_the_word_of_the_holder(street: Handling, word: str, kind: type[Fact]) -> None:
    (clock,) = [one for one in street.timers() if one.kind == Timer.HOLDER]
    only(street.do(clock), HolderAsked)

    after = (clock.at - NOW) / minutes(1) + 1
    only(typed(street, word, after, ANNA), kind)


@pytest.mark.parametrize(("word", "kind"), [("ใช่ครับ", OutcomeAsked), ("ไม่", CaseClosed)])
def test_should_hear_at_the_place_whether_the_person_is_there(
    street: Handling, word: str, kind: type[Fact]
) -> None:
    street.do(a_press(ANNA, "going", NOW + minutes(1), case=FIRST))
    street.do(a_share(ANNA, AYUTTHAYA, NOW + minutes(2)))

    only(typed(street, word, 3, ANNA), kind)


@pytest.mark.parametrize("word", ["ครับ", "ok"])
def test_should_not_take_a_courtesy_of_the_holder_for_a_visit(street: Handling, word: str) -> None:
    street.do(a_press(ANNA, "going", NOW + minutes(1), case=FIRST))
    street.do(a_share(ANNA, AYUTTHAYA, NOW + minutes(2)))

    only(typed(street, word, 3, ANNA), Guided)


def test_should_erase_by_a_plain_yes_alone(street: Handling) -> None:
    only(typed(street, "ลบข้อมูลของฉัน"), EraseAsked)
    assert not [one for one in typed(street, "ค่ะ", 2) if isinstance(one, Erased)]

    only(typed(street, "ลบข้อมูลของฉัน", 3), EraseAsked)
    only(typed(street, "ไม่", 4), MyDataShown)
    assert street.person(SHARER).since == NOW

    only(typed(street, "ลบข้อมูลของฉัน", 5), EraseAsked)
    only(typed(street, "ใช่ค่ะ", 6), Erased)
    assert street.unit().people.known(a_line_id(SHARER)) is None


@pytest.mark.parametrize(("word", "kind"), [("ใช่", MemberRemoved), ("ไม่", TeamShown)])
def test_should_remove_a_member_by_word(street: Handling, word: str, kind: type[Fact]) -> None:
    street.enrol(HEAD, role=Role.HEAD)
    asked = str(street.person(ANNA).id)
    only(street.do(a_press(HEAD, "remove", NOW + minutes(1), person=asked)), RemovalAsked)

    only(typed(street, word, 2, HEAD), kind)


@pytest.mark.parametrize(
    ("outcome", "word", "is_answer"),
    [("FAMILY", "ใช่ค่ะ", True), ("FAMILY", "ค่ะ", False), ("DUPLICATE", "ใช่", False)],
    ids=["yes", "a courtesy", "not asked"],
)
def test_should_confirm_the_result_by_a_plain_yes(
    street: Handling, outcome: str, word: str, is_answer: bool
) -> None:
    for act in ("going", "arrived"):
        street.do(a_press(ANNA, act, case=FIRST))
    street.do(a_press(ANNA, "close", case=FIRST, outcome=outcome))
    (tell,) = [one for one in street.timers() if one.kind == Timer.TELL_SHARERS]
    only(street.do(tell), SharersTold)

    facts = typed(street, word, (tell.at - NOW) / minutes(1) + 1)

    assert any(isinstance(one, AnswerTaken) for one in facts) is is_answer


@pytest.mark.parametrize("word", [*YES, *NO])
def test_should_mean_nothing_where_nothing_was_asked(street: Handling, word: str) -> None:
    typed(street, "เสื้อแดง")

    facts = typed(street, word, 2)

    assert {type(fact) for fact in facts} <= {DetailAsked, DetailAdded, SharerAdded, NoticeGiven}
    assert not street.case(FIRST).own_need


@pytest.mark.parametrize("what", ["words", "a sticker", "a tap", "an officer's question", "late"])
def test_should_take_a_late_yes_for_no_answer(street: Handling, what: str) -> None:
    typed(street, HURT)
    at = NOW + minutes(2)
    match what:
        case "words":
            typed(street, "เสื้อแดง", 2)
        case "a sticker":
            street.do(a_sticker(SHARER, at))
        case "a tap":
            street.do(a_press(SHARER, "status", at))
        case "an officer's question":
            street.do(a_press(ANNA, "ask", at, case=FIRST, q="where"))

    facts = typed(street, "ใช่ค่ะ", 62 if what == "late" else 3)

    assert not [fact for fact in facts if isinstance(fact, OwnNeedHeard)]
    assert not street.case(FIRST).own_need


def test_should_not_take_an_earlier_yes_for_the_answer(street: Handling) -> None:
    typed(street, HURT, 2)

    typed(street, "ใช่ค่ะ", 1)

    assert not street.case(FIRST).own_need


def test_should_say_yes_once(street: Handling) -> None:
    typed(street, HURT)
    only(typed(street, "ใช่", 2), OwnNeedHeard)

    assert not [one for one in typed(street, "ใช่", 3) if isinstance(one, OwnNeedHeard)]


def test_should_not_limit_a_yes_to_the_own_need(street: Handling) -> None:
    for _ in range(street.context.settings.messages_per_minute + 5):
        typed(street, "ข้อความ", 0.9)
    only(typed(street, HURT), OwnNeedAsked)

    facts = typed(street, "ใช่", 1.1)

    only(facts, OwnNeedHeard)
    assert not [fact for fact in facts if isinstance(fact, TooManyMessages)]


def test_should_keep_what_a_yes_means_for_an_hour_at_most(street: Handling) -> None:
    typed(street, HURT)
    key = keys.yes_no(street.person(SHARER).id)

    assert 0 < street.client.ttl(key) <= 60 * street.context.settings.detail_minutes
