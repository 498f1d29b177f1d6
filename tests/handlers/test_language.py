"""The language: chosen once, kept, and told to the team as well."""

from __future__ import annotations

import pytest

from cases.case import Question, Seen
from cases.facts.answers import AnswerAwaited, AnswerTaken
from cases.facts.casework import Alerted, Guided
from cases.facts.fact import Fact
from cases.facts.shares import (
    CaseOpened,
    DetailAsked,
    HelpAsked,
    KindAsked,
    LanguageChosen,
    OwnNeedHeard,
    Welcomed,
)
from cases.people import Language
from handlers.events import Event
from tests.builders import NOW, a_follow, a_press, a_share, a_text, minutes
from tests.handling import Handling, only

THAI, ENGLISH = Language.THAI, Language.ENGLISH


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(a_press(2, "language", to="en"), id="tapped"),
        pytest.param(a_text(2, "English", act="language&to=en"), id="typed"),
    ],
)
def test_should_speak_the_language_that_is_asked_for(handling: Handling, ask: Event) -> None:
    facts = handling.do(ask)

    assert only(facts, LanguageChosen).to.language is ENGLISH
    assert only(facts, Guided).to.language is ENGLISH
    assert only(handling.do(a_share(2)), CaseOpened).to.language is ENGLISH


def test_should_come_back_to_the_other_language(handling: Handling) -> None:
    handling.do(a_press(2, "language", to="en"))

    handling.do(a_press(2, "language", NOW + minutes(1), to="th"))

    assert handling.person(2).language is THAI


@pytest.mark.parametrize("to", ["", "fr", "EN", "th&x"])
def test_should_keep_the_language_when_the_button_is_forged(handling: Handling, to: str) -> None:
    handling.do(a_press(2, "language", to="en"))

    facts = handling.do(a_press(2, "language", NOW + minutes(1), to=to))

    assert [type(fact) for fact in facts] == [Guided]
    assert handling.person(2).language is ENGLISH


def test_should_alert_an_officer_in_the_language_they_chose(handling: Handling) -> None:
    handling.enrol(12)

    facts = handling.do(a_press(12, "language", to="en"))

    member = only(facts, Guided).member
    assert member is not None
    assert member.on_duty
    (alerted,) = only(handling.do(a_share(1)), Alerted).team
    assert alerted.person.language is ENGLISH


def test_should_not_forget_the_choice_of_one_who_comes_back_or_joins_a_team(
    handling: Handling,
) -> None:
    assert only(handling.do(a_follow(1)), Welcomed).to.language is ENGLISH
    handling.do(a_press(1, "language", to="th"))

    again = only(handling.do(a_follow(1, NOW + minutes(1))), Welcomed)
    handling.enrol(1)

    assert again.to.language is THAI
    assert handling.person(1).language is THAI


@pytest.mark.parametrize(
    ("taps", "asked"),
    [
        pytest.param([], KindAsked, id="the kind"),
        pytest.param([{"do": "kind", "kind": "ADULT"}], HelpAsked, id="what helps"),
        pytest.param([{"do": "detail", "skip": "spot"}], DetailAsked, id="a question"),
        pytest.param([{"do": "confirm", "seen": "moved"}], AnswerTaken, id="where now"),
        pytest.param([{"do": "detail", "skip": "all"}], Guided, id="nothing"),
    ],
)
def test_should_show_again_what_was_asked_in_the_other_language(
    handling: Handling, taps: list[dict[str, str]], asked: type[Fact]
) -> None:
    number = only(handling.do(a_share(2)), CaseOpened).case.number
    for tap in taps:
        handling.do(a_press(2, tap["do"], NOW, case=number, **tap))
    before = handling.person(2).topic

    facts = handling.do(a_press(2, "language", to="en"))

    assert [type(fact) for fact in facts] == [LanguageChosen, asked]
    assert handling.person(2).topic == before
    match facts[1]:
        case DetailAsked(to, _, left):
            assert (to.language, left[0]) == (ENGLISH, Question.WEARS)
        case AnswerTaken(to, _, seen):
            assert (to.language, seen) == (ENGLISH, Seen.MOVED)


def test_should_say_that_an_officer_still_waits(handling: Handling) -> None:
    handling.enrol(12)
    number = only(handling.do(a_share(2)), CaseOpened).case.number
    for act, fields in (("claim", {}), ("ask", {"q": "where"})):
        handling.do(a_press(12, act, NOW, case=number, **fields))

    assert only(handling.do(a_press(2, "language", to="en")), AnswerAwaited).case.number == number


def test_should_show_the_numbers_again_to_one_who_needs_help(handling: Handling) -> None:
    handling.do(a_press(2, "start", who="me"))

    assert only(handling.do(a_press(2, "language", to="en")), OwnNeedHeard).to.language is ENGLISH
