"""Digests: daily for heads, weekly and monthly for managers, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cases.calendar import Period, Span, local_day, period_of, periods_between
from cases.case import Case
from cases.people import Digest
from cases.statistics import Numbers
from config.settings import Settings
from geo.centres import Centre

_SPANS = {Digest.DAILY: Span.DAY, Digest.WEEKLY: Span.WEEK, Digest.MONTHLY: Span.MONTH}
#: The days in a daily digest's chart: the week that ends with its day.
_DAYS_DRAWN = 7


@dataclass(frozen=True, slots=True)
class Quota:
    """The month's pushes as LINE last reported them; without a limit they cannot end."""

    limit: int | None
    used: int
    asked_at: datetime

    def is_low(self, reserve_percent: int) -> bool:
        """Return whether less than the reserve is left, or nothing."""
        if self.limit is None:
            return False
        left = self.limit - self.used
        return left <= 0 or left * 100 < self.limit * reserve_percent


@dataclass(frozen=True, slots=True)
class Cost:
    """The number of pushes of this digest, and of all digests of the month with it; *left_out* is
    the number of digests left out before it, because the month's pushes ran low."""

    pushes: int
    month: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of the open cases: how many, which are late (of a centre), which will lose their
    sharers soon (*ending*), how many no centre claimed in time and which centres have the most (of
    the country)."""

    open: int = 0
    waiting: tuple[Case, ...] = ()
    held: tuple[Case, ...] = ()
    escalated: int = 0
    most: tuple[tuple[Centre, int], ...] = ()
    ending: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenCases:
    """How many open cases each centre has, and how many nobody claimed in time."""

    of: Mapping[str, int] = field(default_factory=dict)
    escalated: int = 0


def period_told(kind: Digest, at: datetime) -> Period:
    """Return the last whole day, week or month before *at*; after an outage too."""
    return period_of(local_day(at), _SPANS[kind]).before()


def parts_drawn(kind: Digest, period: Period) -> list[Period]:
    """Return the parts of the chart: the seven days up to a day, the days of a week, the weeks of a
    month."""
    if kind is Digest.MONTHLY:
        return periods_between(period.first, period.last, Span.WEEK)
    first = period.last - timedelta(days=_DAYS_DRAWN - 1)
    return periods_between(first, period.last, Span.DAY)


def next_day(kind: Digest, at: datetime, settings: Settings) -> date:
    """Return the day of the next digest after the one of *at*: it lies in the next day, week or
    month, whatever the settings are, so that no period is reported twice."""
    after = period_of(local_day(at), _SPANS[kind]).last + timedelta(days=1)
    return day_in_period(kind, after, settings)


def first_day(kind: Digest, today: date, settings: Settings) -> date:
    """Return the day of the next digest, from *today* on."""
    day = day_in_period(kind, today, settings)
    if day >= today:
        return day
    return day_in_period(kind, period_of(today, _SPANS[kind]).last + timedelta(days=1), settings)


def day_in_period(kind: Digest, day: date, settings: Settings) -> date:
    """Return the day of the digest within the day, week or month of *day*."""
    later = {
        Digest.DAILY: 0,
        Digest.WEEKLY: settings.digest_weekday,
        Digest.MONTHLY: settings.digest_month_day - 1,
    }
    return period_of(day, _SPANS[kind]).first + timedelta(days=later[kind])


#: The counters that show activity in a period.
_HAPPENED = ("shares", "cases", "claimed", "visited", "closed", "reopened", "handed_over",
             "received")  # fmt: skip


def has_happened(numbers: Numbers) -> bool:
    """Return whether there was any activity in a period."""
    return any(numbers[name] for name in _HAPPENED)


def drawn(parts: Sequence[Numbers]) -> Iterator[tuple[Period, int, int]]:
    """Yield the period, the shares and the cases of each part."""
    for part in parts:
        yield part.period, part["shares"], part["cases"]
