"""What the people of a fault test did: what must have become of it is held against this."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from cases.taxonomy import NOT_FOUND
from config.settings import Settings
from simulator.refusals import Json
from tools.crowd.deeds import Deed, Sort, Witness

#: The centre that gets what nobody else answers.
NATION = Settings().national_centre
_DEGREES = ("latitude", "longitude")


@dataclass
class Ledger(Witness):
    """Ids of events by what they were; every event of it was acknowledged in the end."""

    officers: dict[str, list[str]] = field(default_factory=dict)
    """centre -> LINE ids of its officers on duty"""
    closes: dict[str, str] = field(default_factory=dict)
    """case -> outcome with which its holder closed it"""
    poison: set[bytes] = field(default_factory=set)
    """signed bodies that are no webhook"""
    private: set[str] = field(default_factory=set)
    """what must not stand in a log: ids of people, places, words"""
    sent: int = 0
    """acts of people, and signed bodies besides"""

    @property
    def everybody(self) -> list[str]:
        return [one for team in self.officers.values() for one in team]

    def did(self, deed: Deed, event: Json) -> None:
        """Keep what somebody did as *event*."""
        super().did(deed, event)
        self.sent += 1
        self.private |= {f"{deed.told[of]:.4f}" for of in _DEGREES if of in deed.told}
        fields = dict(parse_qsl(str(deed.told.get("data", ""))))
        outcome = NOT_FOUND if fields.get("do") == "not_found" else fields.get("outcome")
        if outcome and deed.sort is not Sort.FORGED:
            self.closes[deed.case] = outcome

    def refused(self, status: int) -> None:
        """See that a body is refused that was signed wrongly, whatever dies meanwhile."""
        assert status == 400, f"a wrong signature was answered with {status}"
