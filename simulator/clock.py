"""The time, passed in wherever the simulator needs it, so that tests can move it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """LINE's timestamps: whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)
