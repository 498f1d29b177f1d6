"""What is to happen later, in Redis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.moments import to_ms
from cases.ports import Timer
from store import keys
from store.transaction import Transaction

#: What would hold others up: photos have a stream of their own, of people there is a row for each.
_ELSEWHERE = {
    Timer.FETCH_PHOTO: keys.FETCHES,
    Timer.FORGET_PERSON: keys.FORGETTING,
    Timer.FORGET_CASE: keys.FORGETTING,
}


@dataclass(frozen=True, slots=True)
class RedisTimers:
    """cases.ports.Timers on one transaction."""

    tx: Transaction

    def set(self, timer: Timer, case: str, due: datetime, *, step: int = 0) -> None:
        self.tx.write("ZADD", _key(timer), to_ms(due), row(timer, case, step))

    def cancel(self, timer: Timer, case: str, *, step: int = 0) -> None:
        self.tx.write("ZREM", _key(timer), row(timer, case, step))

    def is_set(self, timer: Timer, case: str, *, step: int = 0) -> bool:
        """Return whether there is such a row; two that set it at once set the same."""
        return self.tx.peek("ZSCORE", _key(timer), row(timer, case, step)) is not None


def row(timer: Timer, case: str, step: int = 0) -> str:
    """Spell the row of a timer: "remind:14-6911-0042", or "fetch_photo:14-6911-0042:541"."""
    return f"{timer.value}:{case}:{step}" if step else f"{timer.value}:{case}"


def _key(timer: Timer) -> str:
    return _ELSEWHERE.get(timer, keys.TIMERS)
