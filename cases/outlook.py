"""What can honestly be said of a waiting case: who can take it, how soon that usually happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from math import ceil


class Taker(StrEnum):
    """Who can take a case: staff of its centre, only the national centre's, nobody yet, staff who
    are not woken for it before the end of the quiet hours, or staff who cannot be told of it, for
    LINE takes no pushes."""

    CENTRE = "centre"
    NATION = "nation"
    NOBODY = "nobody"
    RESTING = "resting"
    UNTOLD = "untold"


class Unit(IntEnum):
    """In which unit people speak of a time; in minutes."""

    MINUTE = 1
    HOUR = 60
    DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Usual:
    """The recent median of the minutes from opening to claim; the country's where the centre has
    claimed too few cases to tell."""

    minutes: int
    of_country: bool = False

    @property
    def unit(self) -> Unit:
        """Return the unit: minutes within the hour, hours within the day, then days."""
        return max((unit for unit in Unit if unit <= self.minutes), default=Unit.MINUTE)

    @property
    def number(self) -> int:
        """Return how many units, rounded up: nobody is promised less than it takes."""
        return max(1, ceil(self.minutes / self.unit))

    @property
    def minutes_said(self) -> int:
        """Return the minutes after which the promise is broken: those that were said."""
        return self.number * self.unit


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a sharer may expect of a case that waits; *late* when it waits longer than was said,
    *since* is from when it is heard of where all of its staff rest."""

    taker: Taker
    usual: Usual | None = None
    late: bool = False
    since: datetime | None = None
