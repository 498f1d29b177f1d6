"""The process's clock: the one place that reads it. Whoever decides by time is given a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

#: Gives the time, aware and in UTC.
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of the process's clock."""
    return datetime.now(UTC)
