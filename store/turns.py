"""Work that one of several processes does now and then: writing the append-only file anew, so that
what was erased leaves the disk, and finding open cases whose sharers are to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from redis.exceptions import ResponseError

from cases.ports import Timer
from config.clock import to_ms
from geo.centres import PROVINCE_IDS
from store import keys
from store.connection import StoreClient, replies
from store.timers import row


def take_turn(client: StoreClient, key: str, every_s: int) -> bool:
    """Return whether this process is the one that does it this time.

    A turn that would last longer than any was taken before the store's clock was put back: it would
    keep everybody waiting until the clock comes there again."""
    if client.set(key, 1, nx=True, ex=every_s):
        return True
    if int(client.ttl(key)) <= every_s:
        return False
    client.set(key, 1, ex=every_s)
    return True


#: Decision 15 promises that erased data is off the disk of the embedded store within a day.
_REWRITTEN_EVERY_S = 24 * 3600
_IN_PROGRESS = "already in progress"


def rewrite_daily(client: StoreClient) -> None:
    """Let the server rewrite its append-only file in the background, once a day for all workers.

    One that is in progress may have begun before the last erasure, so it does not count.
    By itself it would wait until the file has grown to 4 MB: at a few shares a day, for weeks."""
    if take_turn(client, keys.REWRITTEN, _REWRITTEN_EVERY_S):
        try:
            client.bgrewriteaof()
        except ResponseError as error:
            if _IN_PROGRESS in str(error):
                client.delete(keys.REWRITTEN)


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
