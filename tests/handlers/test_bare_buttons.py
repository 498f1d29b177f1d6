"""The buttons of the contract without any field but the case: each does what its name says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Seen, State
from cases.facts.answers import AnswerNotTaken, AnswerTaken, QuestionAwaited
from cases.facts.casework import (
    CaseClaimed,
    CaseClosed,
    Guided,
    OfficerArrived,
    OfficerGoing,
    OutcomeAsked,
    QueueShown,
    ReleaseAsked,
    Reported,
)
from cases.facts.fact import Fact
from cases.facts.moves import HandoverAsked
from cases.facts.personal_data import EraseAsked, MyDataShown
from cases.facts.shares import (
    CaseOpened,
    DetailAsked,
    KindAsked,
    KindNotTaken,
    LanguageChosen,
    NotSplit,
    StatusShown,
)
from cases.facts.team_changes import DutyChanged
from cases.people import WRITTEN, Role
from handlers.events import Pressed
from line.inbound import to_event
from tests.builders import AYUTTHAYA, NOW, a_line_id, a_press, a_share, an_event_id, minutes, near
from tests.handling import Handling, only
from tests.line.raw_events import a_raw

ANNA, HEAD, SHARER, OTHER, STRANGER = 11, 12, 1, 2, 3
NUMBER = "14-6911-0001"
HELD = ("claim",)
ON_THE_WAY = (*HELD, "going")
THERE = (*ON_THE_WAY, "arrived")
CLOSED = (*THERE, "not_found")
#: Who presses it, what an officer did before, and what becomes true.
BARE: dict[str, tuple[int, tuple[str, ...], type[object]]] = {
    "claim": (ANNA, (), CaseClaimed),
    "release": (ANNA, HELD, ReleaseAsked),
    "going": (ANNA, HELD, OfficerGoing),
    "arrived": (ANNA, ON_THE_WAY, OfficerArrived),
    "found": (ANNA, THERE, OutcomeAsked),
    "not_found": (ANNA, THERE, CaseClosed),
    "close": (ANNA, THERE, OutcomeAsked),
    "outcome": (ANNA, THERE, OutcomeAsked),
    "handover": (ANNA, HELD, HandoverAsked),
    "ask": (ANNA, HELD, QuestionAwaited),
    "queue": (ANNA, (), QueueShown),
    "mine": (ANNA, HELD, QueueShown),
    "on_duty": (ANNA, (), DutyChanged),
    "off_duty": (ANNA, (), DutyChanged),
    "report": (HEAD, (), Reported),
    "start": (SHARER, (), Guided),
    "kind": (SHARER, (), KindAsked),
    "detail": (SHARER, (), DetailAsked),
    "gone": (SHARER, (), AnswerTaken),
    "split": (OTHER, (), CaseOpened),
    "status": (SHARER, (), StatusShown),
    "confirm": (SHARER, ON_THE_WAY, AnswerTaken),
    "language": (SHARER, (), LanguageChosen),
    "my_data": (SHARER, (), MyDataShown),
    "erase": (SHARER, (), EraseAsked),
}


@pytest.fixture
def shared(handling: Handling) -> Handling:
    """Let two people share one case of a centre with a team."""
    handling.enrol(ANNA)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.do(a_share(SHARER))
    handling.do(a_share(OTHER))
    return handling


def press(rig: Handling, who: int, act: str, case: str = NUMBER) -> list[Fact]:
    """Press a button as LINE brings it, with the case alone."""
    event = to_event(
        a_raw(
            "postback",
            postback={"data": f"v=1&do={act}&case={case}"},
            source={"type": "user", "userId": a_line_id(who)},
            webhookEventId=an_event_id(),
        ),
        NOW,
        NOW,
    )
    assert isinstance(event, Pressed)
    return rig.do(replace(event, at=NOW + minutes(1)))


def bring_on(rig: Handling, acts: tuple[str, ...]) -> None:
    """Let the officer do what comes before."""
    for act in acts:
        press(rig, ANNA, act)


@pytest.mark.parametrize("act", BARE)
def test_should_do_what_the_name_of_a_bare_button_says(shared: Handling, act: str) -> None:
    who, before, becomes = BARE[act]
    bring_on(shared, before)

    facts = press(shared, who, act)

    assert becomes in [type(fact) for fact in facts]


@pytest.mark.parametrize(
    ("before", "means"),
    [
        pytest.param((), Seen.HERE, id="while it waits"),
        pytest.param(ON_THE_WAY, Seen.HERE, id="while the team is on the way"),
        pytest.param(CLOSED, Seen.YES, id="once it is closed"),
    ],
)
def test_should_take_a_bare_confirm_for_yes(
    shared: Handling, before: tuple[str, ...], means: Seen
) -> None:
    bring_on(shared, before)

    assert only(press(shared, SHARER, "confirm"), AnswerTaken).seen is means


def test_should_still_refuse_an_answer_that_is_none_of_ours(shared: Handling) -> None:
    only(shared.do(a_press(SHARER, "confirm", case=NUMBER, seen="x")), AnswerNotTaken)
    only(shared.do(a_press(SHARER, "kind", case=NUMBER, kind="x")), KindNotTaken)
    only(shared.do(a_press(OTHER, "split", case=NUMBER, share="x")), NotSplit)


def test_should_split_the_latest_share_where_the_button_names_none(shared: Handling) -> None:
    shared.do(a_share(OTHER, near(AYUTTHAYA, 10), NOW + minutes(1)))

    opened = only(press(shared, OTHER, "split"), CaseOpened)

    (share,) = shared.unit().cases.shares(opened.case.number)
    assert share.at == NOW + minutes(1)
    assert shared.case(NUMBER).shares == 2


@pytest.mark.parametrize(
    ("act", "refusal"),
    [("kind", KindNotTaken), ("confirm", AnswerNotTaken), ("split", NotSplit)],
)
@pytest.mark.parametrize("case", [NUMBER, "14-6911-0999"])
def test_should_ask_a_stranger_nothing(
    shared: Handling, act: str, refusal: type[object], case: str
) -> None:
    facts = press(shared, STRANGER, act, case)

    assert refusal in [type(fact) for fact in facts]


def test_should_ask_nothing_of_a_closed_case(shared: Handling) -> None:
    bring_on(shared, CLOSED)

    only(press(shared, SHARER, "kind"), KindNotTaken)
    only(press(shared, OTHER, "split"), NotSplit)
    assert shared.case(NUMBER).state is State.CLOSED


def test_should_change_to_the_other_language_and_back(shared: Handling) -> None:
    before = shared.person(SHARER).language

    press(shared, SHARER, "language")
    other = shared.person(SHARER).language
    press(shared, SHARER, "language")

    assert {before, other} == set(WRITTEN)
    assert shared.person(SHARER).language is before
