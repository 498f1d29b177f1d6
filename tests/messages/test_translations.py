from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.messages import table
from bot.doctor.files import check_files
from bot.doctor.findings import Grade
from cases.people import Language
from config.settings import Settings
from messages.texts import citizen, staff
from messages.texts.text import Label, moment
from messages.texts.translations import TRANSLATED, Translation, read, translations
from tests.builders import the_centres, the_taxonomy
from tools.words import in_step, sentences

#: What stays in Latin letters: names and addresses, numbers of cases, and words to type.
_LATIN = re.compile(
    r"https?://\S+|LINE|“(urgent|my data|erase my data)”|English|ภาษาไทย"
    r"|Phra Nakhon Si Ayutthaya( Protection Center for the Destitute)?"
)


#: The first line of it.
BOTH = citizen.NAMELESS.th.splitlines()[0]


@pytest.mark.parametrize("language", TRANSLATED)
def test_should_have_a_row_for_what_the_code_says_and_none_for_what_it_does_not(
    language: Language,
) -> None:
    assert translations(language) == in_step(language), "make words"


@pytest.mark.parametrize("language", TRANSLATED)
def test_should_put_the_same_values_into_a_translated_sentence(language: Language) -> None:
    assert [one for one in translations(language) if one.words and not one.is_sound] == []


@pytest.mark.parametrize("words", ["{numbr} 个案", "{number", "个案 {}", "个案"])
def test_should_not_say_words_that_would_fail(words: str) -> None:
    assert not Translation("Case {number}", "เรื่อง {number}", words, "").is_sound


def test_should_read_a_row_that_a_spreadsheet_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "zh.csv"
    file.write_text("English,Thai,zh,checked by\nYes,ใช่,是\nNo,ไม่\n\n", encoding="utf-8-sig")

    assert [(one.english, one.words) for one in read(file)] == [("Yes", "是"), ("No", "")]


@pytest.mark.parametrize("language", TRANSLATED)
def test_should_keep_a_translated_label_on_its_button(language: Language) -> None:
    labels = {english for english, text in sentences().items() if isinstance(text, Label)}

    assert [
        one for one in translations(language) if one.english in labels and len(one.words) > 20
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_should_say_in_english_what_is_not_translated(language: Language) -> None:
    assert staff.CLOSE_OTHERWISE.say(language) == staff.CLOSE_OTHERWISE.en
    assert citizen.RECEIVED.say(language) != citizen.RECEIVED.en


def test_should_write_a_day_as_chinese_does() -> None:
    at = datetime(2026, 11, 20, 9, 28, tzinfo=UTC)

    assert moment(at, Language.CHINESE) == "2026年11月20日 16:28"


def test_should_leave_no_english_in_a_chinese_message() -> None:
    rows = table(Settings(), the_taxonomy(), the_centres(), Language.CHINESE)

    left = [
        line
        for row in rows
        if BOTH not in row.other  # said in Thai and English to whom LINE does not name
        for line in row.other
        if re.search("[A-Za-z]{3,}|[\u0e00-\u0e7f]{3,}", _LATIN.sub("", line))
    ]

    assert left == []


def test_should_warn_an_operator_of_words_that_nobody_has_checked(tmp_path: Path) -> None:
    found = {one.check: one for one in check_files(Settings(data_dir=tmp_path))}

    assert found["words (zh)"].grade is Grade.WARNING
    assert "not checked" in found["words (zh)"].says
