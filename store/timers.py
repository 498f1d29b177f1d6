"""What is to happen later, in Redis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.ports import Timer
from store import keys
from store.moments import to_ms
from store.transaction import Transaction

#: What has a stream of its own, so that it holds up nothing else.
_ELSEWHERE = {Timer.FETCH_PHOTO: keys.FETCHES}


@dataclass(frozen=True, slots=True)
class RedisTimers:
    """cases.ports.Timers on one transaction."""

    tx: Transaction

    def set(self, timer: Timer, case: str, due: datetime, *, step: int = 0) -> None:
        """Set, or set anew, the one row of this timer, case and step."""
        row = f"{timer.value}:{case}:{step}" if step else f"{timer.value}:{case}"
        self.tx.write("ZADD", _ELSEWHERE.get(timer, keys.TIMERS), to_ms(due), row)

    def cancel(self, timer: Timer, case: str) -> None:
        """Delete the row."""
        self.tx.write("ZREM", keys.TIMERS, f"{timer.value}:{case}")

    def is_set(self, timer: Timer, case: str) -> bool:
        """Tell whether there is such a row; two that set it at once set the same."""
        return self.tx.look("ZSCORE", keys.TIMERS, f"{timer.value}:{case}") is not None
