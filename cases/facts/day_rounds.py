"""What became true when an officer asks for today's round."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Person
from geo.centres import Centre


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
