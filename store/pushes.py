"""Whether LINE takes pushes, and which cases wait without their team having heard of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case, State
from cases.moments import from_ms, to_ms
from store import keys
from store.transaction import Transaction

#: Beyond so many nobody needs the exact number.
_MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class RedisPushes:
    """cases.ports.Pushes on one transaction."""

    tx: Transaction
    now: datetime

    def stopped_since(self) -> datetime | None:
        kept = self.tx.read("GET", keys.PUSHES_STOPPED)
        return from_ms(int(kept)) if kept else None

    def told_at(self, case: Case) -> datetime | None:
        kept = self.tx.peek("HGET", keys.case(case.number), "alerted_at")
        return from_ms(int(kept)) if kept and int(kept) >= to_ms(case.waiting_since) else None

    def untold(self, centre: str, *, with_escalated: bool) -> int:
        queues = [keys.queue(centre)] + ([keys.ESCALATED] if with_escalated else [])
        found = self.tx.peek_each([("ZRANGE", queue, 0, _MOST_COUNTED - 1) for queue in queues])
        numbers = {number.decode() for queue in found for number in queue}
        fields = ("state", "waiting_since", "alerted_at")
        rows = self.tx.peek_each([("HMGET", keys.case(number), *fields) for number in numbers])
        return sum(self._is_untold(*row) for row in rows)

    def _is_untold(self, state: bytes | None, since: bytes | None, alerted: bytes | None) -> bool:
        waits = state == State.WAITING.value.encode()
        return waits and to_ms(self.now) >= int(since or 0) > int(alerted or 0)
