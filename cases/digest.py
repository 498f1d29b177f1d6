"""The digests: what heads read daily and managers weekly and monthly, and what they cost."""

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
#: A day alone is no picture: the week that ends with it is drawn.
_DAYS_DRAWN = 7


@dataclass(frozen=True, slots=True)
class Quota:
    """What LINE said of the month's pushes, when it was asked; without a limit none can end."""

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
    """How many pushes this digest takes and all of the month, with it; *left_out* is how many were
    left out before it, because the month's pushes ran low."""

    pushes: int
    month: int
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The open cases as they stand: how many, which are late (of a centre), the sharers of
    which will be forgotten soon (*ending*), how many no centre
    claimed in time and which centres have the most (of the country)."""

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
    """Return the last whole day, week or month before *at*: after an outage it is the last one."""
    return period_of(local_day(at), _SPANS[kind]).before()


def parts_drawn(kind: Digest, period: Period) -> list[Period]:
    """Return the days of a day's week that ends with it, the days of a week, a month's weeks."""
    if kind is Digest.MONTHLY:
        return periods_between(period.first, period.last, Span.WEEK)
    first = period.last - timedelta(days=_DAYS_DRAWN - 1)
    return periods_between(first, period.last, Span.DAY)


def next_day(kind: Digest, at: datetime, settings: Settings) -> date:
    """Return the day of the next digest after the one of *at*: it lies in the next day, week or
    month, whatever the settings are, so that none is told twice."""
    after = period_of(local_day(at), _SPANS[kind]).last + timedelta(days=1)
    return day_in_period(kind, after, settings)


def first_day(kind: Digest, today: date, settings: Settings) -> date:
    """Return the next digest's day from *today* on."""
    day = day_in_period(kind, today, settings)
    if day >= today:
        return day
    return day_in_period(kind, period_of(today, _SPANS[kind]).last + timedelta(days=1), settings)


def day_in_period(kind: Digest, day: date, settings: Settings) -> date:
    """Return the digest's day in the day, week or month of *day*."""
    later = {
        Digest.DAILY: 0,
        Digest.WEEKLY: settings.digest_weekday,
        Digest.MONTHLY: settings.digest_month_day - 1,
    }
    return period_of(day, _SPANS[kind]).first + timedelta(days=later[kind])


#: What happened in a period, if any of these was counted.
_HAPPENED = ("shares", "cases", "claimed", "visited", "closed", "reopened", "handed_over",
             "received")  # fmt: skip


def has_happened(numbers: Numbers) -> bool:
    """Return whether there is anything to say of a period."""
    return any(numbers[name] for name in _HAPPENED)


def drawn(parts: Sequence[Numbers]) -> Iterator[tuple[Period, int, int]]:
    """Yield the shares and the cases of each part."""
    for part in parts:
        yield part.period, part["shares"], part["cases"]
