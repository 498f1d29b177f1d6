"""The public totals as the home page tells them: numbers in words, provinces in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.calendar import Period, Span, period_of
from cases.people import Language
from geo.centres import Centres
from messages.context import province_of
from messages.texts import dates, public
from web.public_numbers import OF_PROVINCES, PublicNumbers, PublicYear

#: Thai writes some vowels before the consonant that they are spoken and sorted after.
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])(.)")

#: In a table of many, where the words would not fit.
_FEW = "<5"

Line = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the page shows of the totals in one language; each cell is a word."""

    until: str
    periods: tuple[str, str]
    names: tuple[str, ...]
    country: Sequence[Line]
    provinces: Sequence[Line]


def tables(numbers: PublicNumbers, centres: Centres, language: Language) -> Tables:
    """Say the running month and fiscal year, of the country and of each province."""
    month = numbers.now.months[-1].first
    return Tables(
        until=dates.day(numbers.until, language),
        periods=(
            dates.period_name(period_of(month, Span.MONTH), language),
            dates.period_name(_year(numbers.now), language),
        ),
        names=tuple(public.NAMES[name].say(language) for name in OF_PROVINCES),
        country=_country(numbers.now, language),
        provinces=_provinces(numbers.now, centres, language),
    )


def _year(year: PublicYear) -> Period:
    return period_of(year.months[0].first, Span.YEAR)


def _country(year: PublicYear, language: Language) -> list[Line]:
    told = {name: table.country for name, table in year.tables.items()} | dict(year.country)
    return [
        (
            public.NAMES[name].say(language),
            (_said(row.months[-1], language), _said(row.year, language)),
        )
        for name, row in told.items()
    ]


def _said(count: int, language: Language) -> str:
    if not count:
        return public.FEW.say(language)
    return public.AT_LEAST.say(language, count=f"{count:,}")


def _provinces(year: PublicYear, centres: Centres, language: Language) -> list[Line]:
    tables = list(year.tables.values())
    lines = [
        (province_of(centre, centres, language), _cells(year, centre))
        for centre in (tables[0].rows if tables else ())
    ]
    return sorted(lines, key=lambda line: _LEADING_VOWEL.sub(r"\2\1", line[0]))


def _cells(year: PublicYear, centre: str) -> tuple[str, ...]:
    rows = [table.rows[centre] for table in year.tables.values()]
    counts = [row.months[-1] for row in rows] + [row.year for row in rows]
    return tuple(f"{count:,}" if count else _FEW for count in counts)
