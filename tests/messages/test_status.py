"""What a sharer reads of own cases, of the promise, and in which language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.case import Case, State
from cases.facts.casework import Guided
from cases.facts.shares import (
    CaseOpened,
    KindSaid,
    LanguageChosen,
    OwnCase,
    ShareJoined,
    StatusShown,
    StillWaiting,
    Welcomed,
)
from cases.outlook import Outlook, Taker, Usual
from cases.people import Language
from messages.chat import PickLocation
from messages.ways import expectation
from tests.builders import NOW, a_case
from tests.messages.every_fact import CENTRE
from tests.messages.saying import answer_to, asked_by_cards, asker, contents, links, said

THAI, ENGLISH = Language.THAI, Language.ENGLISH
LATE = Outlook(Taker.CENTRE, Usual(12), late=True)


def status_of(case: Case, language: Language = THAI) -> str:
    """Return all words of the status of one case."""
    return said(StatusShown(asker(language=language), (OwnCase(case, CENTRE),)))


@pytest.mark.parametrize(
    ("outlook", "thai", "english"),
    [
        (Outlook(Taker.CENTRE, Usual(12)), "ศูนย์นี้มักรับเรื่องภายในประมาณ 12 นาที", "about 12 minutes."),
        (Outlook(Taker.CENTRE, Usual(1)), "ประมาณ 1 นาที", "about a minute."),
        (Outlook(Taker.CENTRE, Usual(90)), "ประมาณ 2 ชั่วโมง", "about 2 hours."),
        (Outlook(Taker.CENTRE, Usual(60)), "ประมาณ 1 ชั่วโมง", "about an hour."),
        (Outlook(Taker.CENTRE, Usual(3_000)), "ประมาณ 3 วัน", "about 3 days."),
        (Outlook(Taker.CENTRE, Usual(1_440)), "ประมาณ 1 วัน", "about a day."),
        (
            Outlook(Taker.CENTRE, Usual(30, of_country=True)),
            "ศูนย์ทั่วประเทศมักรับเรื่องภายในประมาณ 30 นาที",
            "across the country",
        ),
        (Outlook(Taker.NATION), "ศูนย์ส่วนกลาง", "told the national centre"),
        (Outlook(Taker.NOBODY), "โทร 1300", "Nobody in this chat can take the case"),
        (LATE, "รอนานกว่าที่ควร", "longer than it should"),
    ],
    ids=str,
)
def test_should_say_what_may_be_expected(outlook: Outlook, thai: str, english: str) -> None:
    assert thai in expectation(outlook, THAI)[0]
    assert english in expectation(outlook, ENGLISH)[0]
    for fact in (
        CaseOpened(asker(), a_case(), CENTRE, 1.0, outlook=outlook),
        ShareJoined(asker(), a_case(), CENTRE, 1.0, "e", outlook),
        StatusShown(asker(), (OwnCase(a_case(), CENTRE, outlook),)),
    ):
        assert thai in said(fact)


@pytest.mark.parametrize("outlook", [None, Outlook(Taker.CENTRE)])
def test_should_say_no_number_that_nobody_knows(outlook: Outlook | None) -> None:
    assert expectation(outlook, THAI) == ()
    assert expectation(outlook, ENGLISH) == ()


def test_should_say_that_a_case_is_late_beside_the_answer() -> None:
    call = answer_to(StillWaiting(asker(), a_case()), Guided(asker()))

    assert "14-6911-0042" in str(call.messages[0]["text"])
    assert call.messages[1]["type"] == "flex"
    assert not call.worth_push


@pytest.mark.parametrize(
    ("state", "thai", "english"),
    [
        (State.WAITING, "รอเจ้าหน้าที่รับเรื่อง", "Waiting for an officer"),
        (State.CLAIMED, "เจ้าหน้าที่รับเรื่องแล้ว", "An officer has it"),
        (State.GOING, "ทีมกำลังเดินทางไป", "The team is on the way"),
        (State.ON_SITE, "ทีมไปถึงจุดแล้ว", "The team is at the place"),
        (State.CLOSED, "ปิดเรื่องแล้ว", "Closed"),
    ],
)
def test_should_say_how_far_a_case_is(state: State, thai: str, english: str) -> None:
    case = a_case(state=state, closed_at=NOW if state is State.CLOSED else None)

    assert thai in status_of(case)
    assert english in status_of(case, ENGLISH)


def test_should_say_what_came_of_a_closed_case_and_what_next() -> None:
    shown = status_of(a_case(state=State.CLOSED, outcomes=("NOT_FOUND",), closed_at=NOW))

    for words in ("ยังไม่พบตัว", "20 พ.ย. 2569 16:28 น.", "seen=still", "nv/location", "tel:1300"):
        assert words in shown


def test_should_thank_and_name_the_centre_the_number_and_the_day() -> None:
    shown = status_of(a_case())

    for words in ("ขอบคุณ", CENTRE.name_th, "14-6911-0042", "20 พ.ย. 2569"):
        assert words in shown


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "watched",
    [
        {"kind": "FORCED", "urgent": "TRAFFICKING"},
        {"kind": "ADULT", "urgent": "TRAFFICKING"},
        {"kind": "FORCED", "urgent": "CHILD"},
        {"kind": "ADULT", "urgent": "VIOLENCE", "urgent_too": ("TRAFFICKING",)},
    ],
    ids=str,
)
def test_should_warn_nobody_who_forces_others(state: State, watched: dict[str, Any]) -> None:
    seen = State.CLAIMED if state in (State.GOING, State.ON_SITE) else state

    forced, any_other = a_case(state=state, holder=9, **watched), a_case(state=seen, kind="ADULT")
    assert status_of(forced) == status_of(any_other)


def test_should_show_several_cases_side_by_side_in_their_order() -> None:
    numbers = [f"14-6911-{number:04d}" for number in range(1, 11)]
    own = tuple(OwnCase(a_case(number=number), CENTRE) for number in numbers)

    thanks, shown = contents(StatusShown(asker(), own))

    assert isinstance(shown.cards, tuple)
    assert [card.title for card in shown.cards] == numbers
    assert shown.words == "เรื่อง 14-6911-0001: รอเจ้าหน้าที่รับเรื่อง"
    assert thanks.cards is None


def test_should_tell_one_who_never_shared_how_to() -> None:
    (content,) = contents(StatusShown(asker(), ()))

    assert "แชร์ตำแหน่ง" in content.words
    assert isinstance(content.replies[0], PickLocation)


def test_should_say_of_an_urgent_case_what_is_true() -> None:
    waiting = KindSaid(asker(), a_case(kind="FORCED", urgent="TRAFFICKING"), "TRAFFICKING")
    claimed = KindSaid(asker(), replace(waiting.case, state=State.CLAIMED), "TRAFFICKING")

    assert "เร่งด่วน" in said(waiting)
    assert "เร่งด่วน" not in said(claimed)


@pytest.mark.parametrize(("speaks", "offered"), [(THAI, "en"), (ENGLISH, "th")])
def test_should_offer_the_other_language_on_the_cards_that_greet(
    speaks: Language, offered: str
) -> None:
    person = asker(language=speaks)
    asked = {"v": "1", "do": "language", "to": offered}

    assert asked in asked_by_cards(Guided(person))
    assert asked in asked_by_cards(Welcomed(person))


def test_should_confirm_in_the_language_that_was_chosen() -> None:
    person = asker(language=ENGLISH)

    confirmed = contents(LanguageChosen(person), Guided(person))[0]

    assert confirmed.words == "From now on we speak English with you."
    assert links(LanguageChosen(person), Guided(person))[0].endswith("/nv/location/")


def test_should_speak_to_one_who_needed_help_of_themselves() -> None:
    own = a_case(own_need=True, state=State.CLOSED, closed_at=NOW, outcomes=("DECLINED",))

    thai, english = status_of(own), status_of(own, ENGLISH)

    assert "พบและดูแลเรื่องของคุณ" in thai
    assert "The team met you" in english
    for stranger in ("เป็นห่วง", "เจ้าตัว", "caring", "the person", "declined"):
        assert stranger not in thai + english
