"""People of schema 3, of whom nobody had set when they are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from cases.ports import Timer
from store import keys
from store.connection import StoreClient
from store.moments import to_ms
from store.timers import row

#: When they last wrote was not kept: they have a whole year.
_DAYS = 365
_BATCH = 1_000


def plan_to_forget(client: StoreClient, now: datetime) -> None:
    """Give everybody who is known a row, unless they have one."""
    due = to_ms(now + timedelta(days=_DAYS))
    numbers = (number.decode() for _, number in client.hscan_iter(keys.PEOPLE, count=_BATCH))
    while batch := list(islice(numbers, _BATCH)):
        rows = {row(Timer.FORGET_PERSON, number): due for number in batch}
        client.zadd(keys.FORGETTING, rows, nx=True)
