"""What became true when a wrong outcome is put right."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person
from cases.taxonomy import Outcome


@dataclass(frozen=True, slots=True)
class CorrectedPersonAsked(Fact):
    """Of which of several persons is the outcome wrong?"""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class CorrectionAsked(Fact):
    """Which of these is the outcome of *person* (counted from 1), if not the one that the case was
    closed with?"""

    to: Person
    case: Case
    outcomes: tuple[Outcome, ...]
    person: int = 1


@dataclass(frozen=True, slots=True)
class OutcomeCorrected(Fact):
    """The case has another outcome of *person* now."""

    to: Person
    case: Case
    person: int = 1
