"""Cards of cases that are merged, and what cards know of the place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Case, State
from cases.facts import casework as facts
from cases.facts.moves import (
    CaseGrew,
    CaseMerged,
    CaseUnmerged,
    MergeOffered,
    Near,
    UnmergeOffered,
)
from cases.facts.shares import OwnCase, SharersTold, StatusShown
from cases.outlook import BestTime
from cases.people import Language
from cases.refusal import Refusal
from messages.case_card import best_time_rows
from messages.texts import staff, transfers
from tests.builders import NOW, a_case
from tests.messages.every_fact import CENTRE, a_long_case, later
from tests.messages.saying import answer_to, asked_by_cards, asker, said

BOTH = pytest.mark.parametrize("language", list(Language), ids=str)
CASE, INTO = a_case(number="14-6911-0002"), a_case(number="14-6911-0001")


@BOTH
def test_should_offer_one_tap_for_each_case_near(language: Language) -> None:
    near = (Near(INTO, 123.4), Near(a_case(number="14-6911-0007", state=State.GOING), 999.0))

    fact = MergeOffered(asker(language=language), CASE, near)

    assert [one | {"v": "1"} for one in asked_by_cards(fact)] == [
        {"v": "1", "do": "merge", "case": "14-6911-0002", "into": number}
        for number in ("14-6911-0001", "14-6911-0007")
    ]
    words = said(fact)
    assert transfers.MERGE_INTO.say(language) in words
    assert "123" in words
    assert staff.STATES[State.GOING].say(language) in words


@BOTH
def test_should_offer_the_merges_that_can_be_undone(language: Language) -> None:
    fact = UnmergeOffered(asker(language=language), INTO, ("14-6911-0002",))

    assert asked_by_cards(fact) == [
        {"v": "1", "do": "unmerge", "case": "14-6911-0001", "from": "14-6911-0002"}
    ]


@BOTH
@pytest.mark.parametrize(
    ("case", "acts"),
    [
        (a_case(), ["merge"]),
        (a_case(merged=("x",)), ["merge", "unmerge"]),
        (a_case(merged=("x",), own_need=True), ["unmerge"]),
        (a_case(own_need=True), []),
    ],
)
def test_should_offer_what_can_be_done(language: Language, case: Case, acts: list[str]) -> None:
    asked = asked_by_cards(facts.OptionsShown(asker(language=language), case))

    assert [one["do"] for one in asked if "merge" in one["do"]] == acts


@BOTH
def test_should_lead_from_a_merge_to_the_case_that_is_left(language: Language) -> None:
    for fact, number in (
        (CaseMerged(asker(language=language), CASE, INTO), INTO.number),
        (CaseGrew(asker(language=language), INTO, CASE.number), INTO.number),
        (CaseUnmerged(asker(language=language), CASE, INTO), CASE.number),
    ):
        assert {one["case"] for one in asked_by_cards(fact)} == {number}
        assert CASE.number in said(fact)


@BOTH
def test_should_name_the_centre_of_what_was_taken_out_elsewhere(language: Language) -> None:
    shown = [
        said(CaseUnmerged(asker(language=language, centre=one), CASE, INTO))
        for one in ("TH-10", CASE.centre)
    ]

    assert [staff.CENTRE.say(language) in words for words in shown] == [True, False]


@BOTH
def test_should_say_where_a_merged_case_is(language: Language) -> None:
    fact = facts.Refused(asker(language=language), Refusal.MERGED, CASE.number, into=INTO.number)

    assert CASE.number in said(fact)
    assert INTO.number in said(fact)


@BOTH
def test_should_name_the_number_that_a_merged_sharer_knows(language: Language) -> None:
    closed = a_case(state=State.CLOSED, closed_at=NOW, outcomes=("NOT_FOUND",), merged=("14-X",))
    shown = StatusShown(asker(language=language), (OwnCase(closed, CENTRE),))

    assert "14-X" in said(SharersTold((asker(language=language),), closed))
    assert "14-X" in said(shown)


@BOTH
def test_should_say_when_the_person_was_last_seen_and_by_how_many(language: Language) -> None:
    case = a_case(shares=5, sharers=3, still_at=later(30), holder=1, state=State.CLAIMED)

    words = said(facts.CaseClaimed(asker(language=language), case, CENTRE, 1.0))

    assert "16:58" in words
    assert staff.SHARES_OF.say(language, shares=5, sharers=3) in words
    alone = said(facts.CaseClaimed(asker(language=language), replace(case, sharers=5), CENTRE, 1.0))
    assert staff.SHARES_OF.say(language, shares=5, sharers=5) not in alone


@pytest.mark.parametrize(
    ("best", "thai", "english"),
    [
        (BestTime(17, (4, 5)), "ศ.-ส. 17:00-20:00 น.", "Fri-Sat 17:00-20:00"),
        (BestTime(6), "06:00-09:00 น.", "06:00-09:00"),
        (BestTime(21, (0, 6)), "อา.-จ. 21:00-24:00 น.", "Sun-Mon 21:00-24:00"),
        (BestTime(9, (3,)), "พฤ. 09:00-12:00 น.", "Thu 09:00-12:00"),
        (BestTime(9, (0, 2, 4)), "จ., พ., ศ. 09:00-12:00 น.", "Mon, Wed, Fri 09:00-12:00"),
    ],
)
def test_should_say_when_people_are_mostly_seen(best: BestTime, thai: str, english: str) -> None:
    assert best_time_rows(best, Language.THAI)[0][1] == thai
    assert best_time_rows(best, Language.ENGLISH)[0][1] == english


@BOTH
def test_should_say_the_best_time_to_the_one_who_goes(language: Language) -> None:
    held = a_long_case(holder=1, state=State.CLAIMED)
    best = BestTime(17)

    for fact in (
        facts.CaseClaimed(asker(language=language), held, CENTRE, 1.0, best=best),
        facts.OfficerGoing(asker(language=language), held, best=best),
    ):
        assert "17:00-20:00" in said(fact)
        assert "17:00-20:00" not in said(replace(fact, best=None))
    assert answer_to(fact).worth_push


@BOTH
def test_should_lead_on_from_an_old_card(language: Language) -> None:
    to = asker(language=language)
    fact = facts.Refused(to, Refusal.MERGED, CASE.number, into=INTO.number, leads_to=INTO)

    assert CASE.number in said(fact)
    assert {one.get("case") for one in asked_by_cards(fact)} == {INTO.number}
    assert asked_by_cards(fact)[0]["do"] == "claim"
