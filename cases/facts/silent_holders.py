"""What became true of a held case in which nothing happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person


@dataclass(frozen=True, slots=True)
class HolderAsked(Fact):
    """The holder has not acted for long: are they still on it? *by* is when colleagues hear."""

    to: Person
    case: Case
    by: datetime


@dataclass(frozen=True, slots=True)
class HolderStays(Fact):
    """The holder said that they are still on it; they are asked again at *until* at the latest."""

    to: Person
    case: Case
    until: datetime


@dataclass(frozen=True, slots=True)
class TakenOver(Fact):
    """The one who held the case hears that *holder* has it now."""

    to: Person
    case: Case
    holder: str
