"""Words and photos in answer to "still there?" and "where now?": they are about that case."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.facts.answers import MovedHere
from cases.facts.casework import SharerAdded
from cases.facts.fact import Fact
from cases.facts.personal_data import AttachmentTaken
from cases.facts.shares import CaseOpened, DetailAdded, DetailAsked, OwnNeedHeard
from cases.people import About
from tests.builders import AYUTTHAYA, NOW, a_line_id, a_press, a_share, a_text, minutes, near
from tests.handling import Handling, only
from tests.photos import a_photo

ANNA, SHARER = 11, 1
NUMBER, OTHER = "14-6911-0001", "14-6911-0002"
SOON = NOW + minutes(10)
THERE = "ยังอยู่ ตรงป้ายรถเมล์"


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Open a case that ANNA has claimed."""
    handling.enrol(ANNA)
    only(handling.do(a_share(SHARER)), CaseOpened)
    press(handling, ANNA, "claim")
    return handling


def press(handling: Handling, who: int, act: str, at: datetime = SOON, **fields: str) -> list[Fact]:
    """Press a button of the case."""
    return handling.do(a_press(who, act, at, **{"case": NUMBER} | fields))


def words(handling: Handling, number: str) -> list[str]:
    """Return what sharers wrote of a case."""
    return [one.text for one in handling.unit().cases.details(number)]


def test_should_add_an_answer_in_words_to_the_case_that_was_asked_about(street: Handling) -> None:
    only(street.do(a_share(SHARER, near(AYUTTHAYA, 800), NOW + minutes(5))), CaseOpened)
    press(street, ANNA, "going")

    facts = street.do(a_text(SHARER, THERE, SOON + minutes(1)))

    assert only(facts, DetailAdded).case.number == NUMBER
    assert only(facts, SharerAdded).to.line_id == a_line_id(ANNA)
    assert (words(street, NUMBER), words(street, OTHER)) == ([THERE], [])


def test_should_take_an_answer_in_words_long_after_the_share(street: Handling) -> None:
    late = NOW + minutes(180)
    press(street, ANNA, "going", late)

    facts = street.do(a_text(SHARER, THERE, late + minutes(1)))

    assert only(facts, DetailAdded).open == ()
    assert words(street, NUMBER) == [THERE]


def test_should_go_on_with_the_questions_of_one_who_is_amid_them(street: Handling) -> None:
    before = street.person(SHARER).topic_at(SOON, About.DETAIL)
    press(street, ANNA, "going")

    after = street.person(SHARER).topic_at(SOON, About.DETAIL)

    assert before
    assert after
    assert after.open == before.open


@pytest.mark.parametrize("about", [About.OWN_NEED, About.MOVED, About.DETAIL])
def test_should_break_off_no_talk_that_matters_more(street: Handling, about: About) -> None:
    only(street.do(a_share(SHARER, near(AYUTTHAYA, 800), NOW + minutes(5))), CaseOpened)
    match about:
        case About.OWN_NEED:
            only(street.do(a_press(SHARER, "start", SOON, who="me")), OwnNeedHeard)
        case About.MOVED:
            press(street, SHARER, "confirm", case=OTHER, seen="moved")
        case _:
            press(street, ANNA, "claim", case=OTHER)
            press(street, ANNA, "ask", case=OTHER, q="where")
    before = street.person(SHARER).topic

    press(street, ANNA, "going")

    assert before
    assert before.about is about
    assert street.person(SHARER).topic == before


def test_should_take_words_and_a_photo_of_one_who_is_to_send_the_new_place(
    street: Handling,
) -> None:
    press(street, ANNA, "going")
    press(street, SHARER, "confirm", seen="moved")

    added = only(street.do(a_text(SHARER, THERE, SOON)), DetailAdded)
    taken = only(street.do(a_photo(SHARER, at=SOON)), AttachmentTaken)
    asked = only(street.do(a_text(SHARER, "ok", SOON, act="thanks")), DetailAsked)

    assert {one.case.number for one in (added, taken, asked)} == {NUMBER}
    place = near(AYUTTHAYA, 300)
    assert only(street.do(a_share(SHARER, place, SOON)), MovedHere).case.number == NUMBER


def test_should_still_wait_for_the_new_place_after_a_tap_and_a_question(street: Handling) -> None:
    press(street, SHARER, "confirm", seen="moved")
    press(street, SHARER, "kind", kind="ADULT")
    press(street, ANNA, "ask", q="where")

    heard = only(street.do(a_text(SHARER, "ok", SOON, act="thanks")), SharerAdded)
    moved = only(street.do(a_share(SHARER, near(AYUTTHAYA, 900), SOON)), MovedHere)

    assert (heard.text, moved.case.number) == ("ok", NUMBER)
