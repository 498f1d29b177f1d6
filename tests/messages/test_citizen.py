from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from cases.case import State
from cases.facts import casework as facts
from cases.facts import personal_data as data_facts
from cases.facts import shares as citizen_facts
from cases.people import Language
from config.settings import Settings
from messages.chat import Beside, Card
from messages.rendering import RenderContext, render
from messages.texts import citizen
from tests.builders import NOW, a_case, a_person, a_press, the_centres, the_taxonomy
from tests.messages.every_fact import ASKER, CENTRE
from tests.messages.saying import (
    answer_to,
    asked_by_cards,
    asker,
    calls,
    contents,
    data_in,
    links,
    quick_links,
    said,
)


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("1300", ["tel:1300"]),
        ("0 3534 6576 ต่อ 12", ["tel:035346576", "tel:1300"]),
        ("+66 (0)35-346-576, 08 1", ["tel:+66035346576", "tel:1300"]),
        ("ไม่มี", ["tel:1300", "tel:1300"]),
    ],
)
def test_should_dial_the_centre_from_the_receipt(phone: str, dialled: list[str]) -> None:
    opened = citizen_facts.CaseOpened(asker(), a_case(), replace(CENTRE, phone=phone), 12_345.6)

    assert links(opened) == dialled


def test_should_give_a_receipt_that_says_what_comes_next() -> None:
    receipt = said(citizen_facts.CaseOpened(asker(), a_case(), CENTRE, 12_345.6))

    for words in ("14-6911-0042", CENTRE.name_th, CENTRE.phone, "12.3 กม.", "แจ้งผลให้ทราบ", "1300"):
        assert words in receipt


def test_should_say_from_which_case_a_share_was_split() -> None:
    case = a_case(number="14-6911-0043")

    assert "14-6911-0042" in said(
        citizen_facts.CaseOpened(asker(), case, CENTRE, 1.0, split_from="14-6911-0042")
    )


def test_should_first_ask_for_danger_in_one_row_and_then_for_the_kind() -> None:
    first = contents(citizen_facts.CaseOpened(asker(), a_case(), CENTRE, 1.0))[-1]
    (second,) = contents(citizen_facts.KindAsked(asker(), a_case()))

    nobody, *dangers, me = data_in(first.replies)
    assert nobody == "v=1&do=kind&case=14-6911-0042"
    assert dangers == [f"{nobody}&urgent={code}" for code in ("MEDICAL", "TRAFFIC", "VIOLENCE")]
    assert me == "v=1&do=start&who=me&case=14-6911-0042"
    assert sorted(data_in(first.cards)) == sorted(data_in(first.replies))
    (row,) = cast(Card, first.cards).choices
    assert isinstance(row, Beside)
    assert data_in(second.cards) == data_in(second.replies)
    assert data_in(second.replies) == [
        *(f"{nobody}&kind={code}" for code in the_taxonomy().kinds),
        "v=1&do=detail&case=14-6911-0042&skip=kind",
    ]


@pytest.mark.parametrize("said", [{"kind": "ADULT"}, {"urgent": "MEDICAL"}])
def test_should_not_ask_for_what_was_said_before_the_place(said: dict[str, str]) -> None:
    case = a_case(**said)

    assert len(contents(citizen_facts.CaseOpened(asker(), case, CENTRE, 1.0))) == 1


def test_should_ask_who_joins_for_what_they_saw_whatever_was_said_before() -> None:
    told = [
        contents(citizen_facts.ShareJoined(asker(), a_case(kind=kind), CENTRE, 1.0, "e"))
        for kind in (None, "ADULT", "FORCED")
    ]

    assert told[0] == told[1] == told[2]
    cards, quick = data_in(told[0][-1].cards), data_in(told[0][-1].replies)
    for asked in ("urgent=MEDICAL", "urgent=VIOLENCE", "who=me"):
        assert asked in str(cards)
        assert asked in str(quick)
    assert len(told[0][-1].replies) == 6


def test_should_offer_to_split_a_share_that_joined() -> None:
    joined = citizen_facts.ShareJoined(asker(), a_case(shares=2), CENTRE, 1.0, "01 A&B")

    split = asked_by_cards(joined)[0]
    assert split == {"v": "1", "do": "split", "case": "14-6911-0042", "share": "01 A&B"}


@pytest.mark.parametrize(
    ("danger", "numbers"),
    [
        ("TRAFFICKING", ["tel:1300", "tel:191"]),
        ("CHILD", ["tel:1300"]),
        ("MEDICAL", ["tel:1669"]),
        ("TRAFFIC", ["tel:191"]),
        ("VIOLENCE", ["tel:191"]),
    ],
)
def test_should_show_numbers_to_call_before_anything_else(danger: str, numbers: list[str]) -> None:
    said_kind = citizen_facts.KindSaid(asker(), a_case(urgent="CHILD"), danger)

    call = answer_to(said_kind)

    body = call.messages[0]["contents"]["body"]["contents"]
    assert [part["action"]["uri"] for part in body[: len(numbers)]] == numbers
    assert quick_links(said_kind) == numbers
    assert [part["type"] for part in body[len(numbers) :]] == ["separator"] + ["text"] * 4
    assert "ไม่ใช่สายด่วนฉุกเฉิน" in said(said_kind)


def test_should_not_tell_a_sharer_what_another_one_said() -> None:
    said_kind = citizen_facts.KindSaid(asker(), a_case(kind="ADULT", urgent="TRAFFICKING"))

    assert said(said_kind) == said(citizen_facts.KindSaid(asker(), a_case(kind="ADULT")))


@pytest.mark.parametrize("code", ["NRM", "POLICE", "IMMIGRATION", "HOSPITAL", "CHILD_HOME"])
def test_should_not_tell_sharers_of_law_or_illness(code: str) -> None:
    told = [
        said(citizen_facts.SharersTold((asker(),), a_case(state=State.CLOSED, outcomes=(one,))))
        for one in (code, "OTHER_AGENCY")
    ]

    assert told[0] == told[1]
    assert the_taxonomy().outcomes[code].th not in told[0]


def test_should_tell_each_sharer_in_the_own_language() -> None:
    sharers = (a_person(5, language=Language.ENGLISH), a_person(6), a_person(7, blocked=True))
    closed = a_case(state=State.CLOSED, outcomes=("NOT_FOUND",))

    told = calls(a_press(ASKER, "x"), citizen_facts.SharersTold(sharers, closed))

    assert [call.to for call in told] == [sharer.line_id for sharer in sharers[:2]]
    assert told[0].messages[0]["altText"].startswith("Case 14-6911-0042: The team went")
    assert told[1].messages[0]["altText"].startswith("ผลของเรื่อง 14-6911-0042: ทีมไปถึง")


def test_should_show_others_how_to_share_and_whom_to_call() -> None:
    shown = links(facts.Guided(asker()))

    assert shown == ["https://line.me/R/nv/location/", "tel:191", "tel:1669", "tel:1300"]


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.THAI, "ผู้ควบคุมข้อมูลคือ"), (Language.ENGLISH, "Data controller: the body that runs")],
)
def test_should_name_the_controller_and_line_in_the_first_notice(
    language: Language, words: str
) -> None:
    told = said(data_facts.NoticeGiven(asker(language=language)))

    assert words in told
    assert "LINE" in told


def test_should_welcome_with_the_notice_and_the_emergency_numbers() -> None:
    shown = links(citizen_facts.Welcomed(asker()))

    assert shown == [
        "https://line.me/R/nv/location/",
        "tel:191",
        "tel:1669",
        "tel:1300",
        "http://localhost:8000/privacy",
    ]
    assert "90 วัน" in said(citizen_facts.Welcomed(asker()))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("basic_id", ["", "@cheer"])
def test_should_invite_who_never_added_the_account(language: Language, basic_id: str) -> None:
    context = RenderContext(Settings(basic_id=basic_id), the_taxonomy(), the_centres(), NOW)
    for own_need in (True, False):
        case = a_case(own_need=own_need)
        for to in (asker(language=language), asker(language=language, blocked_at=NOW)):
            opened = citizen_facts.CaseOpened(to, case, CENTRE, 1.0)
            joined = citizen_facts.ShareJoined(to, case, CENTRE, 1.0, "e")
            for fact in (opened, joined):
                words = str(render(fact, context))
                assert (citizen.ADD_FRIEND.say(language) in words) is not to.has_followed
                link = "https://line.me/R/ti/p/@cheer"
                assert (link in words) is (bool(basic_id) and not to.has_followed)
