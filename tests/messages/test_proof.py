"""What staff and sharers read when a visit is proved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import FarReason, State
from cases.facts import casework
from cases.facts import casework as facts
from cases.facts import shares as citizen_facts
from cases.facts.fact import Fact
from cases.people import Language, Person
from tests.builders import NOW, a_case, a_person, the_taxonomy
from tests.messages.every_fact import ASKER, CENTRE, later
from tests.messages.saying import acts, asked_by_cards, asker, said

THERE = a_case(state=State.ON_SITE, holder=ASKER, distance_m=812)
CLOSED = replace(
    THERE, state=State.CLOSED, closed_at=NOW, visit=replace(THERE.visit, outcomes=("ADVISED",))
)
OUTCOMES = tuple(one.code for one in the_taxonomy().outcomes_where(found=True))
ENGLISH = a_person(ASKER, language=Language.ENGLISH)


def outcomes(fact: Fact) -> list[dict[str, str]]:
    """Return what the choices of a menu ask for."""
    return [one for one in asked_by_cards(fact) if "outcome" in one]


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (asker(), ("812 ม.", "ผู้ที่พบย้ายที่ไปแล้ว", "สถานีตำรวจ")),
        (ENGLISH, ("812 m", "The person had moved", "at a station")),
    ],
    ids=["th", "en"],
)
def test_should_ask_why_it_was_far_by_one_tap(to: Person, words: tuple[str, ...]) -> None:
    fact = casework.FarReasonAsked(to, THERE, "FAMILY")

    asked = asked_by_cards(fact)

    assert [one["far"] for one in asked] == [reason.value for reason in FarReason]
    assert {(one["do"], one["outcome"], one["case"]) for one in asked} == {
        ("close", "FAMILY", THERE.number)
    }
    assert all(one in said(fact) for one in words)


def test_should_put_right_with_the_reason_what_was_closed_wrongly() -> None:
    closed = replace(THERE, state=State.CLOSED, visit=replace(THERE.visit, outcomes=("NOT_FOUND",)))

    asked = asked_by_cards(casework.FarReasonAsked(asker(), closed, "FAMILY", corrects=1))

    assert [one["far"] for one in asked] == [reason.value for reason in FarReason]
    assert {(one["do"], one["outcome"], one["case"]) for one in asked} == {
        ("correct", "FAMILY", THERE.number)
    }


def test_should_keep_the_person_in_the_question_for_the_reason() -> None:
    case = replace(
        THERE,
        visit=replace(THERE.visit, persons=3, outcomes=("ADVISED",)),
    )

    asked = asked_by_cards(casework.FarReasonAsked(asker(), case, "FAMILY"))

    assert {(one["person"], one["of"]) for one in asked} == {("2", "3")}


def test_should_show_on_the_closing_card_how_far_it_was_and_why() -> None:
    far = facts.CaseClosed(
        asker(), replace(CLOSED, visit=replace(CLOSED.visit, far_reason=FarReason.MET))
    )

    assert "812 ม. เหตุผล: พบกันที่อื่น" in said(far)
    assert "ปิดห่างจากหมุด" not in said(facts.CaseClosed(asker(), CLOSED))


def test_should_name_the_person_in_every_outcome_of_several() -> None:
    case = replace(
        THERE,
        visit=replace(THERE.visit, persons=3, outcomes=("ADVISED",)),
    )
    fact = facts.OutcomeAsked(asker(), case, found=True)

    assert [one["outcome"] for one in outcomes(fact)] == list(OUTCOMES)
    assert {(one["person"], one["of"]) for one in outcomes(fact)} == {("2", "3")}
    assert "คนที่ 2 จาก 3" in said(fact)
    others = [one for one in asked_by_cards(fact) if "outcome" not in one]
    assert others == [
        {"v": "1", "do": "fewer", "case": case.number, "person": "2", "of": "3"},
        {"v": "1", "do": "several", "case": case.number, "again": "1"},
    ]


def test_should_ask_for_one_person_as_ever() -> None:
    fact = facts.OutcomeAsked(asker(), THERE, found=True)

    assert not any("person" in one for one in outcomes(fact))
    assert acts(fact)[-1] == "several"
    assert "several" not in acts(facts.OutcomeAsked(asker(), THERE, found=False))


def test_should_say_of_an_old_button_where_we_are() -> None:
    case = replace(
        THERE,
        visit=replace(THERE.visit, persons=3, outcomes=("ADVISED",)),
    )

    answered = facts.OutcomeAsked(ENGLISH, case, found=True, stale=True)
    old = facts.OutcomeAsked(ENGLISH, THERE, found=True, stale=True)

    assert "Person 1 is answered already; now person 2 of 3." in said(answered)
    assert "nothing was kept" in said(old)


def test_should_offer_two_to_ten_persons_and_a_way_back() -> None:
    fact = casework.HowManyAsked(asker(), THERE)

    numbers = [one["persons"] for one in asked_by_cards(fact)]

    assert numbers == [*map(str, range(2, 11)), "1"]


def test_should_say_once_what_came_of_several() -> None:
    case = replace(
        CLOSED,
        visit=replace(CLOSED.visit, outcomes=("ADVISED", "SHELTER", "ADVISED"), persons=3),
    )

    words = said(facts.CaseClosed(asker(), case))

    assert "ให้คำแนะนำและว่ากล่าวตักเตือน (2 คน)" in words
    assert "3 คน" in words


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (
            asker(),
            ("ทีมได้พบทั้งหมด 3 คนค่ะ\n• พูดคุยและให้คำแนะนำแล้ว\n• พาไปพักในที่ปลอดภัยซึ่งมีผู้ดูแลแล้ว"),
        ),
        (ENGLISH, ("The team met 3 persons:\n• the team talked and gave advice\n• a safe place")),
    ],
    ids=["th", "en"],
)
def test_should_tell_a_sharer_what_came_of_several(to: Person, words: str) -> None:
    case = replace(
        CLOSED,
        visit=replace(
            CLOSED.visit, outcomes=("ADVISED", "TEMP_PROTECTED", "ADVISED", "SHELTER")[:3]
        ),
    )

    assert words in said(citizen_facts.SharersTold((to,), case))


def test_should_tell_a_sharer_nothing_of_police_or_illness_of_several() -> None:
    case = replace(
        CLOSED, visit=replace(CLOSED.visit, outcomes=("POLICE", "HOSPITAL", "IMMIGRATION"))
    )

    words = said(citizen_facts.SharersTold((ENGLISH,), case))

    assert words.count("• ") == words.count("others who can help") == 2  # the card, and its alt
    assert not any(secret in words.lower() for secret in ("police", "hospital", "immigration"))


@pytest.mark.parametrize("code", [one.code for one in the_taxonomy().outcomes.values()])
def test_should_offer_closing_facts_only_of_somebody_who_was_met(code: str) -> None:
    shown = acts(
        facts.CaseClosed(asker(), replace(CLOSED, visit=replace(CLOSED.visit, outcomes=(code,))))
    )

    assert ("facts" in shown) is (code in OUTCOMES)


def test_should_ask_for_a_fact_by_one_tap_and_let_it_be_skipped() -> None:
    fact = casework.ClosingFactAsked(
        ENGLISH, CLOSED, 1, 2, "sex", ("male", "female", "gone"), "repeat"
    )

    asked = asked_by_cards(fact)

    assert [(one["do"], one.get("value"), one.get("name")) for one in asked] == [
        ("fact", "male", "sex"),
        ("fact", "female", "sex"),
        ("fact", "gone", "sex"),
        ("facts", None, "sex"),
        ("facts", None, "repeat"),
        ("mine", None, None),
    ]
    words = said(fact)
    assert all(one in words for one in ("Sex", "Male", "Person 1 of 2", "Only counted", "optional"))
    assert "Next person" not in said(replace(fact, person=2))


@pytest.mark.parametrize("language", list(Language))
def test_should_have_words_for_every_fact_of_the_taxonomy(language: Language) -> None:
    for name, values in the_taxonomy().facts.items():
        for value in values:
            fact = casework.ClosingFactAsked(
                a_person(ASKER, language=language), CLOSED, 1, 1, name, (value,), name
            )
            shown = [part for part in said(fact).splitlines() if part.startswith(value)]
            assert shown == []


def test_should_ask_when_to_go_again_by_absolute_times() -> None:
    fact = casework.RevisitAsked(asker(), THERE, (later(60), later(120)))

    assert [one.get("at") for one in asked_by_cards(fact)][:2] == [
        later(60).isoformat(timespec="minutes"),
        later(120).isoformat(timespec="minutes"),
    ]
    assert "20 พ.ย. 2569 17:28 น." in said(fact)
    assert "14 วัน" in said(replace(fact, stale=True))
    assert "14 วัน" not in said(fact)


def test_should_show_in_the_queue_when_a_team_goes_again() -> None:
    planned = a_case(revisit_at=later(60), waiting_since=later(60))
    shown = facts.QueueShown(asker(), (planned,), False, 0, 1, CENTRE)

    assert "ลงพื้นที่อีกครั้ง" in said(shown)
    assert "20 พ.ย. 2569 17:28 น." in said(shown)
    assert acts(shown) == ["claim", "more"]


def test_should_offer_to_go_again_beside_not_found_and_behind_more() -> None:
    arrived = facts.OfficerArrived(asker(), THERE)
    assert acts(arrived) == ["found", "not_found", "revisit", "more"]

    for state in (State.CLAIMED, State.GOING, State.ON_SITE):
        shown = facts.OptionsShown(asker(), replace(THERE, state=state))
        assert "revisit" in acts(shown)


@pytest.mark.parametrize(
    ("kind", "urgent", "again"),
    [(None, None, True), ("FORCED", "TRAFFICKING", False), (None, "TRAFFICKING", False)],
)
def test_should_tell_a_sharer_calmly_that_the_team_goes_again(
    kind: str | None, urgent: str | None, again: bool
) -> None:
    planned = a_case(revisit_at=later(60), kind=kind, urgent=urgent)
    shown = citizen_facts.StatusShown(ENGLISH, (citizen_facts.OwnCase(planned, CENTRE),))

    assert ("goes there again" in said(shown)) is again
    assert "17:28" not in said(shown)
