"""The process's clock. Only this file reads it; code that needs the time is passed a Clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: Returns the time, aware and in UTC.
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of the process's clock."""
    return datetime.now(UTC)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Write an aware time."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """Read a time."""
    return _EPOCH + milliseconds * _MILLISECOND
