"""Bangkok's calendar: days, Buddhist years, fiscal years (1 October to 30 September), case numbers,
and the clocks of waiting and held cases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from cases.case import Case
from config.settings import Settings

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
        """Return the label: 2026-11-20, 2026-W47, 2026-11, 2570-Q1, 2570 (fiscal, Buddhist era)."""
        return _label(self.first, self.span)

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
        """Yield whole periods of *spans* that make up this one, the longest that fit; *spans*
        contains DAY and begins with the longest."""
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


@lru_cache(maxsize=4096)  # each share asks for the same eight, some seventy times
def _label(first: date, span: Span) -> str:
    match span:
        case Span.DAY:
            return first.isoformat()
        case Span.WEEK:
            year, week, _ = first.isocalendar()
            return f"{year}-W{week:02d}"
        case Span.MONTH:
            return f"{first:%Y-%m}"
        case Span.QUARTER:
            return f"{fiscal_year(first)}-Q{fiscal_quarter(first)}"
        case Span.YEAR:
            return str(fiscal_year(first))


def periods_between(first: date, last: date, span: Span) -> list[Period]:
    """Return the periods that make up the days from *first* to *last*; the outer ones may be cut
    short."""
    periods = []
    while first <= last:
        whole = period_of(first, span)
        periods.append(Period(first, min(whole.last, last), span))
        first = whole.last + timedelta(days=1)
    return periods


def fiscal_quarter(day: date) -> int:
    """Return the quarter of the fiscal year, 1 to 4, in which *day* lies."""
    return (day.month - 10) % 12 // 3 + 1


def _months(first: date, count: int, span: Span) -> Period:
    years, month = divmod(first.month - 1 + count, 12)
    next_first = date(first.year + years, month + 1, 1)
    return Period(first, next_first - timedelta(days=1), span)


#: The running number may outgrow its four digits.
_WRITTEN = re.compile(r"[0-9S]{1,2}-[0-9]{4}-[0-9]{4,9}")

#: A case number as people type it: with other dashes or blanks, and without the leading zeros.
_TYPED = re.compile(r"([0-9]{1,2}|S)[\s\W_]*([0-9]{4})[\s\W_]*([0-9]{1,9})")


def is_case_number(text: str) -> bool:
    """Return whether *text* has the form of a case number; there may be no such case."""
    return _WRITTEN.fullmatch(text) is not None


def read_case_number(typed: str) -> str | None:
    """Return the case number in *typed*, which may have Thai digits, blanks or other dashes; None
    if it is none."""
    plain = "".join(
        str(unicodedata.digit(one)) if one.isdecimal() else one
        for one in unicodedata.normalize("NFKC", typed).strip().upper()
    )
    found = _TYPED.fullmatch(plain)
    return f"{found[1]}-{found[2]}-{found[3]:0>4}" if found else None


def case_number(centre: str, day: date, running: int) -> str:
    """Return a case number: province code, Buddhist year and month, running number of the month."""
    return f"{month_of(centre, day)}-{running:04d}"


def month_of(centre: str, day: date) -> str:
    """Return the beginning of the case numbers of a centre in one month."""
    province = centre.removeprefix("TH-")
    return f"{province}-{(day.year + BUDDHIST_ERA) % 100:02d}{day:%m}"


_DAY = timedelta(days=1)
#: The heads are told this long before the sharers of an open case are deleted.
TOLD_BEFORE = timedelta(days=14)
#: The greatest difference of two correct clocks.
_CLOCKS_AGREE = timedelta(minutes=1)


def is_quiet(at: datetime, settings: Settings) -> bool:
    """Return whether *at* falls into the quiet hours, which may go past midnight."""
    if settings.quiet_hours is None:
        return False
    first, end = settings.quiet_hours
    hour = at.astimezone(BANGKOK).hour
    return first <= hour < end if first < end else hour >= first or hour < end


def after_quiet(at: datetime, settings: Settings) -> datetime:
    """Return *at* itself, or the end of the quiet hours in which it lies."""
    if settings.quiet_hours is None or not is_quiet(at, settings):
        return at
    return next_time(at, settings.quiet_hours[1])


def next_time(at: datetime, hour: int, minute: int = 0) -> datetime:
    """Return the next moment after *at* at which the clock shows this time."""
    local = at.astimezone(BANGKOK)
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (today if today > local else today + _DAY).astimezone(UTC)


def waits_too_far(since: datetime, planned: datetime | None, now: datetime) -> bool:
    """Return whether *since* is later than any rule allows, so that it comes from a wrong clock: it
    is neither *planned* nor the end of quiet hours, which is a whole hour of the next day."""
    if planned is not None or not is_ahead(since, now):
        return False
    return since > now + _DAY or (since.minute, since.second, since.microsecond) != (0, 0, 0)


def is_ahead(at: datetime, now: datetime) -> bool:
    """Return whether *at*, the time of a past event, lies after *now*."""
    return at > now + _CLOCKS_AGREE


def forgotten_at(case: Case, settings: Settings) -> datetime:
    """Return when the sharers of a case are deleted even if it stays open."""
    return case.last_shared_at + timedelta(days=settings.open_case_days)


def is_forgotten_soon(case: Case, now: datetime, settings: Settings) -> bool:
    """Return whether the sharers of an open case are deleted so soon that the heads are told."""
    left = forgotten_at(case, settings) - now
    return case.is_open and timedelta() < left <= TOLD_BEFORE


def reminder_due(case: Case, settings: Settings) -> datetime:
    """Return when those on duty are reminded of a waiting case."""
    return case.waiting_since + timedelta(minutes=settings.claim_minutes)


def escalation_due(case: Case, settings: Settings) -> datetime:
    """Return when a waiting case is escalated to the heads and the national centre; an urgent one
    also at night."""
    due = case.waiting_since + timedelta(minutes=settings.escalate_minutes)
    return due if case.cannot_wait else after_quiet(due, settings)


def holder_due(case: Case, since: datetime, settings: Settings) -> datetime:
    """Return when the next message about a silent holder, who last acted *since*, is sent: sooner
    if the case is urgent, else not in the quiet hours."""
    if case.cannot_wait:
        return since + timedelta(minutes=settings.holder_urgent_minutes)
    return after_quiet(since + timedelta(minutes=settings.holder_minutes), settings)


#: Steps of a holder's silence: the holder was asked, members on duty were alerted, the heads were.
HOLDER_ASKED, COLLEAGUES_HEAR, HEADS_HEAR = 1, 2, 3


def may_be_taken_over(case: Case) -> bool:
    """Return whether colleagues may claim a held case: its holder was asked, and is silent."""
    return case.holder is not None and case.visit.silence >= COLLEAGUES_HEAR


#: The farthest planned visit: later nobody knows whom to look for; the case is better closed.
FARTHEST = timedelta(days=14)
_EVENING, _MORNING = timedelta(hours=19), timedelta(days=1, hours=7)


def revisit_times(now: datetime) -> tuple[datetime, ...]:
    """Return the times offered for a visit: tonight, tomorrow morning, at this hour tomorrow and in
    three days; people who beg keep their hours."""
    today = day_start(now)
    hour = now.astimezone(BANGKOK).replace(minute=0, second=0, microsecond=0)
    times = (
        today + _EVENING,
        today + _MORNING,
        hour + timedelta(days=1),
        hour + timedelta(days=3),
    )
    return tuple(sorted({time for time in times if can_be_revisited(time, now)}))


def can_be_revisited(time: datetime, now: datetime) -> bool:
    """Return whether a time lies in the near future."""
    return now < time <= now + FARTHEST
