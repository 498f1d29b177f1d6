"""Records what people do and read, by the ids of events."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.refusals import Json
from simulator.webhooks import event_id
from tools.crowd.deeds import Deed, Sort
from tools.crowd.heard import Heard


@dataclass
class Witness:
    """Records what every evening needs; a ledger adds what its judge needs."""

    shares: dict[str, str] = field(default_factory=dict)
    """event -> LINE id of the citizen who shared a place in Thailand"""
    abroad: set[str] = field(default_factory=set)
    """shares of places outside Thailand"""
    forged: set[str] = field(default_factory=set)
    """events of people who pressed a button of staff without being staff"""
    check_ins: set[str] = field(default_factory=set)
    """locations of officers: check-ins, or shares if they came too late for that"""

    def did(self, deed: Deed, event: Json) -> None:
        """Record a deed that was sent as *event*."""
        match deed.sort:
            case Sort.SHARE:
                self.shares[event_id(event)] = deed.who
            case Sort.ABROAD:
                self.abroad.add(event_id(event))
            case Sort.FORGED:
                self.forged.add(event_id(event))
            case Sort.CHECK_IN:
                self.check_ins.add(event_id(event))
            case _:
                pass

    def took(self, heard: Heard) -> None:
        """Keep what somebody read."""

    def refused(self, status: int) -> None:
        """Keep how the web answered a body that was signed wrongly."""
