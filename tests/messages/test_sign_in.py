"""The link on its card: for one person, for minutes, and never paid for."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from cases.facts.digests import PageLinked, SignedOut
from cases.people import Language, Role
from config.clock import to_ms
from handlers.events import TimerDue
from tests.builders import NOW, a_member, the_centres
from tests.messages.saying import answer_to, asker, calls, links, said

TOKEN = "abc-_" * 8 + "xyz"
UNTIL = NOW + timedelta(minutes=10)


def linked(language: Language = Language.THAI, role: Role = Role.HEAD) -> PageLinked:
    centre = the_centres().by_id("TH-14") if role is Role.HEAD else None
    return PageLinked(asker(language=language), a_member(1, role=role), centre, TOKEN, UNTIL)


@pytest.mark.parametrize("language", Language)
def test_should_lead_to_the_page_by_the_fragment(language: Language) -> None:
    assert links(linked(language)) == [f"http://localhost:8000/sign-in#{TOKEN}"]


def test_should_say_as_whom_and_how_long() -> None:
    thai, english = said(linked()), said(linked(Language.ENGLISH, Role.MANAGER))

    for words in ("ใช้ได้ 10 นาที ครั้งเดียว", "หัวหน้าศูนย์", "พระนครศรีอยุธยา", "20 พ.ย. 2569 16:38 น."):
        assert words in thai
    for words in ("works for 10 minutes, once", "manager, The whole country"):
        assert words in english


def test_should_show_the_token_in_the_address_alone() -> None:
    assert said(linked()).count(TOKEN) == 1


def test_should_be_let_go_when_the_link_is_dead() -> None:
    call = answer_to(linked())

    assert call.until_ms == to_ms(UNTIL)
    assert not call.worth_push
    assert answer_to(linked(), SignedOut(asker())).until_ms == to_ms(UNTIL)
    assert answer_to(SignedOut(asker())).until_ms == 0


def test_should_push_no_link() -> None:
    assert calls(TimerDue("x", NOW, "remind", "y"), linked()) == []
    assert json.dumps(answer_to(linked()).messages).count("sign-in#") == 1
