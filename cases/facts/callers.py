"""What became true when staff enter a case for somebody who is not on LINE."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.details import NOTHING_ADDED, Added
from cases.facts.fact import Fact
from cases.people import Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class CallerPlaceAwaited(Fact):
    """The member's next location is the caller's; *words* are what the caller said so far."""

    to: Person
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallerDropped(Fact):
    """The member enters nothing after all."""

    to: Person


@dataclass(frozen=True, slots=True)
class CallerEntered(Fact):
    """A caller's share opened a case, or *joined* one; *may_work* tells whether it is this
    member's business as well."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    joined: bool
    may_work: bool
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class CallerMarked(Fact):
    """What a caller says of the person stands in the case."""

    to: Person
    case: Case
    may_work: bool
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class WhosePlace(Fact):
    """A member sent a place near *case*, which they hold or the colleague *holder*: is it a
    check-in there, the place of somebody else, or (*for_caller*) of the caller they wait for?"""

    to: Person
    case: Case
    metres: float
    holder: str = ""
    for_caller: bool = False


@dataclass(frozen=True, slots=True)
class PlaceDropped(Fact):
    """Nothing was made of the place; *expired* tells that it was kept no longer."""

    to: Person
    expired: bool = False
