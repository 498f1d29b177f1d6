"""How well typed words are understood, on a corpus."""

from __future__ import annotations

import pytest

from messages.texts.understanding import understand
from messages.texts.words import TYPED
from tests.builders import act_of
from tests.typed.words import PARTS, lines, measure

GRAVE = ("own_need", "urgent")
_LONG = 10_000


@pytest.mark.parametrize("part", PARTS)
def test_should_do_nothing_that_is_not_meant(part: str) -> None:
    assert [line for line in measure(part).wrong if ": done " in line] == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("act", GRAVE)
def test_should_hear_of_danger_and_own_need(part: str, act: str) -> None:
    measured = measure(part)

    assert measured.acts[act].recall >= 0.95, measured.wrong


@pytest.mark.parametrize("part", PARTS)
def test_should_understand_all_else(part: str) -> None:
    measured = measure(part)

    assert measured.together(but=frozenset(GRAVE)).recall >= 0.9, measured.wrong


@pytest.mark.parametrize("part", PARTS)
def test_should_seldom_ask_in_vain(part: str) -> None:
    measured = measure(part)

    assert measured.together().precision >= 0.97, measured.wrong


def test_should_be_measured_on_enough_lines() -> None:
    known = [line for part in PARTS for line in lines(part)]

    assert len(known) >= 600
    assert {line.who for line in known} == {"citizen", "staff"}
    assert sum(line.may_be == "none" for line in known) >= 150


def test_should_be_sure_of_all_words_that_people_are_told() -> None:
    taught = [(word, act) for act, words in TYPED.items() for word in words]

    assert [(word, act) for word, act in taught if act_of(word) != act] == []


@pytest.mark.parametrize(
    "piece",
    ["ก", "ช่วย", "ค่ะ", "a ", "14-6911-0042 ", "help me ", "ไม่ด่วน", "?", "1", "ขอดู", "่", "😭",
     "i m a u "],
)  # fmt: skip
def test_should_come_to_an_end_with_a_text_without_end(piece: str) -> None:
    understand(piece * (_LONG // len(piece)))


@pytest.mark.parametrize(
    "text",
    [
        "เขาบอกว่าช่วยด้วยไม่ได้",
        "he does not need help",
        "a place named คิว",
        "ไม่ด่วนค่ะ",
        "not urgent",
        "ไม่เข้าเวร",
        "เรื่องไม่ด่วน ถึงไหนแล้ว",
    ],
)
def test_should_never_be_sure_of_what_is_denied_or_reported(text: str) -> None:
    assert not understand(text).sure
