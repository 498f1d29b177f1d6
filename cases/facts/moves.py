"""Facts of hand-overs, merges and unmerges."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import Fact
from cases.outlook import Taker
from cases.people import Member, Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Receiver:
    """A centre that a case can be handed over to, with its distance in metres from the case's
    place."""

    centre: Centre
    metres: float


@dataclass(frozen=True, slots=True)
class HandoverAsked(Fact):
    """The member is asked for the centre: the one with jurisdiction, the nearest others, or the
    national desk."""

    to: Person
    case: Case
    area: Receiver | None
    others: tuple[Receiver, ...]
    nation: Receiver | None


@dataclass(frozen=True, slots=True)
class HandoverReasonAsked(Fact):
    """The member is asked for the reason. *must* says that no other centre can be chosen any
    more."""

    to: Person
    case: Case
    centre: Centre
    must: bool


@dataclass(frozen=True, slots=True)
class CaseHandedOver(Fact):
    """The case waits at *centre*: handed over, or returned. *taker* says who can claim it there;
    *must* that it went to the national desk after too many hand-overs."""

    to: Person
    case: Case
    centre: Centre
    taker: Taker
    must: bool


@dataclass(frozen=True, slots=True)
class HandoverUnclaimed(Fact):
    """Nobody of *centre* has claimed in time the case that *team* handed over."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre


@dataclass(frozen=True, slots=True)
class Near:
    """An open case, with its distance in metres from the one that may be merged into it."""

    case: Case
    metres: float


@dataclass(frozen=True, slots=True)
class MergeOffered(Fact):
    """The cases into which *case* can be merged, nearest first; empty if none is near."""

    to: Person
    case: Case
    into: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class CaseMerged(Fact):
    """*case* is closed; all its contents belong to *into*."""

    to: Person
    case: Case
    into: Case


@dataclass(frozen=True, slots=True)
class CaseGrew(Fact):
    """The holder of *case* is told that the case *number* was merged into it."""

    to: Person
    case: Case
    number: str


@dataclass(frozen=True, slots=True)
class UnmergeOffered(Fact):
    """The cases that were merged into *case* and can be unmerged, the last first."""

    to: Person
    case: Case
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseUnmerged(Fact):
    """*case* waits again; it was unmerged from *source*, and waits at that case's present
    centre."""

    to: Person
    case: Case
    source: Case
