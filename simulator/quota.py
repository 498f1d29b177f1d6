"""The month's paid messages."""

from datetime import datetime, timedelta, timezone

from simulator.refusals import MONTHLY_LIMIT, ApiError, Json

#: The account's month turns at midnight of its country.
_COUNTRY = timezone(timedelta(hours=7))


class MonthlyQuota:
    """No limit unless one is set; not locked, the platform holds its own lock."""

    def __init__(self, limit: int | None = None) -> None:
        self.limit = limit
        self._used: dict[str, int] = {}

    def used(self, now: datetime) -> int:
        return self._used.get(_month(now), 0)

    def spend(self, cost: int, now: datetime) -> None:
        """Refuse the whole request if it does not fit."""
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
