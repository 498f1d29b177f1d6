"""The outlook of a waiting case, and the best time to go: the hours of the week in which people
were seen at a spot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from math import ceil


class Taker(StrEnum):
    """Who can claim a case: staff of its centre, only the national centre's, nobody yet, staff who
    are not woken for it before the end of the quiet hours, or staff who cannot be alerted, because
    LINE takes no pushes."""

    CENTRE = "centre"
    NATION = "nation"
    NOBODY = "nobody"
    RESTING = "resting"
    UNTOLD = "untold"


class Unit(IntEnum):
    """The units in which people name a time; in minutes."""

    MINUTE = 1
    HOUR = 60
    DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Usual:
    """The recent median of the minutes from opening to claim; the country's if the centre has
    claimed too few cases."""

    minutes: int
    of_country: bool = False

    @property
    def unit(self) -> Unit:
        """Return the unit: minutes within the hour, hours within the day, then days."""
        return max((unit for unit in Unit if unit <= self.minutes), default=Unit.MINUTE)

    @property
    def number(self) -> int:
        """Return the number of units, rounded up: nobody is promised less than it takes."""
        return max(1, ceil(self.minutes / self.unit))

    @property
    def minutes_said(self) -> int:
        """Return the promised minutes, after which the promise is broken."""
        return self.number * self.unit


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a sharer may expect of a waiting case; *late* if it waits longer than was promised,
    *since* is when its alert is sent if all of its staff rest."""

    taker: Taker
    usual: Usual | None = None
    late: bool = False
    since: datetime | None = None


#: From fewer sightings, or from those of one day, no best time can be derived.
_FEWEST = 4
_FEWEST_DAYS = 2
#: The length of the best time: hours for which a visit can be planned.
HOURS = 3
#: The most weekdays that are named, and the part of the sightings that they must hold.
_MOST_WEEKDAYS = 3
_MOST_OF_THEM = 2 / 3


@dataclass(frozen=True, slots=True)
class SightingCounts:
    """The number of shares by (weekday, hour) in Bangkok, Monday is 0, within a number of
    *days*."""

    by_hour: Mapping[tuple[int, int], int]
    days: int


@dataclass(frozen=True, slots=True)
class BestTime:
    """HOURS hours from *first* o'clock; *weekdays* are named if they hold most sightings."""

    first: int
    weekdays: tuple[int, ...] = ()


def best_time(seen: SightingCounts) -> BestTime | None:
    """Return the hours with the most sightings; None if these are few or spread over the day."""
    total = sum(seen.by_hour.values())
    if total < _FEWEST or seen.days < _FEWEST_DAYS:
        return None
    hours = Counter[int]()
    for (_, hour), often in seen.by_hour.items():
        hours[hour] += often
    first = _fullest(hours)
    within = _by_weekday(seen, first)
    # "Usually" would be untrue of hours that hold less.
    if within.total() * 2 < total:
        return None
    return BestTime(first, _weekdays(within))


def _fullest(hours: Counter[int]) -> int:
    """Return the start of the window with the most sightings; of several the one around its busiest
    hour."""
    starts = range(24 - HOURS + 1)
    return max(starts, key=lambda start: (_in_window(hours, start), hours[start + 1], -start))


def _in_window(hours: Counter[int], start: int) -> int:
    return sum(hours[hour] for hour in range(start, start + HOURS))


def _by_weekday(seen: SightingCounts, first: int) -> Counter[int]:
    found = Counter[int]()
    for (weekday, hour), often in seen.by_hour.items():
        if first <= hour < first + HOURS:
            found[weekday] += often
    return found


def _weekdays(within: Counter[int]) -> tuple[int, ...]:
    """Return the few weekdays that hold most sightings; none if the last of them is no better than
    others."""
    named: list[int] = []
    for weekday, often in within.most_common():
        enough = sum(within[one] for one in named) >= _MOST_OF_THEM * within.total()
        if enough and often < within[named[-1]]:
            break
        named.append(weekday)
    return tuple(sorted(named)) if len(named) <= _MOST_WEEKDAYS else ()
