"""What became true when a case goes to another centre, becomes one with another, or parts
again."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import Fact
from cases.outlook import Taker
from cases.people import Member, Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Receiver:
    """A centre that a case can be handed over to, so many metres from its place."""

    centre: Centre
    metres: float


@dataclass(frozen=True, slots=True)
class HandoverAsked(Fact):
    """To which centre? The one with jurisdiction, the nearest others, or the national desk."""

    to: Person
    case: Case
    area: Receiver | None
    others: tuple[Receiver, ...]
    nation: Receiver | None


@dataclass(frozen=True, slots=True)
class HandoverReasonAsked(Fact):
    """Why to that centre? *must* tells that no other one can be chosen any more."""

    to: Person
    case: Case
    centre: Centre
    must: bool


@dataclass(frozen=True, slots=True)
class CaseHandedOver(Fact):
    """The case waits at *centre*: given on, or sent back. *taker* tells who can take it there;
    *must* that the national desk got it after so many hand-overs."""

    to: Person
    case: Case
    centre: Centre
    taker: Taker
    must: bool


@dataclass(frozen=True, slots=True)
class HandoverUnclaimed(Fact):
    """Nobody of *centre* has claimed what *team* handed over, and their clock ran out."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre


@dataclass(frozen=True, slots=True)
class Near:
    """An open case, so many metres away from the one that may be merged into it."""

    case: Case
    metres: float


@dataclass(frozen=True, slots=True)
class MergeOffered(Fact):
    """Into which of these can *case* be merged? Nearest first; empty where none is near."""

    to: Person
    case: Case
    into: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class CaseMerged(Fact):
    """*case* is closed; all that belonged to it belongs to *into*."""

    to: Person
    case: Case
    into: Case


@dataclass(frozen=True, slots=True)
class CaseGrew(Fact):
    """The holder of *case* hears that the case *number* was merged into it."""

    to: Person
    case: Case
    number: str


@dataclass(frozen=True, slots=True)
class UnmergeOffered(Fact):
    """Which of the cases that were merged into *case* shall stand alone again? The last first."""

    to: Person
    case: Case
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseUnmerged(Fact):
    """*case* waits again; it was taken out of *source*, and waits where that is now."""

    to: Person
    case: Case
    source: Case
