"""The process's clock. Only this file reads it; code that needs the time is passed a Clock.
In the store and in LINE's events times are whole milliseconds since 1970, UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

#: A delivery takes seconds; where receipt and LINE's time are further apart, a clock is wrong.
CLOCK_IS_OFF = timedelta(minutes=5)
_UNITS = ((86_400, "days"), (3_600, "hours"), (60, "minutes"), (1, "seconds"))


#: Returns the time, aware and in UTC.
Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the time of the process's clock."""
    return datetime.now(UTC)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Return an aware time in milliseconds since 1970."""
    return (at - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """Return the aware time of so many milliseconds since 1970."""
    return _EPOCH + milliseconds * _MILLISECOND


def is_off(ahead: timedelta) -> bool:
    """Return whether an operator has to set a clock."""
    return abs(ahead) > CLOCK_IS_OFF


def in_words(ahead: timedelta) -> str:
    """Return how far a clock is off in words: "8 days ahead of"."""
    seconds = abs(ahead).total_seconds()
    number, unit = next(
        (round(seconds / size), unit) for size, unit in _UNITS if seconds >= 2 * size or size == 1
    )
    return f"{number} {unit} {'ahead of' if ahead > timedelta() else 'behind'}"
