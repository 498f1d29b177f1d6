"""What became true for the people who share: the answers that are told to citizens.

A fact names the people it is told to; nothing here says how."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.data_facts import DataFact
from cases.people import Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Welcomed:
    """Somebody added the account."""

    to: Person


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A share opened a case; *split_from* is the case it was wrongly joined to."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class ShareJoined:
    """A share joined an open case; *share* lets its sharer say that it is someone else."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    share: str


@dataclass(frozen=True, slots=True)
class ShareRefused:
    """A share lies outside Thailand."""

    to: Person


@dataclass(frozen=True, slots=True)
class NotSplit:
    """A share cannot be split (any more): it stands in *case*, or is not this person's."""

    to: Person


@dataclass(frozen=True, slots=True)
class KindSaid:
    """A sharer said what the share is about."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class KindNotTaken:
    """A sharer's word on a case that is closed, or not theirs."""

    to: Person


@dataclass(frozen=True, slots=True)
class SharersTold:
    """Every sharer hears the outcome, once."""

    sharers: tuple[Person, ...]
    case: Case


CitizenFact = (
    Welcomed
    | CaseOpened
    | ShareJoined
    | ShareRefused
    | NotSplit
    | KindSaid
    | KindNotTaken
    | SharersTold
    | DataFact
)
