"""Who says in words that it is urgent is asked why, in the case that is meant."""

from __future__ import annotations

import pytest

from cases.facts.answers import QuestionAwaited, QuestionSent
from cases.facts.casework import Alerted, SharerAdded
from cases.facts.fact import Fact
from cases.facts.shares import DangerAsked, KindSaid
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_press,
    a_share,
    a_text,
    act_of,
    minutes,
    near,
)
from tests.handling import Handling, only

ANNA, SHARER = 11, 1
FIRST, SECOND = "14-6911-0001", "14-6911-0002"


def write(handling: Handling, words: str, who: int = SHARER) -> list[Fact]:
    """Type something."""
    return handling.do(a_text(who, words, act=act_of(words)))


@pytest.mark.parametrize("words", ["ด่วน", "ด่วนๆ", "ด่วนค่ะ", "URGENT!", "It is urgent"])
def test_should_ask_what_the_danger_is(handling: Handling, words: str) -> None:
    handling.do(a_share(SHARER))

    asked = only(write(handling, words), DangerAsked)

    assert asked.case
    assert asked.case.number == FIRST
    assert handling.unit().cases.details(FIRST) == []


def test_should_mean_the_case_of_the_talk_else_the_last_open_one(handling: Handling) -> None:
    handling.do(a_share(SHARER))
    handling.do(a_share(SHARER, near(AYUTTHAYA, 800), NOW + minutes(1)))
    handling.do(a_press(SHARER, "detail", NOW + minutes(2), case=FIRST, ask="spot"))

    in_talk = only(write(handling, "ด่วน"), DangerAsked).case
    later = handling.do(a_text(SHARER, "ด่วน", NOW + minutes(90), act="urgent"))

    assert in_talk
    assert in_talk.number == FIRST
    case = only(later, DangerAsked).case
    assert case
    assert case.number == SECOND


def test_should_ask_one_who_has_shared_nothing(handling: Handling) -> None:
    assert only(write(handling, "ด่วน"), DangerAsked).case is None


def test_should_bring_it_to_an_officer_who_asked_as_well(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    handling.do(a_press(ANNA, "claim", case=FIRST))
    handling.do(a_press(ANNA, "ask", case=FIRST, q="where"))

    facts = write(handling, "ด่วน")

    assert only(facts, SharerAdded).text == "ด่วน"
    only(facts, DangerAsked)


def test_should_let_an_officer_ask_whether_it_is_urgent(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    handling.do(a_press(ANNA, "claim", case=FIRST))
    only(handling.do(a_press(ANNA, "ask", case=FIRST)), QuestionAwaited)

    only(write(handling, "ด่วน", ANNA), QuestionSent)


def test_should_wake_somebody_at_night_by_the_button_that_follows(handling: Handling) -> None:
    handling.enrol(ANNA)
    handling.do(a_share(SHARER))
    write(handling, "ด่วน")

    facts = handling.do(a_press(SHARER, "kind", case=FIRST, urgent="CHILD"))

    assert only(facts, KindSaid).case.need.urgent == "CHILD"
    only(facts, Alerted)


def test_should_never_be_over_the_limit_of_messages(handling: Handling) -> None:
    few = Handling(handling.client, a_context(messages_per_minute=1))
    for _ in range(3):
        write(few, "อะไรนะ")

    only(write(few, "ด่วน"), DangerAsked)
