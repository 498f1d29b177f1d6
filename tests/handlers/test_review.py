"""A head decides about a result that a sharer disputes."""

from __future__ import annotations

import pytest

from cases.audit import Audited
from cases.case import Seen, State
from cases.facts.answers import (
    ExplanationAsked,
    ExplanationAwaited,
    ExplanationGiven,
    ExplanationSent,
    OutcomeDisputed,
    OutcomeReviewed,
    QuestionDropped,
    ReopeningTold,
)
from cases.facts.casework import Alerted, Guided, Refused, Why
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from cases.log import Act
from cases.people import Role
from cases.ports import Timer
from cases.refusal import Refusal
from store import keys
from store.verify import rebuild, verify
from tests.builders import NOW, a_press, a_share, a_text, minutes
from tests.handling import Handling, only

ANNA, HEAD, SECOND, NATION, MANAGER, SHARER, OTHER = 11, 12, 13, 14, 15, 1, 2
NUMBER = "14-6911-0001"
LATER = NOW + minutes(30)


def press(street: Handling, who: int, act: str, after: float = 31, **fields: str) -> list[Fact]:
    """Press a button of the case, so many minutes after NOW."""
    return street.do(a_press(who, act, NOW + minutes(after), case=NUMBER, **fields))


@pytest.fixture
def street(handling: Handling) -> Handling:
    """A case of two sharers that was closed, told and disputed."""
    handling.enrol(ANNA)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(SECOND, role=Role.HEAD)
    for who in (SHARER, OTHER):
        handling.do(a_share(who))
    for act in ("claim", "going", "arrived", "not_found"):
        press(handling, ANNA, act, 10)
    due = next(one for one in handling.timers() if one.kind == Timer.TELL_SHARERS)
    only(handling.do(due), SharersTold)
    disputed = only(press(handling, SHARER, "confirm", 20, seen=Seen.WRONG), OutcomeDisputed)
    assert len(disputed.heads) == 2
    assert disputed.closer
    return handling


def audited(street: Handling) -> list[str]:
    """Return the acts of the audit log."""
    return [row[b"act"].decode() for _, row in street.client.xrange(keys.AUDIT)]


def test_should_open_the_case_again(street: Handling) -> None:
    facts = press(street, HEAD, "review", what="reopen")

    assert only(facts, OutcomeReviewed).what == "reopened"
    alerted = only(facts, Alerted)
    assert alerted.why is Why.REOPENED
    assert street.person(HEAD).id not in [one.person.id for one in alerted.team]
    told = only(facts, ReopeningTold)
    assert told.by_head
    ids = {street.person(who).id for who in (SHARER, OTHER)}
    assert {one.id for one in told.sharers} == ids
    case = street.case(NUMBER)
    assert (case.state, case.reopened, case.holder) == (State.WAITING, 1, None)
    assert street.logged(Act.REOPENED) == 1
    assert audited(street)[-1] == Audited.REOPENED
    assert verify(street.client) == []
    assert rebuild(street.client) == []


@pytest.mark.parametrize("what", ["ask", "reopen", "keep"])
def test_should_say_that_it_is_open_to_who_comes_second(street: Handling, what: str) -> None:
    press(street, HEAD, "review", what="reopen")

    facts = press(street, SECOND, "review", 32, what=what)

    assert [one.what for one in facts if isinstance(one, OutcomeReviewed)] == ["open"]
    assert street.case(NUMBER).reopened == 1


def test_should_keep_the_result_once(street: Handling) -> None:
    for who in (HEAD, SECOND, HEAD):
        assert only(press(street, who, "review", what="keep"), OutcomeReviewed).what == "kept"

    assert street.case(NUMBER).visit.result_kept
    assert audited(street).count(Audited.RESULT_KEPT) == 1
    only(press(street, OTHER, "confirm", 40, seen=Seen.WRONG), OutcomeDisputed)
    assert not street.case(NUMBER).visit.result_kept


def test_should_bring_the_explanation_to_the_heads_alone(street: Handling) -> None:
    asked = press(street, HEAD, "review", what="ask")
    assert only(asked, OutcomeReviewed).what == "asked"
    to = only(asked, ExplanationAsked)
    assert to.to.id == street.person(ANNA).id

    only(press(street, ANNA, "explain", 32), ExplanationAwaited)
    facts = street.do(a_text(ANNA, "ไปแล้วสองรอบ โทร 081 234 5678", NOW + minutes(33)))

    only(facts, ExplanationSent)
    given = only(facts, ExplanationGiven)
    assert {one.person.id for one in given.heads} == {
        street.person(who).id for who in (HEAD, SECOND)
    }
    assert given.text.startswith("ไปแล้วสองรอบ")
    assert "081" not in given.text
    assert street.unit().cases.details(NUMBER) == []
    only(street.do(a_text(ANNA, "อีกข้อความ", NOW + minutes(34))), Guided)


def test_should_not_send_what_comes_too_late_or_after_a_reopening(street: Handling) -> None:
    press(street, ANNA, "explain", 32)
    only(street.do(a_text(ANNA, "ช้าไป", NOW + minutes(43))), Guided)
    press(street, ANNA, "explain", 44)
    press(street, HEAD, "review", 45, what="reopen")

    facts = street.do(a_text(ANNA, "ช้าไป", NOW + minutes(46)))

    assert not [one for one in facts if isinstance(one, ExplanationGiven)]
    assert only(facts, Refused).why is Refusal.NO_REVIEW_NOW


def test_should_drop_an_explanation_that_was_begun(street: Handling) -> None:
    press(street, ANNA, "explain", 32)

    only(street.do(a_text(ANNA, "ยกเลิก", NOW + minutes(33), act="cancel")), QuestionDropped)

    only(street.do(a_text(ANNA, "ไม่ส่ง", NOW + minutes(34))), Guided)


def test_should_say_that_nobody_can_be_asked(street: Handling) -> None:
    press(street, HEAD, "remove", person=str(street.person(ANNA).id), sure="yes")

    assert only(press(street, HEAD, "review", what="ask"), OutcomeReviewed).what == "left"


def test_should_not_ask_a_head_what_they_did_themselves(handling: Handling) -> None:
    handling.enrol(HEAD, role=Role.HEAD)
    handling.do(a_share(SHARER))
    for act in ("claim", "going", "arrived", "not_found"):
        press(handling, HEAD, act, 10)

    assert only(press(handling, HEAD, "review", what="ask"), OutcomeReviewed).what == "own"


def test_should_not_open_what_was_closed_long_ago(street: Handling) -> None:
    facts = press(street, HEAD, "review", 8 * 24 * 60, what="reopen")

    assert only(facts, OutcomeReviewed).what == "late"
    assert street.case(NUMBER).state is State.CLOSED


@pytest.mark.parametrize("who", [ANNA, NATION, MANAGER, SHARER])
@pytest.mark.parametrize("what", ["ask", "reopen", "keep", "x"])
def test_should_leave_it_to_those_who_answer_for_the_centre(
    street: Handling, who: int, what: str
) -> None:
    street.enrol(NATION, "TH-10", Role.HEAD)
    street.enrol(MANAGER, role=Role.MANAGER)

    only(press(street, who, "review", what=what), Refused)

    assert street.case(NUMBER).state is State.CLOSED


def test_should_take_the_answer_of_no_other_officer(street: Handling) -> None:
    street.enrol(NATION)

    only(press(street, NATION, "explain"), Refused)
