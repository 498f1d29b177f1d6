"""People and closed cases of schema 3, of whom nobody had set when they are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from cases.moments import to_ms
from cases.ports import Timer
from geo.centres import PROVINCE_IDS
from store import keys
from store.batches import replies
from store.connection import StoreClient
from store.timers import row

#: When they last wrote was not kept: they have a whole year.
_DAYS = 365
_BATCH = 1_000
_FIVE_YEARS_MS = 5 * 365 * 24 * 3600 * 1000


def plan_to_forget(client: StoreClient, now: datetime) -> None:
    """Give everybody who is known a row, unless they have one."""
    due = to_ms(now + timedelta(days=_DAYS))
    numbers = (number.decode() for _, number in client.hscan_iter(keys.PEOPLE, count=_BATCH))
    while batch := list(islice(numbers, _BATCH)):
        rows = {row(Timer.FORGET_PERSON, number): due for number in batch}
        client.zadd(keys.FORGETTING, rows, nx=True)


def plan_to_forget_cases(client: StoreClient) -> None:
    """Give every closed case a row, unless it has one; when it is due, the setting counts."""
    for centre in PROVINCE_IDS:
        numbers: Any = client.zrange(keys.all_cases(centre), 0, -1)
        rest = (number.decode() for number in numbers)
        while batch := list(islice(rest, _BATCH)):
            closed = replies(client, (("HGET", keys.case(one), "closed_at") for one in batch))
            rows = {
                row(Timer.FORGET_CASE, number): int(at) + _FIVE_YEARS_MS
                for number, at in zip(batch, closed, strict=True)
                if at is not None
            }
            if rows:
                client.zadd(keys.FORGETTING, rows, nx=True)
