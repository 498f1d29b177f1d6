"""What the people of a fault test did: what must have become of it is held against this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from cases.taxonomy import NOT_FOUND
from config.settings import Settings
from tools.crowd.deeds import Deed, Sort
from tools.crowd.heard import Heard

#: The centre that gets what nobody else answers.
NATION = Settings().national_centre
_DEGREES = ("latitude", "longitude")


@dataclass(slots=True)
class Ledger:
    """Ids of events by what they were; every event of it was acknowledged in the end."""

    officers: dict[str, list[str]] = field(default_factory=dict)
    """centre -> LINE ids of its officers on duty"""
    shares: dict[str, str] = field(default_factory=dict)
    """share -> LINE id of its citizen"""
    check_ins: set[str] = field(default_factory=set)
    """locations of officers: check-ins, or shares if they came too late for that"""
    outside: set[str] = field(default_factory=set)
    """shares outside Thailand"""
    forged: set[str] = field(default_factory=set)
    """staff buttons pressed by strangers"""
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

    def did(self, deed: Deed, event: Mapping[str, Any]) -> None:
        """Keep what somebody did as *event*."""
        event_id = str(event["webhookEventId"])
        self.sent += 1
        self.private |= {f"{deed.told[of]:.4f}" for of in _DEGREES if of in deed.told}
        match deed.sort:
            case Sort.SHARE:
                self.shares[event_id] = deed.who
            case Sort.ABROAD:
                self.outside.add(event_id)
            case Sort.FORGED:
                self.forged.add(event_id)
            case Sort.CHECK_IN:
                self.check_ins.add(event_id)
            case _:
                self._keep_close(dict(parse_qsl(str(deed.told.get("data", "")))))

    def took(self, heard: Heard) -> None:
        """Leave it: what LINE took is read at the end."""

    def refused(self, status: int) -> None:
        """See that a body is refused that was signed wrongly, whatever dies meanwhile."""
        assert status == 400, f"a wrong signature was answered with {status}"

    def _keep_close(self, fields: Mapping[str, str]) -> None:
        outcome = NOT_FOUND if fields.get("do") == "not_found" else fields.get("outcome")
        if outcome:
            self.closes[fields["case"]] = outcome
