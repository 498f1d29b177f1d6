"""Text from outside is one line that can be kept and shown, and Thai stays as it was written."""

from __future__ import annotations

import time
import unicodedata

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from config.cleaning import MOST_GRAPHEMES, clean, ending, is_cut

FAMILY = "👨‍👩‍👧‍👦"
#: What nobody sees: zero widths, bidi marks and isolates, joiners, fillers, tags, controls.
UNSEEN = (
    "\u200b\u200c\u200e\u200f\u2060\ufeff\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068"
    "\u2069\u00ad\u034f\u115f\u1160\u17b4\u180e\u3164\uffa0\u2800\U000e0041\U000e007f\0\x07\x1b"
    "\x7f\x80\ud800\udfff\ue000\U0010ffff\ufffe\ufdd0"
)
#: Everything that has once upset a reader of text, thick on the ground.
TROUBLE = st.text(
    st.sampled_from(
        "a กี่ำ้ั๊👩🏽❤🏳🌈1️⃣😀\u0301\u0308\u0323\u0e4d\u1112\u1161\u11ab\u200d\ufe0f\u2028\n\t"
    )
    | st.sampled_from(UNSEEN)
    | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    "text",
    [
        "ที่ ปั๊ม น้ำ กำ",
        "ตลาดหัวรอ ต.หัวรอ อ.พระนครศรีอยุธยา จ.พระนครศรีอยุธยา ๑๓๐๐๐",
        "ใต้สะพานลอย ข้างเซเว่น มีคุณยายกับเด็ก 2 คน ฯลฯ ๆ ฿",
        "ป้ำเป๋อ ก๊วยเตี๋ยว หั่น เปี๊ยะ เพี้ยน สิ่งนี้ ซึ่ง กรรม์ จันทร์",
        "Corner of Sukhumvit 21 & Asok; near exit #3 (left)",
        "Ngã tư Đường Lê Lợi, ភ្នំពេញ ວຽງຈັນ မြန်မာ हिन्दी 東京都 서울",
        "😀 👍🏽 👩🏽‍🚀 🏳️‍🌈 ❤️‍🔥 🧑🏻‍🤝‍🧑🏿 🇹🇭🇱🇦 1️⃣ #️⃣ *️⃣ ❤️ ☎︎",
        FAMILY,
    ],
)
def test_should_leave_what_people_write_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("word", ["กำ", "น้ำ", "ป้ำ", "ทำ"])
def test_should_keep_sara_am_whole(word: str) -> None:
    assert clean(word) == word
    assert "\u0e33" in clean(word)


@pytest.mark.parametrize(
    ("written", "composed"),
    [
        ("cafe\u0301", "café"),
        ("e\u0323\u0302", "ệ"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("\u212b", "Å"),
        ("e\u200b\u0301", "é"),
        ("\u1112\u2060\u1161\u11ab", "한"),
        ("\u0e19\u0e33\u0e49", "\u0e19\u0e33\u0e49"),
    ],
    ids=ascii,
)
def test_should_compose_even_around_what_is_taken_out(written: str, composed: str) -> None:
    assert clean(written) == composed


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
def test_should_take_out_what_nobody_sees(unseen: str) -> None:
    assert clean(f"{unseen}ศูนย์{unseen}ฯ{unseen}") == "ศูนย์ฯ"
    assert clean(unseen * 3) == ""


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("a\nb\r\nc", "a b c"),
        ("a\t\v\f b", "a b"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("\u3000 a \u00a0\u2003 b \u3000", "a b"),
        ("a \u200b b", "a b"),
        ("\u200b \n", ""),
        ("", ""),
    ],
    ids=ascii,
)
def test_should_make_one_line_with_single_blanks(written: str, line: str) -> None:
    assert clean(written) == line


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\u200db", "ab"),
        ("ก\u200dข", "กข"),
        ("👩\u200d", "👩"),
        ("\u200d👩", "👩"),
        ("👩\u200da", "👩a"),
        ("👩\u200d\u200d👧", "👩👧"),
        ("👩\u200b\u200d👧", "👩👧"),
        ("👩🏽\u200d🚀", "👩🏽\u200d🚀"),
        ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"),
        ("a\ufe0f", "a"),
        ("\ufe0f", ""),
        ("ก\ufe0e", "ก"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "🏴"),
    ],
    ids=ascii,
)
def test_should_keep_joiners_and_variants_only_inside_emoji(written: str, kept: str) -> None:
    assert clean(written) == kept


@pytest.mark.parametrize(
    ("base", "mark"),
    [
        ("ก", "\u0e49"),
        ("ก", "\u0e35"),
        ("x", "\u0335"),
        ("x", "\u20e3"),
        ("", "\u0336"),
        ("x", "\u0903"),
    ],
    ids=ascii,
)
def test_should_keep_at_most_three_marks_on_a_base(base: str, mark: str) -> None:
    assert clean(base + mark * 3) == base + mark * 3
    assert clean(base + mark * 50 + "ข") == base + mark * 3 + "ข"


def test_should_count_marks_past_what_is_taken_out_between_them() -> None:
    assert clean("ก" + "\u0e49\u200b" * 50) == "ก" + "\u0e49" * 3


@pytest.mark.parametrize("grapheme", ["ก", "ที่", "น้ำ", "ป้ำ", "한", "🇹🇭", "👍🏽", "1️⃣"])
def test_should_cut_after_five_hundred_graphemes(grapheme: str) -> None:
    assert clean(grapheme * 500) == grapheme * 500
    assert clean(grapheme * 501) == grapheme * 500
    assert clean(grapheme * 9_999) == grapheme * 500


@pytest.mark.parametrize("grapheme", ["ก", "ที่", "น้ำ", "ป้ำ", "👍🏽"])
def test_should_say_when_words_were_cut_off(grapheme: str) -> None:
    assert is_cut(grapheme * 501)
    assert not is_cut(grapheme * 500)
    assert not is_cut(grapheme * 500 + " \u200b\n" * 900)
    assert not is_cut(grapheme + "\u0301" * 4_000)
    assert is_cut(FAMILY * 500)


def test_should_end_with_whole_graphemes() -> None:
    assert ending("ที่ น้ำ", 2) == "น้ำ"
    assert ending("ที่ น้ำ", 3) == "ที่ น้ำ"
    assert ending("ที่", 9) == "ที่"


def test_should_cut_to_as_many_as_asked_for_and_leave_no_blank_behind() -> None:
    assert clean("ที่ น้ำ กำ", most=3) == "ที่ น้ำ"
    assert clean("กข คง", most=3) == "กข"


def test_should_keep_the_code_points_in_bounds_whatever_a_grapheme_is() -> None:
    families = clean(FAMILY * 500)

    assert families == FAMILY * (MOST_GRAPHEMES * 4 // len(FAMILY))
    assert clean("👩\u200d" * 5_000) == ""


def test_should_not_read_a_text_without_end_to_its_end() -> None:
    assert clean("\u200b" * 9_999 + "ก") == "ก"
    assert clean("\u200b" * 10_000 + "ก") == ""


@pytest.mark.parametrize(
    "piece",
    ["ก", "ก\u0e49", "\u0301", "\u200b", "\u200d", "👩\u200d", " ", "\n", "\ud800", "e\u0301", "🇹",
     "\u1112", "\ufe0f", "\0", "[(*+?"],
    ids=ascii,
)  # fmt: skip
def test_should_clean_a_hundred_thousand_characters_fast(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.thread_time()  # of this thread alone: others may keep the machine busy

    clean(text)

    assert time.thread_time() - started < 0.25


@given(TROUBLE, st.integers(1, 40))
@example("👩\u200d" * 30, 10)
@example("ก\u0e49 " * 30, 10)
def test_should_give_text_that_can_be_kept_and_shown(text: str, most: int) -> None:
    cleaned = clean(text, most=most)

    cleaned.encode()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not set(cleaned) & set(UNSEEN)
    assert not regex.search(r"\p{M}{4}|[\p{Cc}\p{Cs}\p{Co}]", cleaned)
    assert len(regex.findall(r"\X", cleaned)) <= most
    assert len(cleaned) <= most * 4


@given(TROUBLE, st.integers(1, 40))
def test_should_change_nothing_the_second_time(text: str, most: int) -> None:
    once = clean(text, most=most)

    assert clean(once, most=most) == once
