"""A text longer than what is read: its writer hears how far it was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.case import Form
from cases.facts.answers import SharerAsked
from cases.facts.personal_data import TextCut
from cases.facts.shares import DetailAdded, DetailsFull
from handlers.events import TextSent
from tests.builders import NOW, a_press, a_share, a_text, minutes
from tests.handling import Handling, only

NUMBER = "14-6911-0001"
LONG = "ก" * 470 + "0812345678 behind the red gate"


def a_long(who: int, minute: int = 0) -> TextSent:
    """Build a text of which only a part came through."""
    return replace(a_text(who, LONG, NOW + minutes(minute)), cut=True)


def said(handling: Handling, event: TextSent) -> list[str]:
    """Return up to which words the answer says that the text was read."""
    return [one.last for one in handling.do(event) if isinstance(one, TextCut)]


@pytest.mark.parametrize("shared", [True, False], ids=["after the place", "before the place"])
def test_should_tell_a_sharer_how_far_a_text_was_read(handling: Handling, shared: bool) -> None:
    if shared:
        handling.do(a_share(1))

    (last,) = said(handling, a_long(1))

    assert last.endswith("behind the red gate")
    assert "0812345678" not in last
    assert not said(handling, a_text(1, "short", NOW + minutes(1)))


def test_should_not_ask_for_the_rest_where_nothing_more_is_kept(handling: Handling) -> None:
    handling.do(a_share(1))
    for number in range(10):
        only(handling.do(a_text(1, f"text {number}", NOW + minutes(number))), DetailAdded)

    full = handling.do(a_long(1, minute=11))

    only(full, DetailsFull)
    assert not any(isinstance(fact, TextCut) for fact in full)


@pytest.mark.parametrize("act", ["note", "ask"])
def test_should_tell_an_officer_how_far_a_text_was_read(handling: Handling, act: str) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case=NUMBER))
    handling.do(a_press(11, act, case=NUMBER))

    facts = handling.do(a_long(11))

    assert only(facts, TextCut).to.id == handling.person(11).id
    if act == "note":
        assert [one.form for one in handling.unit().cases.details(NUMBER)] == [Form.NOTE]
    else:
        assert only(facts, SharerAsked).text


def test_should_tell_an_officer_how_far_the_words_of_a_caller_were_read(
    handling: Handling,
) -> None:
    handling.enrol(11)
    handling.do(a_press(11, "caller"))
    handling.do(a_share(11))

    assert said(handling, a_long(11))
