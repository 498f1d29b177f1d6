"""The limits of an account: the month's paid messages, and the rates of calls."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from threading import Lock

from simulator.clock import Clock
from simulator.refusals import MONTHLY_LIMIT, RATE_LIMIT, ApiError, Json

#: The account's month begins at midnight in its country.
_COUNTRY = timezone(timedelta(hours=7))


class MonthlyQuota:
    """Counts paid messages by month. It has no lock: the platform holds its own."""

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self._used: dict[str, int] = {}

    def used(self, now: datetime) -> int:
        return self._used.get(_month(now), 0)

    def spend(self, cost: int, now: datetime) -> None:
        """Count the cost of a request. Raises ApiError 429 if it does not fit into the limit."""
        used = self.used(now)
        if self.limit is not None and used + cost > self.limit:
            raise ApiError(429, MONTHLY_LIMIT)
        self._used[_month(now)] = used + cost

    def set(self, limit: int | None, used: int | None, now: datetime) -> None:
        self.limit = limit
        if used is not None:
            self._used[_month(now)] = used

    def as_json(self) -> Json:
        if self.limit is None:
            return {"type": "none"}
        return {"type": "limited", "value": self.limit}


def _month(now: datetime) -> str:
    return now.astimezone(_COUNTRY).strftime("%Y-%m")


@dataclass(frozen=True, slots=True)
class RateLimit:
    calls: int
    seconds: int


RATE_LIMITS = {
    "reply": RateLimit(2000, 1),
    "push": RateLimit(2000, 1),
    "multicast": RateLimit(200, 1),
    "loading": RateLimit(100, 1),
    "rich menu change": RateLimit(100, 3600),
}


class RateLimits:
    """Counts calls by kind in fixed windows; a kind without a rate has no limit."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counts: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def take(self, kind: str) -> None:
        """Count a call. Raises ApiError 429 when the window is full."""
        rate = RATE_LIMITS.get(kind)
        if rate is None:
            return
        window = int(self._clock().timestamp()) // rate.seconds
        with self._lock:
            began, count = self._counts.get(kind, (window, 0))
            count = count + 1 if began == window else 1
            self._counts[kind] = (window, count)
        if count > rate.calls:
            raise ApiError(429, RATE_LIMIT)
