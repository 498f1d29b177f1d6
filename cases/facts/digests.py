"""What became true of digests, of today's round, and of pages that were opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.case import Case
from cases.digest import Cost, Standing
from cases.facts.fact import Fact
from cases.people import Digest, Member, Person
from cases.statistics import Numbers
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Digested(Fact):
    """Somebody reads a digest: of a centre, or (None) of the country. Without a *cost* they asked
    for it, and it is the free reply; *stopped* tells that none comes by itself, because the month's
    pushes run low."""

    to: Person
    kind: Digest
    centre: Centre | None
    now: Numbers
    before: Numbers
    parts: tuple[Numbers, ...]
    standing: Standing
    cost: Cost | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class DigestsChosen(Fact):
    """The digests that somebody may have, and which of them they want."""

    to: Person
    wanted: tuple[tuple[Digest, bool], ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A case to visit, and how far it is from the stop before."""

    case: Case
    metres: float


@dataclass(frozen=True, slots=True)
class RoundShown(Fact):
    """The cases that an officer has still to visit, in a short order, from the place of the last
    check-in of today (*checked_in* is its case) or from *centre*; *left* more come after them."""

    to: Person
    stops: tuple[Stop, ...]
    centre: Centre
    checked_in: str = ""
    left: int = 0

    @property
    def metres(self) -> float:
        """Return the length of the way, as the crow flies."""
        return sum(stop.metres for stop in self.stops)


@dataclass(frozen=True, slots=True)
class PageLinked(Fact):
    """A head or manager gets a link that is good once, *until* then; *centre* is None for the
    country."""

    to: Person
    member: Member
    centre: Centre | None
    token: str = field(repr=False)
    until: datetime


@dataclass(frozen=True, slots=True)
class SignedOut(Fact):
    """Every session of a member is over, on every device."""

    to: Person
