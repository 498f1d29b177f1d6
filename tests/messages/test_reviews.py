"""The card of a disputed result names who closed the case and what proves the visit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import FarReason, NoCheckIn, State
from cases.facts.answers import ExplanationGiven, OutcomeDisputed
from cases.people import WRITTEN, Language, Member, Role
from messages.texts import heard, proof
from tests.builders import NOW, a_case, a_member, changed
from tests.messages.saying import acts, said

CLOSED = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("NOT_FOUND",), holder=7)


def a_head(language: Language) -> Member:
    """Build the head of the case's centre."""
    member = a_member(5, role=Role.HEAD)
    return replace(member, person=replace(member.person, language=language))


@pytest.mark.parametrize("language", WRITTEN)
def test_should_name_who_closed_it_and_how_far_away(language: Language) -> None:
    head = a_head(language)
    far = changed(CLOSED, distance_m=4_812, far_reason=FarReason.GPS)

    words = said(OutcomeDisputed((head,), far, "Anong"))

    assert "Anong" in words
    assert "4.8" in words
    assert proof.FAR_REASONS[FarReason.GPS].say(language) in words
    assert acts(OutcomeDisputed((head,), far, "Anong")) == ["review"] * 3 + ["queue"]


@pytest.mark.parametrize("language", WRITTEN)
def test_should_say_that_nothing_proves_the_visit_and_nobody_can_be_asked(
    language: Language,
) -> None:
    head = a_head(language)
    unproved = changed(CLOSED, no_check_in=NoCheckIn.BARRED)

    words = said(OutcomeDisputed((head,), unproved))

    assert heard.NO_CHECK_IN.say(language) in words
    assert proof.UNMET_REASONS[NoCheckIn.BARRED].say(language) in words
    assert heard.LEFT_THE_TEAM.say(language) in words
    assert "what=ask" not in words


def test_should_offer_what_can_be_decided_beside_the_explanation() -> None:
    head = a_head(Language.THAI)

    words = said(ExplanationGiven((head,), CLOSED, "Anong", "ไปแล้วสองรอบ"))

    assert "ไปแล้วสองรอบ" in words
    assert words.count("do=review") >= 2
