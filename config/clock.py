"""The process's clock. Only this file reads it; code that needs the time is passed a Clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

#: Returns the time, aware and in UTC.
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of the process's clock."""
    return datetime.now(UTC)
