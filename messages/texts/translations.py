"""The words of languages that the bot speaks with citizens alone, each in a CSV file that a
translator opens beside the English and Thai ones."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from cases.people import WRITTEN, Language

#: The languages that have such a file.
TRANSLATED = tuple(one for one in Language if one not in WRITTEN)


@dataclass(frozen=True, slots=True)
class Translation:
    """A row of the file: a sentence in three languages, and who has checked the third one."""

    english: str
    thai: str
    words: str
    checked_by: str

    @property
    def is_sound(self) -> bool:
        """Whether the words have the same placeholders as the English ones; others would fail when
        they are said, so that English is said instead."""
        try:
            return _fields(self.words) == _fields(self.english)
        except ValueError:
            return False


def path_of(language: Language) -> Path:
    """Return the path of a language's file."""
    return Path(__file__).with_name(f"{language}.csv")


def translations(language: Language) -> list[Translation]:
    """Return the rows of a language's file."""
    return read(path_of(language))


def read(path: Path) -> list[Translation]:
    """Return the rows of a file; what a spreadsheet left out is empty."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    return [Translation(*[*row, "", "", ""][:4]) for row in rows if row]


def write(language: Language, rows: list[Translation]) -> None:
    """Write a language's file so that spreadsheet programs know its encoding."""
    with path_of(language).open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("English", "Thai", language, "checked by"))
        out.writerows((one.english, one.thai, one.words, one.checked_by) for one in rows)


@cache
def words_in(language: Language) -> Mapping[str, str]:
    """Return the words of a language by the English ones, without what is not translated."""
    known = translations(language)
    return {one.english: one.words for one in known if one.words and one.is_sound}


def _fields(words: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(words)} - {None}
