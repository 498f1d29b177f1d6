"""What became true when a visit is proved: how far, how many, what of each, and when again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person


@dataclass(frozen=True, slots=True)
class FarReasonAsked(Fact):
    """The holder was far from the pin and found somebody: why? The *outcome* is not kept yet;
    *corrects* is the person (counted from 1) of a closed case whose outcome it is to put right."""

    to: Person
    case: Case
    outcome: str
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class HowManyAsked(Fact):
    """The holder met several persons: how many?"""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class ClosingFactAsked(Fact):
    """Who closed a case may say the fact *name* of *person* (counted from 1), of so many *of*;
    *values* are the answers, *last* is the last fact of each person."""

    to: Person
    case: Case
    person: int
    of: int
    name: str
    values: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class ClosingFactsDone(Fact):
    """There is no further closing fact to say of a case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class RevisitAsked(Fact):
    """When does the holder want to go again? *stale* tells that a chosen time cannot be."""

    to: Person
    case: Case
    times: tuple[datetime, ...]
    stale: bool = False


@dataclass(frozen=True, slots=True)
class RevisitPlanned(Fact):
    """The case waits until case.revisit_at."""

    to: Person
    case: Case
