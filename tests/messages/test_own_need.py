"""What somebody hears who needs help themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Question, State
from cases.facts import casework as facts
from cases.facts import shares as citizen_facts
from cases.facts.fact import Fact
from cases.people import Language
from tests.builders import a_case
from tests.messages.every_fact import CENTRE
from tests.messages.saying import acts, answer_to, asked_by_cards, asker, links, quick_links, said

OWN = a_case(own_need=True)
PICKER = "https://line.me/R/nv/location/"
NO_PHONE = replace(CENTRE, phone="1300")


@pytest.mark.parametrize("language", Language)
def test_should_lead_to_a_human_before_anything_else(language: Language) -> None:
    heard = citizen_facts.OwnNeedHeard(asker(language=language))

    assert links(heard) == ["tel:1300", PICKER, "tel:191", "tel:1669"]
    assert quick_links(heard) == ["tel:1300", "tel:191", "tel:1669"]
    assert answer_to(heard).worth_push


def test_should_offer_the_centre_where_one_is_known() -> None:
    heard = citizen_facts.OwnNeedHeard(asker(), OWN, CENTRE)

    assert links(heard) == ["tel:1300", "tel:035346576", "tel:191", "tel:1669"]
    assert links(replace(heard, centre=NO_PHONE)) == ["tel:1300", "tel:191", "tel:1669"]
    assert OWN.number in said(heard)


@pytest.mark.parametrize(
    "receipt",
    [
        citizen_facts.CaseOpened(asker(), OWN, CENTRE, 12_345.6),
        citizen_facts.ShareJoined(asker(), OWN, CENTRE, 12_345.6, "e"),
    ],
    ids=["opened", "joined"],
)
def test_should_give_a_kind_receipt_and_ask_for_no_kind(
    receipt: Fact,
) -> None:
    told = said(receipt)

    assert len(answer_to(receipt).messages) == 1
    assert acts(receipt) == []
    for words in (OWN.number, CENTRE.phone, "12.3 กม.", "โทรหาเราได้ตลอดเวลา"):
        assert words in told
    assert "เขา" not in told


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("NOT_FOUND", "ยังไม่พบคุณ"),
        ("FAMILY", "ทีมได้พบ"),
        ("INSUFFICIENT", "ปิดเรื่องนี้แล้ว"),
        ("GONE", "ปิดเรื่องนี้แล้ว"),
    ],
)
def test_should_say_what_became_of_their_own_case(code: str, words: str) -> None:
    told = citizen_facts.SharersTold(
        (asker(),), replace(OWN, state=State.CLOSED, visit=replace(OWN.visit, outcomes=(code,)))
    )

    assert words in said(told)
    assert links(told) == ["tel:1300"]
    assert asked_by_cards(told) == [{"v": "1", "do": "start", "who": "me"}]


def test_should_offer_it_to_whoever_is_guided() -> None:
    assert {"v": "1", "do": "start", "who": "me"} in asked_by_cards(facts.Guided(asker()))


def test_should_not_ask_them_about_the_person_nor_send_them_away() -> None:
    told: list[Fact] = [
        citizen_facts.KindSaid(asker(), OWN, None, (Question.SPOT,)),
        citizen_facts.KindSaid(asker(), OWN, "MEDICAL", (Question.SPOT,)),
        citizen_facts.HelpAsked(asker(), OWN, (Question.SPOT,)),
        citizen_facts.DetailAsked(asker(), OWN, (Question.SPOT,)),
    ]

    assert [acts(fact) for fact in told] == [[]] * 4
    assert not [fact for fact in told if "ดูอยู่ห่าง" in said(fact)]


def test_should_thank_without_questions() -> None:
    added = citizen_facts.DetailAdded(asker(), OWN, ())

    assert OWN.number in said(added)
    # "Help, he is coming back" was thanked for as well: the numbers stand under every answer.
    assert all(number in said(added) for number in ("1300", "191", "1669"))


def test_should_offer_a_way_back_until_a_case_is_known_to_be_their_own() -> None:
    back = {"v": "1", "do": "start", "who": "other"}

    assert asked_by_cards(citizen_facts.OwnNeedHeard(asker()))[-1] == back
    assert back not in asked_by_cards(citizen_facts.OwnNeedHeard(asker(), OWN, CENTRE))
