"""The log of calls between the bot and the platform; it keeps the newest ones."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from threading import Lock
from typing import Literal

from simulator.clock import milliseconds
from simulator.refusals import Json

#: Enough for a screen and for looking back after a failed test.
_KEPT = 5000


@dataclass(frozen=True, slots=True)
class TrafficEntry:
    """One call: `api` of the bot, `webhook` of the platform; no status means no answer. `paid` is
    its cost in paid messages, `who` the user that it is about, if any."""

    at: datetime
    way: Literal["api", "webhook"]
    what: str
    status: int | None
    note: str = ""
    took_ms: float | None = None
    paid: int = 0
    who: str = ""

    def as_json(self, number: int) -> Json:
        return {
            "number": number,
            "at": milliseconds(self.at),
            "way": self.way,
            "what": self.what,
            "status": self.status,
            "note": self.note,
            "tookMs": None if self.took_ms is None else round(self.took_ms, 1),
            "paid": self.paid,
            "who": self.who,
        }


class Traffic:
    def __init__(self) -> None:
        self._passages: deque[tuple[int, TrafficEntry]] = deque(maxlen=_KEPT)
        self._lock = Lock()
        self._number = 0

    def add(self, passage: TrafficEntry) -> None:
        with self._lock:
            self._number += 1
            self._passages.append((self._number, passage))

    def newest(self) -> int:
        return self._number

    def after(self, number: int) -> list[Json]:
        with self._lock:
            fresh = takewhile(lambda kept: kept[0] > number, reversed(self._passages))
            return [one.as_json(each) for each, one in reversed(list(fresh))]

    def clear(self) -> None:
        with self._lock:
            self._passages.clear()
