"""The clock, which is passed to all that needs the time, so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """Return a time as LINE writes it: whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)
