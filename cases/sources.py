"""What the handlers ask beside an event's own work: profiles, photos, the counters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cases.calendar import Period, Span
from cases.digest import OpenCases
from cases.people import Language
from cases.statistics import Numbers, Report


@dataclass(frozen=True, slots=True)
class Profile:
    """What LINE tells of a user; asked for, never kept as such."""

    name: str
    language: Language


class Profiles(Protocol):
    """LINE's profiles."""

    def find(self, line_id: str) -> Profile | None:
        """Return the profile; None if LINE does not answer in time or does not know the user."""


class NoPhoto(StrEnum):
    """Why a photo does not come from LINE: it is being prepared; something is in the way, which
    may pass; it came and is no picture that we can draw."""

    NOT_READY = "not_ready"
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"


class PhotoSource(Protocol):
    """The photos that LINE keeps for a while."""

    def fetch(self, message: str) -> bytes | NoPhoto:
        """Return a message's photo as a small JPEG in which nothing but the picture is left."""


class Statistics(Protocol):
    """The counters, for reading."""

    def report(self, centre: str, span: Span, at: datetime) -> Report:
        """Return the numbers of a centre or the country, in the period of *at* and before."""

    def recent(self, centre: str, at: datetime) -> Numbers:
        """Return the counters of a centre or the country in the month of *at* and the one before.
        They are looked at: no commit depends on them."""

    def series(self, centre: str, periods: Sequence[Period]) -> Sequence[Numbers]:
        """Return the counters of a centre or the country in each of *periods*, without the sharers,
        which would need more."""

    def open_cases(self, centres: Sequence[str]) -> OpenCases:
        """Count the cases that are open now."""
