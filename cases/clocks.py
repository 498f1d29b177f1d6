"""When a waiting or a held case is spoken of again, or gone to again, and the hours in which nobody
is woken for what can wait. Hours are Bangkok's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cases.calendar import BANGKOK, day_start
from cases.case import Case
from config.settings import Settings

_DAY = timedelta(days=1)
#: So long before the sharers of an open case are forgotten, its heads hear of it.
TOLD_BEFORE = timedelta(days=14)
#: Two clocks that are well kept are no further apart.
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
    """Return whether a wait begins later than any rule lets it, so that a wrong clock has set it:
    not at the end of quiet hours, which is a whole hour of the next day, and not as *planned*."""
    if planned is not None or not is_ahead(since, now):
        return False
    return since > now + _DAY or (since.minute, since.second, since.microsecond) != (0, 0, 0)


def is_ahead(at: datetime, now: datetime) -> bool:
    """Return whether what has happened is said to happen later than *now*."""
    return at > now + _CLOCKS_AGREE


def forgotten_at(case: Case, settings: Settings) -> datetime:
    """Return when the sharers of a case are forgotten though nobody closes it."""
    return case.last_shared_at + timedelta(days=settings.open_case_days)


def is_forgotten_soon(case: Case, now: datetime, settings: Settings) -> bool:
    """Return whether the heads are told that the sharers of an open case will be forgotten."""
    left = forgotten_at(case, settings) - now
    return case.is_open and timedelta() < left <= TOLD_BEFORE


def reminder_due(case: Case, settings: Settings) -> datetime:
    """Return when those on duty are reminded of a waiting case."""
    return case.waiting_since + timedelta(minutes=settings.claim_minutes)


def escalation_due(case: Case, settings: Settings) -> datetime:
    """Return when the head and the nation hear of a waiting case; at night too if it cannot
    wait."""
    due = case.waiting_since + timedelta(minutes=settings.escalate_minutes)
    return due if case.cannot_wait else after_quiet(due, settings)


def holder_due(case: Case, since: datetime, settings: Settings) -> datetime:
    """Return when the silence of a holder who last acted *since* is spoken of: sooner where the
    case cannot wait, and else not in the quiet hours."""
    if case.cannot_wait:
        return since + timedelta(minutes=settings.holder_urgent_minutes)
    return after_quiet(since + timedelta(minutes=settings.holder_minutes), settings)


#: How often a holder's silence was spoken of: with them, with those on duty, with the heads.
HOLDER_ASKED, COLLEAGUES_HEAR, HEADS_HEAR = 1, 2, 3


def may_be_taken_over(case: Case) -> bool:
    """Return whether colleagues may claim a held case: its holder was asked, and is silent."""
    return case.holder is not None and case.visit.silence >= COLLEAGUES_HEAR


#: Longer, and nobody knows any more whom to look for; the case is better closed.
FARTHEST = timedelta(days=14)
_EVENING, _MORNING = timedelta(hours=19), timedelta(days=1, hours=7)


def revisit_times(now: datetime) -> tuple[datetime, ...]:
    """Return the times to choose from: tonight, tomorrow morning, at this hour tomorrow and in
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
