"""Open cases that nobody has shared for so long that their sharers are to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cases.moments import to_ms
from cases.ports import Timer
from geo.centres import PROVINCE_IDS
from store import keys
from store.batches import replies
from store.connection import StoreClient
from store.timers import row
from store.turns import take_turn

_EVERY_S = 3600


def forget_old(client: StoreClient, before: datetime, now: datetime) -> int:
    """Set the clock of each open case whose last share came *before*, and that still keeps who
    shared it; one process an hour looks. Return how many that were."""
    if not take_turn(client, keys.OLD_CASES, _EVERY_S):
        return 0
    rows = {row(Timer.FORGET_OPEN, number): to_ms(now) for number in _old(client, before)}
    if rows:
        client.zadd(keys.TIMERS, rows, nx=True)
    return len(rows)


def _old(client: StoreClient, before: datetime) -> Iterator[str]:
    for centre in PROVINCE_IDS:
        found: Any = client.zrange(keys.queue(centre), 0, -1)
        numbers = [number.decode() for number in found]
        last = replies(client, (("HGET", keys.case(one), "last_shared_at") for one in numbers))
        old = [
            number
            for number, at in zip(numbers, last, strict=True)
            if at is not None and int(at) <= to_ms(before)
        ]
        yield from (number for number in old if _keeps_anybody(client, number))


def _keeps_anybody(client: StoreClient, number: str) -> bool:
    pipeline = client.pipeline(transaction=False)
    pipeline.exists(keys.shares(number))
    pipeline.exists(keys.details(number))
    pipeline.hexists(keys.case(number), "address")
    return any(pipeline.execute())
