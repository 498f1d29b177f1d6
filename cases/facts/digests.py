"""Facts of digests, of today's round, and of the pages with a login."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.case import Case
from cases.digest import Cost, Standing
from cases.facts.fact import ToPerson
from cases.people import Digest, Member
from cases.statistics import Numbers
from geo.centres import Centre


class Digested(ToPerson):
    """A digest for one reader: of a centre, or (None) of the country. Without a *cost* the reader
    asked for it, and it is the free reply; *stopped* says that no digest is sent unasked, because
    the month's pushes run low."""

    kind: Digest
    centre: Centre | None
    now: Numbers
    before: Numbers
    parts: tuple[Numbers, ...]
    standing: Standing
    cost: Cost | None = None
    stopped: bool = False


class DigestsChosen(ToPerson):
    """The digests that a member may have, and those that they want."""

    wanted: tuple[tuple[Digest, bool], ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A case to visit, and its distance from the stop before."""

    case: Case
    metres: float


class NearAsked(ToPerson):
    """An officer is asked where they are."""


class NearShown(ToPerson):
    """The waiting cases nearest to where an officer is, each with its distance from there; *centre*
    is the officer's."""

    stops: tuple[Stop, ...]
    centre: Centre


class RoundShown(ToPerson):
    """The cases that an officer has still to visit, in a short order, from today's last check-in
    (*checked_in* is its case) or from *centre*; *left* is the number of further cases."""

    stops: tuple[Stop, ...]
    centre: Centre
    checked_in: str = ""
    left: int = 0

    @property
    def metres(self) -> float:
        """Return the length of the way in a straight line from stop to stop."""
        return sum(stop.metres for stop in self.stops)


class PageLinked(ToPerson):
    """A head or manager gets a link that works once, before *until*; *centre* is None for the
    country."""

    member: Member
    centre: Centre | None
    token: str = field(repr=False)
    until: datetime


class SignedOut(ToPerson):
    """Every session of a member has ended, on every device."""
