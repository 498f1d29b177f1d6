"""A sentence or a label of the bot, in every language that it speaks; distances, durations,
days and times as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cases.calendar import (
    BANGKOK,
    BUDDHIST_ERA,
    Period,
    Span,
    fiscal_quarter,
    fiscal_year,
    local_day,
)
from cases.people import WRITTEN, Language, NamedCode
from messages.texts.translations import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One sentence, Thai and English side by side, with the same placeholders. Its words in other
    languages stand in a file of each (messages/texts/translations.py)."""

    th: str
    en: str

    def say(self, language: Language, **values: str | int) -> str:
        """Return the sentence with *values* in its places; in English if the language has none."""
        if language is Language.THAI:
            return self.th.format(**values)
        words = self.en if language is Language.ENGLISH else words_in(language).get(self.en)
        return (words or self.en).format(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Text):
    """Words that go by a number: English says *one* differently."""

    one: str

    def say_of(self, language: Language, number: int, /, **values: str | int) -> str:
        """Return the words for so many."""
        if language is Language.ENGLISH and number == 1:
            return self.one.format(**values)
        return self.say(language, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Text):
    """Words on a button: at most 20 grapheme clusters and 20 code points, so that no phone cuts
    them and LINE takes them, whichever of the two it counts."""


def side_by_side(th: str, en: str) -> tuple[Text, ...]:
    """Return a text for each word of the two lists, which have blanks between their words."""
    return tuple(Text(th=one, en=other) for one, other in zip(th.split(), en.split(), strict=True))


def name_of(code: NamedCode, language: Language) -> str:
    """Return the words of a code of the operator's files; of a language that they do not have, the
    translation of the English ones, or these."""
    words = code.name(language)
    return words if language in WRITTEN else words_in(language).get(words, words)


METRES = Text(th="{metres} ม.", en="{metres} m")
KILOMETRES = Text(th="{km} กม.", en="{km} km")
MINUTES = Text(th="{minutes} นาที", en="{minutes} min")
HOURS = Text(th="{hours} ชม.", en="{hours} h")
HOURS_AND_MINUTES = Text(th="{hours} ชม. {minutes} นาที", en="{hours} h {minutes} min")
NOT_KNOWN = "-"


def distance(metres: float, language: Language) -> str:
    """Return a distance in words: metres up to a kilometre, kilometres with one decimal beyond."""
    if round(metres) < 1_000:
        return METRES.say(language, metres=round(metres))
    return KILOMETRES.say(language, km=f"{metres / 1_000:,.1f}")


def duration(minutes: int | None, language: Language) -> str:
    """Return a number of minutes in words; a dash if nothing was measured."""
    if minutes is None:
        return NOT_KNOWN
    if minutes < 60:
        return MINUTES.say(language, minutes=minutes)
    hours, rest = divmod(minutes, 60)
    said = HOURS_AND_MINUTES if rest else HOURS
    return said.say(language, hours=f"{hours:,}", minutes=rest)


def count(number: int | None) -> str:
    """Write a count; a dash where it can no longer be told."""
    return NOT_KNOWN if number is None else f"{number:,}"


MONTHS = side_by_side(
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
)
MONTH_OF_YEAR = Text(th="{month} {year}", en="{month} {year}")
DAY_OF_MONTH = Text(th="{day} {month} {year}", en="{day} {month} {year}")
MOMENT = Text(th="{day} {time} น.", en="{day} {time}")
TIME = Text(th="{time} น.", en="{time}")
QUARTER = Text(th="ไตรมาส {quarter} ปีงบประมาณ {year}", en="Quarter {quarter}, fiscal year {year}")
FISCAL_YEAR = Text(th="ปีงบประมาณ {year}", en="Fiscal year {year}")
#: Joins the first and the last day of a period; a dash would touch the Thai abbreviations' dots.
DAYS = Text(th="{first} ถึง {last}", en="{first} to {last}")


def moment(at: datetime, language: Language) -> str:
    """Return an aware time in words, to the minute."""
    local = at.astimezone(BANGKOK)
    return MOMENT.say(language, day=day(local.date(), language), time=f"{local:%H:%M}")


def time_of_day(at: datetime, now: datetime, language: Language) -> str:
    """Return a time in words, without its day if that is today."""
    if local_day(at) != local_day(now):
        return moment(at, language)
    return TIME.say(language, time=f"{at.astimezone(BANGKOK):%H:%M}")


def day(on: date, language: Language) -> str:
    """Return a day in words."""
    month, year = MONTHS[on.month - 1].say(language), _year(on.year, language)
    return DAY_OF_MONTH.say(language, day=on.day, month=month, year=year)


def period_name(period: Period, language: Language) -> str:
    """Return the name of a period; of one that is cut short its first and last day."""
    if period.is_whole and period.span is Span.MONTH:
        return _month(period.first, language)
    if period.is_whole and period.span is Span.QUARTER:
        quarter = fiscal_quarter(period.first)
        return QUARTER.say(language, quarter=quarter, year=_fiscal(period.first, language))
    if period.is_whole and period.span is Span.YEAR:
        return FISCAL_YEAR.say(language, year=_fiscal(period.first, language))
    first, last = day(period.first, language), day(period.last, language)
    return first if first == last else DAYS.say(language, first=first, last=last)


def _month(on: date, language: Language) -> str:
    month, year = MONTHS[on.month - 1].say(language), _year(on.year, language)
    return MONTH_OF_YEAR.say(language, month=month, year=year)


def _fiscal(on: date, language: Language) -> int:
    return _year(fiscal_year(on) - BUDDHIST_ERA, language)


def _year(year: int, language: Language) -> int:
    return year + BUDDHIST_ERA if language is Language.THAI else year


POLICE: Final = "191"
AMBULANCE: Final = "1669"
#: The Ministry's social assistance: for all that is not life and death.
HOTLINE: Final = "1300"

DANGER = (POLICE, AMBULANCE)
EMERGENCY = (*DANGER, HOTLINE)
