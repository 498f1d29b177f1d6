"""When a team can go to a place again."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.calendar import BANGKOK, day_start

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
