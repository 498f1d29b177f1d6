"""Who types "skip" or "cancel" is understood; while an officer asks, it is an answer."""

from __future__ import annotations

import pytest

from cases.case import Question, Seen, questions
from cases.facts.answers import QuestionAwaited, QuestionDropped
from cases.facts.casework import Guided, SharerAdded
from cases.facts.fact import Fact
from cases.facts.shares import (
    CallerDropped,
    CaseOpened,
    DetailAdded,
    DetailAsked,
    HelpAsked,
    OwnNeedHeard,
)
from cases.people import About
from tests.builders import NOW, a_press, a_share, a_text, act_of
from tests.handling import Handling, only

ANNA, SHARER = 11, 1
NUMBER = "14-6911-0001"
SKIPS = ("ข้าม", "skip", "ไม่มี", "ไม่รู้ค่ะ", "I do not know")
CANCELS = ("ยกเลิก", "Cancel", "ไม่มีอะไรเพิ่มแล้ว")


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open a case that ANNA has claimed."""
    handling.enrol(ANNA)
    only(handling.do(a_share(SHARER)), CaseOpened)
    press(handling, ANNA, "claim")
    return handling


def press(handling: Handling, who: int, act: str, **fields: str) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, NOW, **{"case": NUMBER} | fields))


def write(handling: Handling, words: str, who: int = SHARER) -> list[Fact]:
    """Type something."""
    return handling.do(a_text(who, words, act=act_of(words)))


def kept(handling: Handling) -> list[str]:
    """Return what was kept of the case."""
    return [one.text for one in handling.unit().cases.details(NUMBER)]


@pytest.mark.parametrize("words", SKIPS)
def test_should_skip_the_question_that_is_asked(street: Handling, words: str) -> None:
    press(street, SHARER, "detail", ask="wears")

    facts = write(street, words)

    assert only(facts, DetailAsked).open[0] is Question.SPOT
    assert len(facts) == 1
    assert kept(street) == []


def test_should_come_to_an_end_of_skipping(street: Handling) -> None:
    asked = questions(street.case(NUMBER))

    first = only(write(street, "ข้าม"), HelpAsked).open
    later = [only(write(street, "ข้าม"), DetailAsked).open for _ in asked]

    assert first == asked[:-1]
    assert later == [asked[n:-1] for n in range(1, len(asked))] + [()]


@pytest.mark.parametrize("words", CANCELS)
def test_should_end_all_questions(street: Handling, words: str) -> None:
    press(street, SHARER, "confirm", seen=Seen.MOVED.value)

    facts = write(street, words)

    assert only(facts, DetailAsked).open == ()
    assert len(facts) == 1
    assert kept(street) == []


@pytest.mark.parametrize("words", [*SKIPS, *CANCELS])
def test_should_take_it_as_the_answer_to_an_officer(street: Handling, words: str) -> None:
    press(street, ANNA, "ask", q="where")

    facts = write(street, words)

    only(facts, DetailAdded)
    assert only(facts, SharerAdded).text == words


@pytest.mark.parametrize("words", ["ไม่รู้", "cancel"])
def test_should_guide_one_whom_nothing_is_asked(handling: Handling, words: str) -> None:
    only(write(handling, words), Guided)


def test_should_leave_one_who_needs_help_themselves_with_the_numbers(handling: Handling) -> None:
    handling.do(a_press(SHARER, "start", who="me"))

    only(write(handling, "ไม่รู้"), OwnNeedHeard)
    only(write(handling, "ยกเลิก"), Guided)

    assert handling.person(SHARER).topic is None


def test_should_drop_what_staff_began_to_write(street: Handling) -> None:
    only(press(street, ANNA, "ask"), QuestionAwaited)
    only(write(street, "ยกเลิก", ANNA), QuestionDropped)
    street.do(a_press(ANNA, "caller"))
    only(write(street, "ยกเลิก", ANNA), CallerDropped)

    assert street.person(ANNA).topic is None
    assert street.person(SHARER).topic_at(street.case(NUMBER).opened_at, About.DETAIL)
