"""What staff and sharers read when a wrong outcome is put right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Case, State
from cases.facts.casework import (
    CaseClosed,
    CorrectedPersonAsked,
    CorrectionAsked,
    FarReasonAsked,
    OutcomeCorrected,
)
from cases.facts.shares import SharersTold
from cases.people import Language
from messages.texts import correction as texts
from messages.texts import proof
from tests.builders import NOW, a_case, a_press, the_taxonomy
from tests.messages.saying import asked_by_cards, asker, calls, said

BOTH = pytest.mark.parametrize("language", list(Language), ids=str)
CLOSED = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("SHELTER",), holder=asker().id)


@BOTH
def test_should_lead_from_the_close_to_the_menu_and_on(language: Language) -> None:
    to, every = asker(language=language), tuple(the_taxonomy().outcomes.values())

    assert asked_by_cards(CaseClosed(to, CLOSED))[-1]["do"] == "correct"
    asked = asked_by_cards(CorrectionAsked(to, CLOSED, every))
    assert {one["do"] for one in asked} == {"correct"}
    assert [one["outcome"] for one in asked] == [one.code for one in every]
    assert every[0].name(language) in said(
        OutcomeCorrected(
            to, replace(CLOSED, visit=replace(CLOSED.visit, outcomes=(every[0].code,)))
        )
    )


@BOTH
def test_should_say_whose_outcome_of_several_is_put_right(language: Language) -> None:
    to, every = asker(language=language), tuple(the_taxonomy().outcomes.values())
    case = replace(
        CLOSED,
        visit=replace(CLOSED.visit, persons=3, outcomes=("SHELTER", "ADVISED", "SHELTER")),
    )
    third = proof.PERSON_OF.say(language, person=3, of=3)

    persons = asked_by_cards(CorrectedPersonAsked(to, case))
    outcomes = asked_by_cards(CorrectionAsked(to, case, every, 3))

    assert [(one["do"], one["person"]) for one in persons] == [
        ("correct", person) for person in ("1", "2", "3")
    ]
    assert {one["person"] for one in outcomes} == {"3"}
    for fact in (CorrectionAsked(to, case, every, 3), OutcomeCorrected(to, case, 3)):
        assert third in said(fact)
    for person in (1, 2, 3):
        row = proof.PERSON_OF.say(language, person=person, of=3)
        assert row in said(OutcomeCorrected(to, case, 3))
    (why, *_) = asked_by_cards(FarReasonAsked(to, case, "FAMILY", corrects=3))
    assert (why["do"], why["person"], why["outcome"]) == ("correct", "3", "FAMILY")


@BOTH
@pytest.mark.parametrize("own_need", [False, True])
def test_should_say_sorry_to_who_was_told_something_else(
    language: Language, own_need: bool
) -> None:
    case = replace(
        CLOSED,
        visit=replace(CLOSED.visit, outcomes=("NOT_FOUND",), was=("SHELTER",)),
        own_need=own_need,
    )

    words = said(SharersTold((asker(language=language),), case))

    assert texts.SORRY.say(language) in words
    assert texts.SORRY.say(language) not in said(
        SharersTold((asker(language=language),), replace(case, visit=replace(case.visit, was=())))
    )


@pytest.mark.parametrize(
    ("case", "hears"),
    [
        (replace(CLOSED, visit=replace(CLOSED.visit, was=("SHELTER",))), False),
        (
            replace(
                CLOSED,
                visit=replace(CLOSED.visit, outcomes=("ADVISED",), was=("SHELTER",)),
            ),
            True,
        ),
        # Of several persons another one was meant: the same things were done.
        (
            replace(
                CLOSED,
                visit=replace(
                    CLOSED.visit, outcomes=("ADVISED", "SHELTER"), was=("SHELTER", "ADVISED")
                ),
            ),
            False,
        ),
        # Where the law was the reason sharers never hear which: it is the same to them.
        (
            replace(
                CLOSED,
                visit=replace(CLOSED.visit, outcomes=("NRM",), was=("IMMIGRATION",)),
            ),
            False,
        ),
        (
            replace(
                CLOSED,
                visit=replace(CLOSED.visit, outcomes=("ADVISED",), was=("SHELTER",)),
                own_need=True,
            ),
            False,
        ),
        (
            replace(
                CLOSED,
                visit=replace(CLOSED.visit, outcomes=("NOT_FOUND",), was=("SHELTER",)),
                own_need=True,
            ),
            True,
        ),
    ],
)
def test_should_tell_only_what_changed_for_them(case: Case, hears: bool) -> None:
    assert bool(calls(a_press(1, "x"), SharersTold((asker(),), case))) is hears
