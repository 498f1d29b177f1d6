"""What became true when cases are merged, or part again."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person


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
