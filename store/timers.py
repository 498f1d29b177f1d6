"""What is to happen later, in Redis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.ports import Timer
from store import keys
from store.moments import to_ms
from store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RedisTimers:
    """cases.ports.Timers on one transaction."""

    tx: Transaction

    def set(self, timer: Timer, case: str, due: datetime) -> None:
        """Set, or set anew, the one row of this timer and case."""
        self.tx.write("ZADD", keys.TIMERS, to_ms(due), f"{timer.value}:{case}")

    def cancel(self, timer: Timer, case: str) -> None:
        """Delete the row."""
        self.tx.write("ZREM", keys.TIMERS, f"{timer.value}:{case}")
