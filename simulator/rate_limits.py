"""LINE's limits on calls, counted in fixed windows."""

from dataclasses import dataclass
from threading import Lock

from simulator.clock import Clock
from simulator.refusals import RATE_LIMIT, ApiError


@dataclass(frozen=True, slots=True)
class RateLimit:
    calls: int
    seconds: int


RATES = {
    "reply": RateLimit(2000, 1),
    "push": RateLimit(2000, 1),
    "multicast": RateLimit(200, 1),
    "loading": RateLimit(100, 1),
    "rich menu change": RateLimit(100, 3600),
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
            raise ApiError(429, RATE_LIMIT)
