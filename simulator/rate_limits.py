"""LINE's limits on calls, counted in fixed windows."""

from dataclasses import dataclass
from threading import Lock

from simulator.clock import Clock
from simulator.refusals import RATE_LIMIT, Refused


@dataclass(frozen=True, slots=True)
class Rate:
    calls: int
    seconds: int


RATES = {
    "reply": Rate(2000, 1),
    "push": Rate(2000, 1),
    "multicast": Rate(200, 1),
    "loading": Rate(100, 1),
    "rich menu change": Rate(100, 3600),
}


class RateLimits:
    """One count per kind of call; a kind without a rate is free."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def take(self, kind: str) -> None:
        """Raise 429 when the window is full."""
        rate = RATES.get(kind)
        if rate is None:
            return
        window = int(self._clock().timestamp()) // rate.seconds
        with self._lock:
            began, count = self._counts.get(kind, (window, 0))
            count = count + 1 if began == window else 1
            self._counts[kind] = (window, count)
        if count > rate.calls:
            raise Refused(429, RATE_LIMIT)
