"""A held case in which nothing happens: with whom that is spoken of, and who may take it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case
from cases.people import Person

#: How often a holder's silence was spoken of: with them, with those on duty, with the heads.
HOLDER_ASKED, COLLEAGUES_HEAR, HEADS_HEAR = 1, 2, 3


def may_be_taken_over(case: Case) -> bool:
    """Return whether colleagues may claim a held case: its holder was asked, and is silent."""
    return case.holder is not None and case.silence >= COLLEAGUES_HEAR


@dataclass(frozen=True, slots=True)
class HolderAsked:
    """The holder has not acted for long: are they still on it? *by* is when colleagues hear."""

    to: Person
    case: Case
    by: datetime


@dataclass(frozen=True, slots=True)
class HolderStays:
    """The holder said that they are still on it; they are asked again at *until* at the latest."""

    to: Person
    case: Case
    until: datetime


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The one who held the case hears that *holder* has it now."""

    to: Person
    case: Case
    holder: str


HoldingFact = HolderAsked | HolderStays | TakenOver
