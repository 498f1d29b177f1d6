"""What a sharer is asked after the share, and what staff see of the answers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cases.case import IN_WORDS, Added, Detail, Form, Question, State, Wish
from cases.facts import casework as facts
from cases.facts import shares as citizen_facts
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.people import WRITTEN, Language
from messages.texts import details
from tests.builders import NOW, a_case, a_member, a_press
from tests.messages.every_fact import ASKER, CENTRE
from tests.messages.saying import (
    acts,
    answer_to,
    asked_by_cards,
    asker,
    calls,
    contents,
    postbacks,
    said,
)

EVERY = tuple(Question)
HELD = a_case(state=State.CLAIMED, holder=ASKER, attachments=2)
ADDED = Added(
    (
        Detail("1", 1, NOW, Form.WORDS, "หน้าร้านทอง", Question.SPOT),
        Detail("2", 1, NOW, Form.WORDS, "เสื้อแดง", Question.WEARS),
        Detail("3", 1, NOW, Form.WORDS, "ข้างบันได"),
    ),
    more=4,
)


def quick_actions(fact: Fact) -> list[dict[str, Any]]:
    """Return what is offered above the keyboard."""
    quick: dict[str, Any] = answer_to(fact).messages[-1]["quickReply"]
    return [item["action"] for item in quick["items"]]


def quick(fact: Fact) -> list[str]:
    """Return the data, or the type, of what is offered above the keyboard."""
    return [action.get("data", action["type"]) for action in quick_actions(fact)]


def test_should_show_every_question_on_one_card_and_above_the_keyboard() -> None:
    fact = citizen_facts.HelpAsked(asker(), a_case(), EVERY)

    on_card = [asked.get("ask") or asked.get("skip") for asked in asked_by_cards(fact)]

    assert on_card == [*EVERY, "all"]
    assert len(quick(fact)) == 6
    assert "ใบหน้า" in said(fact)


def test_should_thank_for_the_kind_on_the_same_card() -> None:
    fact = citizen_facts.KindSaid(asker(), a_case(kind="ADULT"), None, EVERY)

    assert len(contents(fact)) == 1
    assert "ขอบคุณค่ะ เพิ่มข้อมูลในเรื่อง 14-6911-0042" in said(fact)
    assert [asked["do"] for asked in asked_by_cards(fact)] == ["detail"] * 6


@pytest.mark.parametrize("number", range(5))
def test_should_offer_to_skip_each_question(number: int) -> None:
    asked = citizen_facts.DetailAsked(asker(), a_case(), EVERY[number:])

    data = quick(asked)

    assert f"v=1&do=detail&case=14-6911-0042&skip={EVERY[number]}" in data
    for other in EVERY[number + 1 :]:
        assert f"v=1&do=detail&case=14-6911-0042&ask={other}" in data
    assert details.ASK[EVERY[number]].th in said(asked)


def test_should_open_the_camera_and_the_photos_for_the_place() -> None:
    asked = citizen_facts.DetailAsked(asker(), a_case(), (Question.PHOTO,))

    assert quick(asked)[:2] == ["camera", "cameraRoll"]
    assert "ไม่ถ่ายใบหน้า" in said(asked)


@pytest.mark.parametrize("asked", [IN_WORDS, IN_WORDS[1:], ()], ids=len)
def test_should_not_speak_of_photos_where_none_is_asked_for(asked: tuple[Question, ...]) -> None:
    shown = (
        citizen_facts.DetailAsked(asker(), a_case(), asked),
        citizen_facts.HelpAsked(asker(), a_case(), asked),
        citizen_facts.KindSaid(asker(), a_case(), "MEDICAL", asked),
    )

    assert not [fact for fact in shown if re.search("รูป|camera|photo", said(fact))]


def test_should_ask_for_the_wish_on_a_card_for_computers_too() -> None:
    asked = citizen_facts.DetailAdded(asker(), a_case(), (Question.WISH,))

    wishes = [one.get("wish") or one.get("skip") for one in asked_by_cards(asked)]

    assert wishes == [*Wish, "wish"]
    assert len(quick(asked)) == 4


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("kind", [citizen_facts.DetailAdded, citizen_facts.DetailAsked])
def test_should_say_what_comes_next_when_nothing_is_open(language: Language, kind: Any) -> None:
    told = said(kind(asker(language=language), a_case(), ()))

    assert ("แจ้งผล" in told) or ("the result" in told)


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("own_need", [False, True])
def test_should_say_that_a_telephone_number_was_not_passed_on(
    language: Language, own_need: bool
) -> None:
    case, to = a_case(own_need=own_need), asker(language=language)
    words = details.NUMBER_LEFT_OUT.say(language)

    assert words in said(citizen_facts.DetailAdded(to, case, EVERY, masked=True))
    assert words not in said(citizen_facts.DetailAdded(to, case, EVERY))


def test_should_name_a_number_to_call_when_enough_was_said() -> None:
    full = citizen_facts.DetailsFull(asker(), a_case())

    assert "tel:1300" in said(full)


#: What an exploiter must not read over a shoulder.
WARNS = re.compile("traffick|forced|controlled|exploit|ค้ามนุษย์|บังคับ|คนคุม|ผู้ควบคุม", re.IGNORECASE)
HIDDEN = a_case(kind="FORCED", urgent="TRAFFICKING", shares=2)


@pytest.mark.parametrize("language", WRITTEN)
def test_should_never_say_back_that_somebody_may_be_forced(language: Language) -> None:
    to = asker(language=language)
    told: list[Fact] = [
        citizen_facts.KindSaid(to, HIDDEN, "TRAFFICKING", IN_WORDS),
        citizen_facts.HelpAsked(to, HIDDEN, EVERY),
        citizen_facts.DetailAdded(to, HIDDEN, EVERY),
        citizen_facts.DetailAsked(to, HIDDEN, ()),
        citizen_facts.DetailsFull(to, HIDDEN),
        citizen_facts.OwnNeedHeard(to, HIDDEN, CENTRE),
        citizen_facts.SharersTold((to,), a_case(kind="FORCED", outcomes=("NRM",))),
    ]

    assert [type(fact).__name__ for fact in told if WARNS.search(said(fact))] == []


@pytest.mark.parametrize("language", WRITTEN)
def test_should_not_show_in_the_chat_that_it_was_pressed(language: Language) -> None:
    to = asker(language=language)
    opened = citizen_facts.CaseOpened(to, a_case(), CENTRE, 1.0)
    joined = citizen_facts.ShareJoined(to, HIDDEN, CENTRE, 1.0, "e")

    shown = [one.said for one in postbacks(contents(opened, joined))]

    assert not WARNS.search(" ".join(shown))


def test_should_set_dangers_apart_from_other_answers() -> None:
    opened = citizen_facts.CaseOpened(asker(), a_case(), CENTRE, 1.0)
    kinds = citizen_facts.KindAsked(asker(), a_case())

    (row,) = _choices(opened)
    assert row["layout"] == "horizontal"
    dangers = {one["borderColor"] for one in row["contents"]}
    others = {one["borderColor"] for one in _choices(kinds)}
    assert (len(dangers), len(others), dangers & others) == (1, 1, set())


def _choices(fact: Fact) -> list[Any]:
    """Return the boxes of the last card below its sentence."""
    body = answer_to(fact).messages[-1]["contents"]["body"]["contents"]
    return [one for one in body if one["type"] == "box" and "text" in str(one["contents"])]


HOLDERS = [
    facts.CaseClaimed(asker(), HELD, CENTRE, 1.0, ADDED),
    facts.OfficerGoing(asker(), HELD, ADDED),
    facts.OfficerArrived(asker(), HELD, ADDED),
]


@pytest.mark.parametrize("fact", HOLDERS, ids=lambda fact: type(fact).__name__)
def test_should_show_the_holder_what_was_added(fact: Fact) -> None:
    shown = said(fact)

    more = facts.OptionsShown(asker(), HELD)
    assert "words" in acts(fact)
    assert shown.index("หน้าร้านทอง") < shown.index("เสื้อแดง") < shown.index("ข้างบันได")
    assert "photos" in [*acts(fact), *acts(more)]
    for words in (*ADDED.texts, "จุดที่อยู่", "การแต่งกาย", "ผู้แจ้ง 16:28", "อีก 4 ข้อความ"):
        assert words in shown


def test_should_show_the_newest_in_the_list_of_own_cases() -> None:
    shown = said(facts.QueueShown(asker(), (HELD,), True, 0, 1, CENTRE, (ADDED,)))

    assert "หน้าร้านทอง" in shown
    assert "อีก 6 ข้อความ" in shown
    assert "เสื้อแดง" not in shown


def test_should_bring_the_holder_the_words_and_the_next_step() -> None:
    added = facts.SharerAdded(asker(), HELD, "หน้าร้านทอง")

    (call,) = calls(a_press(2, "x"), added)

    assert "หน้าร้านทอง" in said(added)
    assert "หน้าร้านทอง" not in contents(added)[0].words
    assert call.worth_push
    assert acts(added) == ["going", "photos", "more"]


@pytest.mark.parametrize("wish", Wish)
def test_should_show_staff_the_persons_wish(wish: Wish) -> None:
    case = a_case(state=State.CLAIMED, holder=ASKER, wish=wish)

    for fact in (facts.CaseClaimed(asker(), case, CENTRE, 1.0), facts.SharerAdded(asker(), case)):
        assert "ความประสงค์" in said(fact)


def test_should_name_every_danger_to_staff() -> None:
    case = a_case(urgent="CHILD", urgent_too=("MEDICAL",))
    alerted = facts.Alerted((a_member(ASKER),), case, CENTRE, 1.0, Why.URGENT)

    assert "ด่วน: มีเด็ก, บาดเจ็บหรือป่วย" in said(alerted)


def test_should_tell_staff_whose_need_it_is() -> None:
    case = a_case(own_need=True)
    alerted = facts.Alerted((a_member(ASKER),), case, CENTRE, 1.0, Why.NEW)

    assert "คือผู้ที่ต้องการความช่วยเหลือเอง" in said(alerted)


def test_should_not_put_words_of_sharers_into_an_alert() -> None:
    assert "added" not in facts.Alerted.__dataclass_fields__
