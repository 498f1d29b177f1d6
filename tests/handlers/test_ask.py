"""An officer asks a sharer one question: who may, who is asked, and where the answer goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from cases.case import Example, Form
from cases.facts.answers import (
    AnswerInWords,
    MovedHere,
    PlaceMoved,
    QuestionAwaited,
    QuestionDropped,
    QuestionSent,
    SharerAsked,
)
from cases.facts.casework import CaseClaimed, Guided, Refused, SharerAdded
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, DetailAdded, DetailsFull, KindNotTaken
from cases.log import Act
from cases.people import About
from cases.refusal import Refusal
from cases.rules import MOST_QUESTIONS
from handlers.events import AttachmentSent, Unfollowed
from store import keys
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_line_id,
    a_press,
    a_share,
    a_sticker,
    a_text,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON, SHARER, OTHER, STRANGER = 11, 12, 1, 2, 3
NUMBER = "14-6911-0001"
SOON = NOW + minutes(10)
WORDS = "ฝั่งวัดหรือฝั่งตลาดคะ"


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open a case that ANNA has claimed."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    only(handling.do(a_share(SHARER)), CaseOpened)
    only(press(handling, ANNA, "claim"), CaseClaimed)
    return handling


def press(
    handling: Handling, who: int, act: str = "ask", at: datetime = SOON, **fields: str
) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, at, **{"case": NUMBER} | fields))


def ask(handling: Handling, words: str = WORDS, *, after: float = 0) -> list[Fact]:
    """Press "ask" and type a question."""
    at = SOON + minutes(after)
    only(press(handling, ANNA, at=at), QuestionAwaited)
    return handling.do(a_text(ANNA, words, at))


def why_refused(facts: list[Fact]) -> Refusal:
    """Return why nothing was asked."""
    return only(facts, Refused).why


def log_of(handling: Handling) -> list[bytes]:
    """Return the acts of the log."""
    return [fields[b"act"] for _, fields in handling.client.xrange(keys.LOG)]


def test_should_bring_the_question_to_the_last_sharer_and_the_answer_back(street: Handling) -> None:
    street.do(a_share(OTHER, at=NOW + minutes(1)))

    facts = ask(street)
    answer = street.do(a_text(OTHER, "ฝั่งวัด", SOON + minutes(1)))

    sent, asked = only(facts, QuestionSent), only(facts, SharerAsked)
    assert (sent.to.line_id, asked.to.line_id) == (a_line_id(ANNA), a_line_id(OTHER))
    assert asked.text == WORDS
    heard = only(answer, SharerAdded)
    assert (heard.to.line_id, heard.text) == (a_line_id(ANNA), "ฝั่งวัด")
    assert only(answer, DetailAdded).open == ()
    assert log_of(street).count(Act.ASKED.value.encode()) == 1


@pytest.mark.parametrize("state", ["claimed", "going", "arrived"])
def test_should_ask_from_the_claim_to_the_close(street: Handling, state: str) -> None:
    for act in {"claimed": (), "going": ("going",), "arrived": ("going", "arrived")}[state]:
        press(street, ANNA, act)

    only(ask(street), SharerAsked)


@pytest.mark.parametrize("example", list(Example))
def test_should_send_an_example_with_one_tap(street: Handling, example: Example) -> None:
    facts = press(street, ANNA, q=example.value)

    asked = only(facts, SharerAsked)
    assert (asked.example, asked.text) == (example, "")


def test_should_keep_no_word_of_the_question(street: Handling) -> None:
    ask(street, "a very special question")

    for key in street.client.keys("*"):
        if street.client.type(key) == b"hash":
            assert b"special" not in b"".join(street.client.hvals(key)), key
    entries = street.client.xrange(keys.LOG)
    assert not any(b"special" in value for _, one in entries for value in one.values())


@pytest.mark.parametrize("number", ["081 234 5678", "+66 81-234-5678", "๐๘๑๒๓๔๕๖๗๘"])
def test_should_pass_no_telephone_number_on(street: Handling, number: str) -> None:
    asked = only(ask(street, f"โทร {number} ได้ไหม"), SharerAsked)

    assert asked.text == "โทร … ได้ไหม"


def test_should_bring_no_telephone_number_of_a_sharer_to_the_officer(street: Handling) -> None:
    ask(street)

    facts = street.do(a_text(SHARER, "ฝั่งวัด บ้าน 99/12 โทร 089-999-8888", SOON))

    assert only(facts, SharerAdded).text == "ฝั่งวัด บ้าน 99/12 โทร …"
    assert only(facts, DetailAdded).masked
    assert [one.text for one in street.unit().cases.details(NUMBER)] == ["ฝั่งวัด บ้าน 99/12 โทร …"]


@pytest.mark.parametrize(
    ("who", "why"),
    [(BOON, Refusal.NOT_YOURS), (STRANGER, Refusal.NOT_STAFF)],
    ids=["a colleague", "a stranger"],
)
def test_should_let_only_the_holder_ask(street: Handling, who: int, why: Refusal) -> None:
    assert why_refused(press(street, who)) is why
    assert why_refused(press(street, who, q="where")) is why
    assert street.person(who).topic is None


def test_should_ask_for_words_where_the_answer_is_a_voice_message(street: Handling) -> None:
    before = street.do(a_sticker(SHARER, SOON))
    ask(street)

    heard = street.do(a_sticker(SHARER, SOON + minutes(1)))

    only(before, Guided)
    assert only(heard, AnswerInWords).case.number == NUMBER
    only(street.do(a_text(SHARER, "ฝั่งวัด", SOON + minutes(2))), SharerAdded)
    only(street.do(a_sticker(SHARER, SOON + minutes(3))), Guided)


def test_should_take_a_pin_as_the_answer_to_where(street: Handling) -> None:
    ask(street, "อยู่ตรงไหนคะ")
    here = near(AYUTTHAYA, 250)

    facts = street.do(a_share(SHARER, here, SOON + minutes(1)))

    assert only(facts, MovedHere).case.number == NUMBER
    told = only(facts, PlaceMoved)
    assert (told.to.line_id, told.case.place.point) == (a_line_id(ANNA), here)
    assert street.case(NUMBER).asking.question is None
    elsewhere = near(AYUTTHAYA, 600)
    only(street.do(a_share(SHARER, elsewhere, SOON + minutes(2))), CaseOpened)


def test_should_take_a_pin_far_from_the_case_for_another_person(street: Handling) -> None:
    ask(street)

    facts = street.do(a_share(SHARER, near(AYUTTHAYA, 600), SOON + minutes(1)))

    assert only(facts, CaseOpened).case.number != NUMBER


def test_should_ask_nobody_where_trafficking_is_suspected(street: Handling) -> None:
    only(press(street, ANNA), QuestionAwaited)
    press(street, SHARER, "kind", kind="FORCED")

    typed = street.do(a_text(ANNA, WORDS, SOON))

    assert why_refused(typed) is Refusal.MUST_NOT_ASK
    assert street.person(ANNA).topic is None
    assert why_refused(press(street, ANNA)) is Refusal.MUST_NOT_ASK
    assert why_refused(press(street, ANNA, q="where")) is Refusal.MUST_NOT_ASK


def test_should_ask_nobody_who_cannot_be_reached(street: Handling) -> None:
    street.do(Unfollowed(an_event_id(), SOON, a_line_id(SHARER)))

    assert why_refused(press(street, ANNA)) is Refusal.NOBODY_TO_ASK


def test_should_ask_the_one_before_if_the_last_is_gone(street: Handling) -> None:
    street.do(a_share(OTHER, at=NOW + minutes(1)))
    sure = {"sure": "yes", "asked": str(int(SOON.timestamp() * 1000))}
    street.do(a_press(OTHER, "erase", SOON, **sure))

    assert only(ask(street), SharerAsked).to.line_id == a_line_id(SHARER)


def test_should_not_ask_the_officer_who_shared(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(ANNA))
    press(handling, ANNA, "claim")

    assert why_refused(press(handling, ANNA)) is Refusal.NOBODY_TO_ASK


def test_should_have_one_question_open_at_a_time(street: Handling) -> None:
    ask(street)

    assert why_refused(press(street, ANNA)) is Refusal.QUESTION_OPEN
    street.do(a_text(SHARER, "ฝั่งวัด", SOON))
    only(press(street, ANNA), QuestionAwaited)


def test_should_not_wait_for_ever_for_an_answer(street: Handling) -> None:
    ask(street)

    only(press(street, ANNA, at=SOON + minutes(15)), QuestionAwaited)


def test_should_ask_only_so_often_in_a_life_of_a_case(street: Handling) -> None:
    for number in range(MOST_QUESTIONS):
        only(ask(street, after=20 * number), SharerAsked)

    assert why_refused(press(street, ANNA, at=SOON + minutes(99))) is Refusal.QUESTIONS_OVER
    for act in ("going", "arrived", "not_found"):
        press(street, ANNA, act)
    press(street, SHARER, "confirm", seen="still")
    press(street, ANNA, "claim")
    assert only(press(street, ANNA), QuestionAwaited).left == MOST_QUESTIONS


def test_should_pass_no_answer_on_after_the_close(street: Handling) -> None:
    ask(street)
    for act in ("going", "arrived", "not_found"):
        press(street, ANNA, act)

    facts = street.do(a_text(SHARER, "ฝั่งวัด", SOON))

    assert [type(fact) for fact in facts] == [KindNotTaken]
    assert street.case(NUMBER).asking.question is None


def test_should_forget_the_question_on_release(street: Handling) -> None:
    ask(street)
    press(street, ANNA, "release", sure="yes")

    facts = street.do(a_text(SHARER, "ฝั่งวัด", SOON))

    assert [type(fact) for fact in facts] == [DetailAdded]
    press(street, BOON, "claim")
    only(press(street, BOON), QuestionAwaited)


def test_should_send_nothing_typed_after_a_release(street: Handling) -> None:
    only(press(street, ANNA), QuestionAwaited)
    press(street, ANNA, "release", sure="yes")

    assert why_refused(street.do(a_text(ANNA, WORDS, SOON))) is Refusal.CLAIM_FIRST
    assert [type(fact) for fact in street.do(a_text(ANNA, WORDS, SOON))] == [Guided]


def test_should_drop_the_question(street: Handling) -> None:
    only(press(street, ANNA), QuestionAwaited)

    only(press(street, ANNA, cancel="yes"), QuestionDropped)

    assert [type(fact) for fact in street.do(a_text(ANNA, WORDS, SOON))] == [Guided]


def test_should_take_no_word_of_dropping_from_one_of_no_team(street: Handling) -> None:
    facts = press(street, STRANGER, cancel="yes")

    assert why_refused(facts) is Refusal.NOT_STAFF
    assert log_of(street)[-1] == b"forged"


def test_should_take_a_text_for_the_question_for_ten_minutes(street: Handling) -> None:
    only(press(street, ANNA), QuestionAwaited)

    late = street.do(a_text(ANNA, WORDS, SOON + minutes(10)))

    assert [type(fact) for fact in late] == [Guided]


def test_should_do_what_a_typed_word_says_and_ask_later(street: Handling) -> None:
    only(press(street, ANNA), QuestionAwaited)

    street.do(a_text(ANNA, "คิว", SOON, act="queue"))

    assert street.person(ANNA).topic_at(SOON, About.ASK)


def test_should_ask_who_needs_help_themselves(street: Handling) -> None:
    press(street, SHARER, "own_need")

    assert only(ask(street), SharerAsked).case.own_need


@pytest.mark.parametrize("words", ["ok", "ได้"])
def test_should_pass_on_a_bare_word_that_answers(street: Handling, words: str) -> None:
    polite = a_text(SHARER, words, SOON, act="thanks")
    assert not [one for one in street.do(polite) if isinstance(one, SharerAdded)]

    ask(street)

    again = street.do(a_text(SHARER, words, SOON, act="thanks"))
    assert only(again, SharerAdded).text == words


def test_should_pass_on_an_answer_that_was_said_before_or_is_too_much(street: Handling) -> None:
    for number in range(10):
        street.do(a_text(SHARER, f"text {number}", SOON))
    only(street.do(a_text(SHARER, "no more", SOON)), DetailsFull)

    ask(street)

    assert only(street.do(a_text(SHARER, "text 1", SOON)), SharerAdded).text == "text 1"
    only(street.do(a_text(SHARER, "no more", SOON)), DetailsFull)


def test_should_not_wait_for_one_who_was_erased(street: Handling) -> None:
    street.do(a_share(OTHER, at=NOW + minutes(1)))
    ask(street)
    sure = {"sure": "yes", "asked": str(int(SOON.timestamp() * 1000))}
    street.do(a_press(OTHER, "erase", SOON, **sure))

    assert only(ask(street), SharerAsked).to.line_id == a_line_id(SHARER)


def test_should_keep_the_answer_with_the_case(street: Handling) -> None:
    ask(street)
    street.do(a_text(SHARER, "ฝั่งวัด", SOON))

    details = street.unit().cases.details(NUMBER)

    assert [(one.form, one.text) for one in details] == [(Form.WORDS, "ฝั่งวัด")]


def test_should_take_a_photo_for_an_answer(street: Handling) -> None:
    ask(street)

    street.do(AttachmentSent(an_event_id(), SOON, a_line_id(SHARER), "8001", Form.PHOTO))

    only(press(street, ANNA), QuestionAwaited)


def test_should_take_a_second_tap_for_nothing_new(street: Handling) -> None:
    tap = a_press(ANNA, "ask", SOON, case=NUMBER, q="where")
    only(street.do(tap), SharerAsked)

    assert street.do(tap) == []
    assert why_refused(street.do(replace(tap, id=an_event_id()))) is Refusal.QUESTION_OPEN
    assert street.case(NUMBER).asking.questions == 1
