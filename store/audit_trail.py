"""What the web and the commands write to the audit log, outside the work of an event."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from cases.audit import AuditEntry
from store.audit_chain import AuditKeys
from store.connection import StoreClient
from store.exceptions import LostRace
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork

#: Somebody wins each round.
_MOST_ROUNDS = 200
_LONGEST_PAUSE_S = 0.01


class AuditTrail:
    """Appends one entry at a time. One without a change may be written where the store is full:
    what is read there, or let go, must be accounted for too."""

    def __init__(self, client: StoreClient, audit_keys: AuditKeys) -> None:
        self._keys = audit_keys
        self._units = UnitsOfWork(client, audit_keys)
        self._when_full = UnitsOfWork(client, audit_keys, when_full=True)

    def record(
        self,
        entry: AuditEntry,
        now: datetime,
        *,
        once: str = "",
        change: Callable[[RedisUnitOfWork], None] | None = None,
    ) -> bool:
        """Write *entry* and make *change* with it; of the same *once* within a week only the first
        is written. Return whether it was. Raises LostRace."""
        units = self._units if change else self._when_full
        event = self._keys.digest(once) if once else str(uuid4())
        for _ in range(_MOST_ROUNDS):
            unit = units.open(f"audit:{event}", now)
            if change:
                change(unit)
            unit.audit.record(entry)
            try:
                return unit.commit([])
            except LostRace:
                time.sleep(random.uniform(0, _LONGEST_PAUSE_S))  # noqa: S311  (jitter)
        raise LostRace
