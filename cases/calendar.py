"""Bangkok's calendar: days, Buddhist years, fiscal years (1 October to 30 September)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

#: Thailand has kept this offset since 1920 and has no summer time; a fixed one needs no time zone
#: database, which small containers do not have.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
BUDDHIST_ERA = 543


class Span(StrEnum):
    """How long one period of a report is; a year is a fiscal year."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from *first* to *last*, both included."""

    first: date
    last: date
    span: Span

    @property
    def label(self) -> str:
        """Name the period: 2026-11-20, 2026-W47, 2026-11, 2570-Q1, 2570 (fiscal, Buddhist era)."""
        match self.span:
            case Span.DAY:
                return self.first.isoformat()
            case Span.WEEK:
                year, week, _ = self.first.isocalendar()
                return f"{year}-W{week:02d}"
            case Span.MONTH:
                return f"{self.first:%Y-%m}"
            case Span.QUARTER:
                return f"{fiscal_year(self.first)}-Q{_fiscal_quarter(self.first)}"
            case Span.YEAR:
                return str(fiscal_year(self.first))

    @property
    def is_whole(self) -> bool:
        """Return whether this is a whole day, week, month, quarter or year."""
        return self == period_of(self.first, self.span)

    def days(self) -> Iterator[date]:
        """Yield every day of the period."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def before(self) -> Period:
        """Return the period of the same span that ends the day before this one begins."""
        return period_of(self.first - timedelta(days=1), self.span)

    def parts(self, spans: Sequence[Span]) -> Iterator[Period]:
        """Cut the period into whole ones of *spans*, the longest that fit; *spans* hold DAY and
        are given longest first."""
        day = self.first
        while day <= self.last:
            wholes = (period_of(day, span) for span in spans)
            part = next(one for one in wholes if one.first == day and one.last <= self.last)
            yield part
            day = part.last + timedelta(days=1)


def local_day(at: datetime) -> date:
    """Return the day in Bangkok on which *at* (aware) falls."""
    return at.astimezone(BANGKOK).date()


def day_start(at: datetime) -> datetime:
    """Return the first moment of the day in Bangkok on which *at* falls."""
    return at.astimezone(BANGKOK).replace(hour=0, minute=0, second=0, microsecond=0)


def fiscal_year(day: date) -> int:
    """Return the Buddhist year in which the fiscal year of *day* ends."""
    return day.year + BUDDHIST_ERA + (1 if day.month >= 10 else 0)


@lru_cache(maxsize=4096)  # every event asks for the same ten
def period_of(day: date, span: Span) -> Period:
    """Return the whole period of *span* in which *day* lies; weeks begin on Monday."""
    match span:
        case Span.DAY:
            return Period(day, day, span)
        case Span.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6), span)
        case Span.MONTH:
            return _months(day.replace(day=1), 1, span)
        case Span.QUARTER:
            first_month = (day.month - 1) // 3 * 3 + 1  # fiscal quarters begin in 10, 1, 4, 7
            return _months(date(day.year, first_month, 1), 3, span)
        case Span.YEAR:
            return _months(date(day.year - (day.month < 10), 10, 1), 12, span)


def periods_between(first: date, last: date, span: Span) -> list[Period]:
    """Cut the days from *first* to *last* into periods; the outer ones may be cut short."""
    periods = []
    while first <= last:
        whole = period_of(first, span)
        periods.append(Period(first, min(whole.last, last), span))
        first = whole.last + timedelta(days=1)
    return periods


def _fiscal_quarter(day: date) -> int:
    return (day.month - 10) % 12 // 3 + 1


def _months(first: date, count: int, span: Span) -> Period:
    years, month = divmod(first.month - 1 + count, 12)
    next_first = date(first.year + years, month + 1, 1)
    return Period(first, next_first - timedelta(days=1), span)
