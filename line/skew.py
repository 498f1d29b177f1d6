"""How far the clocks are off: the web's and the worker's by LINE's word, the store's by ours."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from config.clock import Clock
from line.event_time import CLOCK_IS_OFF, is_first_delivery, stamp_of

#: What was learnt of a clock stands so long: LINE is asked every hour.
_STANDS_S = 2 * 3600.0
#: A clock that is set, not steered, jumps by more than this.
_STEP_S = 60.0
#: One late delivery must not look like a clock: the nearest of the last few counts.
_SAMPLES = 5
_UNITS = ((86_400, "days"), (3_600, "hours"), (60, "minutes"), (1, "seconds"))
_log = structlog.get_logger()


def is_off(ahead: timedelta) -> bool:
    """Return whether an operator has to set a clock."""
    return abs(ahead) > CLOCK_IS_OFF


def in_words(ahead: timedelta) -> str:
    """Say how far a clock is off: "8 days ahead of"."""
    seconds = abs(ahead).total_seconds()
    number, unit = next(
        (round(seconds / size), unit) for size, unit in _UNITS if seconds >= 2 * size or size == 1
    )
    return f"{number} {unit} {'ahead of' if ahead > timedelta() else 'behind'}"


def steady() -> float:
    """Return seconds that no setting of the clock changes; on Linux they count sleep as well."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class Skew:
    """What a worker has learnt of the clocks. "web" is the clock that notes receipts, held against
    the times that LINE gives its events; "worker" is this process's, held against LINE's
    answers."""

    def __init__(self, clock: Clock, steadily: Callable[[], float] = steady) -> None:
        self._clock = clock
        self._steadily = steadily
        self._lock = threading.Lock()
        self._offset = self._offset_now()
        self._said: dict[str, deque[tuple[float, timedelta]]] = {}

    def received(self, events: Sequence[object], received_at: datetime) -> None:
        """Compare the clock of receipts with the times of a body's events. A redelivery is late by
        itself: it can only show that all is well."""
        for raw in events:
            stamp = stamp_of(raw) if isinstance(raw, dict) else None
            if stamp is not None and isinstance(raw, dict):
                ahead = received_at - stamp
                if is_first_delivery(raw) or not is_off(ahead):
                    self._learn("web", ahead)

    def answered(self, date: datetime) -> None:
        """Compare this process's clock with the date of a response of LINE's."""
        self._learn("worker", self._clock() - date)

    def ahead(self) -> dict[str, timedelta]:
        """Return by how much each known clock is ahead, negative where it is behind."""
        oldest = self._steadily() - _STANDS_S
        with self._lock:
            found = {
                name: [ahead for at, ahead in said if at >= oldest]
                for name, said in self._said.items()
            }
        return {name: min(some, key=abs) for name, some in found.items() if some}

    def is_right(self) -> bool:
        """Return whether the clocks are known to be right; not known is not right."""
        known = self.ahead().values()
        if abs(self._offset_now() - self._offset) > _STEP_S:  # set since: stepped() will say so
            return False
        return bool(known) and not any(map(is_off, known))

    def stepped(self) -> timedelta | None:
        """Return by how much the clock was set since this was last asked. What was learnt before
        is forgotten, for it was learnt of another clock."""
        offset = self._offset_now()
        step, self._offset = offset - self._offset, offset
        if abs(step) <= _STEP_S:
            return None
        with self._lock:
            self._said.clear()
        _log.warning("clock was set", by_seconds=round(step))
        return timedelta(seconds=step)

    def _learn(self, name: str, ahead: timedelta) -> None:
        with self._lock:
            said = self._said.setdefault(name, deque(maxlen=_SAMPLES))
            said.append((self._steadily(), ahead))

    def _offset_now(self) -> float:
        return self._clock().timestamp() - self._steadily()
