"""What the handlers need of the store for merging cases, and of places where people were seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cases.best_time import Sightings as Seen
from cases.case import Detail, Share
from geo.point import Point


class Moves(Protocol):
    """What sharers gave, taken from one case to another."""

    def contents(self, number: str) -> tuple[Sequence[Share], Sequence[Detail]]:
        """Return the shares and the details of a case, oldest first. They are to be moved, so
        unlike those that are looked at they are compared at the commit: what somebody takes back or
        erases meanwhile must not come back."""

    def move(
        self, source: str, target: str, shares: Sequence[Share], details: Sequence[Detail]
    ) -> None:
        """Write *shares* and *details* into *target*, and take them out of *source*."""


class Sightings(Protocol):
    """How often somebody was shared at which hour of the week, by cells of about 500 m."""

    def add(self, point: Point) -> None:
        """Count one share at *point* now."""

    def around(self, point: Point) -> Seen:
        """Return what was counted in the cell of *point*, only looked at."""
