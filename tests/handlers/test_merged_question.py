"""A question that stands when its case is merged into another: where the answer goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from cases.case import Form
from cases.facts.answers import PlaceMoved, QuestionAwaited, SharerAsked
from cases.facts.casework import CaseClaimed, SharerAdded
from cases.facts.fact import Fact
from cases.facts.moves import CaseMerged, CaseUnmerged
from cases.facts.personal_data import AttachmentTaken
from cases.facts.shares import DetailAdded, DetailsFull
from handlers.events import AttachmentSent, Event, TimerDue
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, BOON = 11, 12
CALM, OTHER = "14-6911-0001", "14-6911-0002"
FIRST, SHARER = 1, 4
SOON = NOW + minutes(10)


@pytest.fixture
def street(handling: Handling) -> Handling:
    """Let ANNA ask the sharer of the second case something."""
    handling.enrol(ANNA)
    handling.enrol(BOON)
    handling.do(a_share(FIRST))
    handling.do(a_share(SHARER, near(AYUTTHAYA, 300)))
    only(press(handling, ANNA, "claim", OTHER), CaseClaimed)
    only(press(handling, ANNA, "ask", OTHER, q="where"), SharerAsked)
    return handling


def press(
    handling: Handling, who: int, act: str, case: str, at: datetime = SOON, **fields: str
) -> list[Fact]:
    """Press a button of a case."""
    return handling.do(a_press(who, act, at, **{"case": case} | fields))


def merge(handling: Handling, into: str = CALM) -> None:
    """Let ANNA merge the case in which she asked."""
    only(press(handling, ANNA, "merge", OTHER, into=into), CaseMerged)


def courtesy(who: int = SHARER) -> Event:
    """Say what answers a question, and is no help to find anybody otherwise."""
    return a_text(who, "ok", SOON + minutes(1), act="thanks")


def heard(facts: Sequence[Fact]) -> list[tuple[str, str, str]]:
    """Return who heard what of which case."""
    return [
        (one.to.line_id, one.case.number, one.text) for one in facts if isinstance(one, SharerAdded)
    ]


def words_of(handling: Handling, number: str) -> list[str]:
    """Return the words that are kept with a case."""
    return [one.text for one in handling.unit().cases.details(number)]


@pytest.mark.parametrize("holder", [ANNA, BOON], ids=["who asked", "a colleague"])
def test_should_bring_the_answer_to_the_holder_of_both(street: Handling, holder: int) -> None:
    press(street, holder, "claim", CALM)
    merge(street)

    facts = street.do(courtesy())

    only(facts, DetailAdded)
    assert heard(facts) == [(a_line_id(holder), CALM, "ok")]
    assert words_of(street, CALM) == ["ok"]


def test_should_take_one_pin_for_the_answer_of_what_was_merged(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    merge(street)
    here = near(AYUTTHAYA, 200)

    told = only(street.do(a_share(SHARER, here, SOON + minutes(1))), PlaceMoved)

    assert (told.to.line_id, told.case.number) == (a_line_id(BOON), CALM)
    assert street.case(CALM).place.point == here
    again = street.do(a_share(SHARER, near(AYUTTHAYA, 380), SOON + minutes(2)))
    assert not [fact for fact in again if isinstance(fact, PlaceMoved)]


def test_should_keep_the_answer_for_who_claims_later(street: Handling) -> None:
    merge(street)
    press(street, ANNA, "release", CALM, sure="yes")

    facts = street.do(courtesy())

    assert [type(fact) for fact in facts] == [DetailAdded]
    assert words_of(street, CALM) == ["ok"]
    claimed = only(press(street, BOON, "claim", CALM, SOON + minutes(2)), CaseClaimed)
    assert claimed.added.texts == ("ok",)


def test_should_pass_on_an_answer_that_was_said_before_or_is_too_much(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    for number in range(10):
        street.do(a_text(SHARER, f"text {number}", SOON))
    press(street, ANNA, "ask", OTHER, q="where")
    merge(street)

    assert heard(street.do(a_text(SHARER, "text 1", SOON))) == [(a_line_id(BOON), CALM, "text 1")]
    only(street.do(a_text(SHARER, "no more", SOON)), DetailsFull)


def test_should_wait_for_one_answer_only(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    merge(street)
    street.do(courtesy())

    assert heard(street.do(courtesy())) == []
    assert street.case(OTHER).asking.question is None


def test_should_take_a_photo_for_the_answer(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    merge(street)

    only(
        street.do(AttachmentSent(an_event_id(), SOON, a_line_id(SHARER), "8001", Form.PHOTO)),
        AttachmentTaken,
    )

    assert street.case(OTHER).asking.question is None


def test_should_let_both_questions_stand(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    only(press(street, BOON, "ask", CALM, q="side"), SharerAsked)
    merge(street)

    facts = [heard(street.do(courtesy(who))) for who in (SHARER, FIRST)]

    assert facts == [[(a_line_id(BOON), CALM, "ok")]] * 2


def test_should_lead_on_through_a_second_merge(street: Handling) -> None:
    third = "14-6911-0003"
    street.do(a_share(5, near(AYUTTHAYA, 600)))
    press(street, BOON, "claim", third)
    merge(street)
    only(press(street, ANNA, "merge", CALM, into=third), CaseMerged)

    assert heard(street.do(courtesy())) == [(a_line_id(BOON), third, "ok")]


def test_should_ask_again_in_the_one_case(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    merge(street)

    only(press(street, BOON, "ask", CALM), QuestionAwaited)


def test_should_wait_no_longer_than_it_was_asked_for(street: Handling) -> None:
    press(street, BOON, "claim", CALM)
    merge(street)

    late = a_text(SHARER, "ok", SOON + minutes(15), act="thanks")

    assert heard(street.do(late)) == []


def test_should_forget_the_question_when_the_case_stands_alone_again(street: Handling) -> None:
    merge(street)
    away = a_press(ANNA, "unmerge", SOON, **{"case": CALM, "from": OTHER})

    only(street.do(away), CaseUnmerged)

    assert street.case(OTHER).asking.question is None


def test_should_put_a_photo_into_the_case_that_is_the_sharers_again(street: Handling) -> None:
    merge(street)
    street.do(courtesy())
    street.do(a_press(ANNA, "unmerge", SOON, **{"case": CALM, "from": OTHER}))

    facts = street.do(AttachmentSent(an_event_id(), SOON, a_line_id(SHARER), "8001", Form.PHOTO))

    assert only(facts, AttachmentTaken).case.number == OTHER
    assert street.unit().cases.details(CALM) == []


def test_should_keep_nobody_whom_it_was_put_to_for_ever(street: Handling) -> None:
    merge(street)

    for timer in street.timers():
        if timer.case == OTHER:
            street.do(TimerDue(an_event_id(), timer.at, timer.kind, OTHER))

    assert street.case(OTHER).asking.question is None
