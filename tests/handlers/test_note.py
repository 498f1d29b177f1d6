"""Notes of staff: who may write them, who reads them, and what takes them away."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.case import Form, State
from cases.facts.answers import QuestionDropped
from cases.facts.casework import (
    CaseClaimed,
    NoteAwaited,
    NoteTaken,
    OfficerGoing,
    Refused,
    WordsShown,
)
from cases.ports import Timer
from cases.refusal import Refusal
from store import keys
from tests.builders import NOW, a_press, a_share, a_text, minutes
from tests.handling import Handling, only
from tests.photos import an_unsend

ANNA, BOON, SHARER = 11, 12, 1
NUMBER = "14-6911-0001"
WORDS = "นอนหลังบันไดหลังสามทุ่ม โทร 081-234-5678"


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open a case that ANNA has claimed."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    handling.do(a_share(SHARER))
    only(handling.do(a_press(ANNA, "claim", at(1), case=NUMBER)), CaseClaimed)
    return handling


def at(after: float) -> datetime:
    return NOW + minutes(after)


def write(street: Handling, who: int = ANNA, words: str = WORDS, after: float = 2) -> None:
    only(street.do(a_press(who, "note", at(after), case=NUMBER)), NoteAwaited)
    only(street.do(a_text(who, words, at(after + 1))), NoteTaken)


def test_should_show_a_note_to_the_next_holder_masked(street: Handling) -> None:
    write(street)
    street.do(a_press(ANNA, "release", at(4), case=NUMBER, sure="yes"))
    street.do(a_press(BOON, "claim", at(5), case=NUMBER))

    going = only(street.do(a_press(BOON, "going", at(6), case=NUMBER)), OfficerGoing)
    read = only(street.do(a_press(BOON, "words", at(7), case=NUMBER)), WordsShown)

    (note,) = going.added.words
    assert note.form is Form.NOTE
    assert "หลังบันได" in note.text
    assert "234" not in note.text
    assert read.words == (note,)


def test_should_let_a_colleague_write_while_the_case_waits(street: Handling) -> None:
    street.do(a_press(ANNA, "release", at(4), case=NUMBER, sure="yes"))
    assert street.case(NUMBER).state is State.WAITING

    write(street, BOON, after=5)


def test_should_take_no_note_to_a_case_that_went_to_somebody_else(street: Handling) -> None:
    street.do(a_press(ANNA, "release", at(4), case=NUMBER, sure="yes"))
    only(street.do(a_press(BOON, "note", at(5), case=NUMBER)), NoteAwaited)
    street.do(a_press(ANNA, "claim", at(6), case=NUMBER))

    assert only(street.do(a_text(BOON, WORDS, at(7))), Refused).why is Refusal.NOT_YOURS

    read = only(street.do(a_press(ANNA, "words", at(8), case=NUMBER)), WordsShown)
    assert read.words == ()


def test_should_take_one_text_and_the_next_as_ever(street: Handling) -> None:
    write(street)

    assert not any(isinstance(one, NoteTaken) for one in street.do(a_text(ANNA, "อีกข้อ", at(4))))


def test_should_drop_a_note_that_is_not_written(street: Handling) -> None:
    only(street.do(a_press(ANNA, "note", at(2), case=NUMBER)), NoteAwaited)
    only(street.do(a_press(ANNA, "ask", at(3), case=NUMBER, cancel="yes")), QuestionDropped)

    assert not any(isinstance(one, NoteTaken) for one in street.do(a_text(ANNA, WORDS, at(4))))


def test_should_ask_for_a_note_by_a_word(street: Handling) -> None:
    assert (
        only(street.do(a_text(ANNA, "โน้ต", at(2), act="note")), NoteAwaited).case.number == NUMBER
    )


def test_should_take_a_note_back_that_is_unsent(street: Handling) -> None:
    only(street.do(a_press(ANNA, "note", at(2), case=NUMBER)), NoteAwaited)
    text = a_text(ANNA, WORDS, at(3), message="77")
    street.do(text)

    street.do(an_unsend(ANNA, text.message, at(4)))

    read = only(street.do(a_press(ANNA, "words", at(5), case=NUMBER)), WordsShown)
    assert read.words == ()


def test_should_drop_a_note_by_a_word(street: Handling) -> None:
    only(street.do(a_press(ANNA, "note", at(2), case=NUMBER)), NoteAwaited)
    only(street.do(a_text(ANNA, "ยกเลิก", at(3), act="cancel")), QuestionDropped)

    assert not any(isinstance(one, NoteTaken) for one in street.do(a_text(ANNA, WORDS, at(4))))


def test_should_forget_a_note_with_the_texts_of_the_case(street: Handling) -> None:
    write(street)
    street.do(a_text(SHARER, "เสื้อแดง", at(3)))
    for act in ("going", "arrived", "not_found"):
        street.do(a_press(ANNA, act, at(4), case=NUMBER))
    assert street.client.hlen(keys.details(NUMBER)) > 0

    for timer in street.timers():
        if timer.kind == Timer.FORGET_SHARERS:
            street.do(timer, now=timer.at)

    assert street.client.hlen(keys.details(NUMBER)) == 0
