"""What people are told of their own data, and of the limits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.facts import personal_data as data_facts
from cases.facts.team_changes import MemberLeft
from cases.masking import Kept
from cases.people import Language, Role
from config.clock import to_ms
from messages.texts import attachments, limits, my_data
from tests.builders import NOW, a_member, a_press, the_taxonomy
from tests.messages.saying import (
    acts,
    answer_to,
    asked_by_cards,
    asker,
    calls,
    contents,
    data_in,
    links,
    postbacks,
    said,
)

DANGERS = list(the_taxonomy().urgencies)
LANGUAGES = pytest.mark.parametrize("language", list(Language))


def test_should_give_the_notice_in_three_lines_with_its_link() -> None:
    notice = data_facts.NoticeGiven(asker())

    card = answer_to(notice).messages[0]["contents"]
    assert [part["type"] for part in card["body"]["contents"]] == ["text", "text", "text"]
    assert links(notice) == ["http://localhost:8000/privacy"]


def test_should_say_what_is_kept_and_how_to_erase_it() -> None:
    shown = data_facts.MyDataShown(asker(since=NOW), Kept(3, 2, 1, 4), None)

    words = said(shown)
    assert acts(shown) == ["erase", "questions"]
    added = f"ข้อความ 1 ข้อความ {attachments.COUNTED.say(Language.THAI, attachments=4)}"
    for part in ("3 ครั้ง ใน 2 เรื่อง", added, "20 พ.ย. 2569", "90 วัน", "/privacy"):
        assert part in words
    assert asker().line_id not in words


def test_should_say_what_a_team_sees() -> None:
    member = a_member(1, role=Role.HEAD)
    shown = data_facts.MyDataShown(asker(language=Language.ENGLISH), Kept(), member)

    assert "head of centre" in said(shown)
    assert "the name that your team sees" in said(shown)
    assert "Kept since" not in said(shown)


@LANGUAGES
def test_should_ask_with_keeping_as_the_first_choice(language: Language) -> None:
    asked = data_facts.EraseAsked(asker(language=language), NOW)

    keep, erase = asked_by_cards(asked)

    assert keep["do"] == "my_data"
    assert erase == {"v": "1", "do": "erase", "sure": "yes", "asked": str(to_ms(NOW))}
    assert said(asked) != said(replace(asked, again=True))


@pytest.mark.parametrize("fact", [data_facts.Erased, data_facts.NothingKept])
def test_should_address_nobody_who_is_not_kept(
    fact: type[data_facts.Erased | data_facts.NothingKept],
) -> None:
    call = answer_to(fact(asker()))

    assert asker().line_id not in call.to_json()
    assert call.reply_token
    assert not call.worth_push


def test_should_tell_the_head_without_the_name() -> None:
    left = a_member(7)
    told = MemberLeft((a_member(8),), left)

    (call,) = calls(a_press(7, "erase"), told)

    assert call.worth_push
    assert left.name not in call.to_json()
    assert left.person.line_id not in call.to_json()


@LANGUAGES
def test_should_ask_who_shares_too_much_whether_somebody_is_in_danger(language: Language) -> None:
    fact = data_facts.TooManyShares(asker(language=language), NOW)

    message = answer_to(fact).messages[0]
    body = message["contents"]["body"]["contents"]
    quick = data_in([one.replies for one in contents(fact)])
    assert [part["action"]["uri"] for part in body[:3]] == ["tel:191", "tel:1669", "tel:1300"]
    assert [asked["why"] for asked in asked_by_cards(fact)] == DANGERS
    assert quick == [f"v=1&do=danger&why={code}" for code in DANGERS]
    assert "16:28" in said(fact)


def test_should_not_let_the_chat_show_which_danger_was_tapped() -> None:
    shown = postbacks(contents(data_facts.TooManyShares(asker(), NOW)))

    assert {one.said for one in shown} == {limits.SOMEBODY_NEEDS_HELP.th}


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("code", DANGERS)
def test_should_show_the_numbers_first_and_never_say_the_danger_back(
    code: str, shared: bool
) -> None:
    fact = data_facts.DangerSaid(asker(), code, shared)

    card = answer_to(fact).messages[0]["contents"]
    first = card["body"]["contents"][0]
    assert first["action"]["uri"] == f"tel:{the_taxonomy().urgencies[code].call[0]}"
    assert limits.DANGERS[code].th not in said(fact)
    assert ("nv/location" in said(fact)) is not shared


def test_should_have_words_for_every_danger() -> None:
    assert set(limits.DANGERS) == set(DANGERS)


@LANGUAGES
def test_should_show_who_wants_no_questions_the_way_back(language: Language) -> None:
    person = asker(language=language, muted=True)
    shown = data_facts.MyDataShown(person, Kept(), None)

    assert my_data.NONE_ASKED.say(language) in said(shown)
    assert {"do": "questions", "to": "on", "v": "1"} in asked_by_cards(shown)
