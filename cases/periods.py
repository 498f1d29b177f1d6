"""Periods that people choose for a report: read from words, and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from cases.calendar import BUDDHIST_ERA, Period, Span, period_of

#: The most fiscal years of a period, or days of as many.
MOST_YEARS = 5
_MOST_DAYS = MOST_YEARS * 366
#: A year after this one belongs to the Buddhist era: 2400 is 1857.
_LAST_COMMON_YEAR = 2399
#: There are no shares before; an earlier year is a typing error.
_FIRST = date(2000, 1, 1)
#: The longest first: days that make up a month become that month.
_WHOLES = (Span.YEAR, Span.QUARTER, Span.MONTH, Span.WEEK, Span.DAY)


class NoPeriod(StrEnum):
    """The reasons why a choice is no period of a report."""

    UNREADABLE = "unreadable"
    BACKWARDS = "backwards"
    FUTURE = "future"
    TOO_EARLY = "too_early"
    TOO_LONG = "too_long"


def read_period(words: str, today: date) -> Period | NoPeriod:
    """Return the period of 2026-11-20, 20/11/2569, 2569-W47, 2569-11, 11/2569, 2570-Q1, 2570 or two
    days with ".." between; years in either era, quarters and years are fiscal."""
    first, dots, last = words.strip().partition("..")
    if dots:
        return read_days(first, last, today)
    for pattern, make in _FORMS:
        if found := pattern.fullmatch(words.strip().upper()):
            return _made(make, [int(number) for number in found.groups()], today)
    return NoPeriod.UNREADABLE


def read_days(first: str, last: str, today: date) -> Period | NoPeriod:
    """Return the period from *first* to *last*, both included; the days of one month become that
    month. The last day may lie ahead: a month's end chosen on its 20th means the month so far."""
    begin, end = read_period(first, today), read_period(last, date.max)
    if isinstance(begin, NoPeriod):
        return begin
    if isinstance(end, NoPeriod):
        return end
    return _checked(any_days(begin.first, end.last), today)


def any_days(first: date, last: date) -> Period:
    """Return the whole period that the days make up, or else the days themselves (of the span DAY,
    cut short)."""
    wholes = (period_of(first, span) for span in _WHOLES)
    found = (one for one in wholes if (one.first, one.last) == (first, last))
    return next(found, Period(first, last, Span.DAY))


def name_of(period: Period) -> str:
    """Return the words that `read_period` reads back, for links and files. They are the labels of
    the counters, with the same years: 2026-11, but 2570-Q1 and 2570."""
    if period.is_whole:
        return period.label
    return f"{period.first}..{period.last}"


def before(period: Period) -> Period:
    """Return the period before: of the same span, or of as many days."""
    if period.is_whole:
        return period.before()
    days = (period.last - period.first) + timedelta(days=1)
    return any_days(period.first - days, period.last - days)


def after(period: Period, today: date) -> Period | None:
    """Return the period after; None if it has not begun."""
    first = period.last + timedelta(days=1)
    if first > today:
        return None
    if period.is_whole:
        return period_of(first, period.span)
    return any_days(first, first + (period.last - period.first))


def year_before(period: Period) -> Period:
    """Return the same period a year ago: weeks and weekdays by 52 weeks, days by their date."""
    if period.is_whole and period.span is Span.WEEK:
        return period_of(period.first - timedelta(weeks=52), Span.WEEK)
    first = _a_year_before(period.first)
    if period.is_whole:
        return period_of(first, period.span)
    return any_days(first, _a_year_before(period.last))


def so_far(period: Period, today: date) -> Period:
    """Return a running period cut after *today*; it keeps its span."""
    return Period(period.first, min(period.last, today), period.span)


def as_many_days(period: Period, of: Period, today: date) -> Period:
    """Return *period* cut to as many days as *of* has had on *today*: 1-20 October for 1-20
    November. On the last day of *of* it stays whole, however long, so that a report of the month's
    end agrees with the one a month ago."""
    if today >= of.last:
        return period
    last = period.first + (today - of.first)
    return Period(period.first, min(last, period.last), period.span)


def _made(make: Callable[..., Period], numbers: list[int], today: date) -> Period | NoPeriod:
    try:
        return _checked(make(*numbers), today)
    except (ValueError, OverflowError):  # the 31st of June, week 60
        return NoPeriod.UNREADABLE


def _checked(period: Period, today: date) -> Period | NoPeriod:
    if period.last < period.first:
        return NoPeriod.BACKWARDS
    if period.first < _FIRST:
        return NoPeriod.TOO_EARLY
    if period.first > today:
        return NoPeriod.FUTURE
    if (period.last - period.first).days >= _MOST_DAYS:
        return NoPeriod.TOO_LONG
    return period


def _common(year: int) -> int:
    return year - BUDDHIST_ERA if year > _LAST_COMMON_YEAR else year


def _day(year: int, month: int, day: int) -> Period:
    return period_of(date(_common(year), month, day), Span.DAY)


def _week(year: int, week: int) -> Period:
    return period_of(date.fromisocalendar(_common(year), week, 1), Span.WEEK)


def _month(year: int, month: int) -> Period:
    return period_of(date(_common(year), month, 1), Span.MONTH)


def _quarter(year: int, quarter: int) -> Period:
    month = (10, 1, 4, 7)[quarter - 1]
    return period_of(date(_common(year) - (quarter == 1), month, 1), Span.QUARTER)


def _year(year: int) -> Period:
    return period_of(date(_common(year), 1, 1), Span.YEAR)


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), _day),
    (re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), lambda day, month, year: _day(year, month, day)),
    (re.compile(r"(\d{4})-W(\d{1,2})"), _week),
    (re.compile(r"(\d{4})-(\d{1,2})"), _month),
    (re.compile(r"(\d{1,2})/(\d{4})"), lambda month, year: _month(year, month)),
    (re.compile(r"(\d{4})-Q([1-4])"), _quarter),
    (re.compile(r"(\d{4})"), _year),
)
