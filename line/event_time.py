"""The time of an event by LINE's clock, and whether it is delivered for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from config.clock import from_ms

#: A delivery takes seconds; where receipt and LINE's time are further apart, a clock is wrong.
CLOCK_IS_OFF = timedelta(minutes=5)


def is_first_delivery(raw: Mapping[str, Any]) -> bool:
    """Return whether LINE says that it sends an event for the first time."""
    context = raw.get("deliveryContext")
    return isinstance(context, dict) and context.get("isRedelivery") is False


def stamp_of(raw: Mapping[str, Any]) -> datetime | None:
    """Return LINE's time of an event; None if it has none, or an impossible one."""
    stamp = raw.get("timestamp")
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 < stamp < 10**14:
        return None
    return from_ms(stamp)


def time_of(raw: Mapping[str, Any], received_at: datetime, now: datetime) -> datetime:
    """Return the event's own time; never one later than its receipt, unless the receipt was noted
    by a clock that was behind and is right now."""
    stamp = stamp_of(raw)
    if stamp is None:
        return received_at
    if stamp - received_at > CLOCK_IS_OFF and stamp <= now:
        return stamp
    return min(stamp, received_at)
