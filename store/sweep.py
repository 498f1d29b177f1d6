"""Looks for what is stuck: cases that nobody was told of, old entries, indexes that disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cases.case import State
from store import keys
from store.connection import StoreClient
from store.moments import to_ms
from store.stream import GROUP

#: A waiting case's alert reaches LINE within a second; after this long something is wrong.
ALERT_WITHIN = timedelta(minutes=2)
#: An entry is worked on at once, or taken over after 30 s.
_PENDING_WITHIN = timedelta(minutes=2)
_MOST_PENDING = 1_000


def sweep(client: StoreClient, centres: Iterable[str], now: datetime) -> dict[str, int]:
    """Count what is stuck and keep the numbers for /readyz, /metrics and doctor."""
    found = {
        "unheard_cases": 0,
        "misplaced_cases": 0,
        "old_inbox_entries": _old_entries(client, keys.INBOX),
        "old_outbox_entries": _old_entries(client, keys.OUTBOX),
        "parked_calls": int(client.hlen(keys.PARKED)),
        "dead_letters": int(client.xlen(keys.DEAD)),
    }
    for centre in centres:
        for case in _open_cases(client, centre):
            found["unheard_cases"] += _is_unheard(case, now)
            found["misplaced_cases"] += _is_misplaced(case, centre)
    _keep(client, found, now)
    return found


def _open_cases(client: StoreClient, centre: str) -> list[Mapping[bytes, bytes]]:
    numbers: Any = client.zrange(keys.queue(centre), 0, -1)
    pipeline = client.pipeline(transaction=False)
    for number in numbers:
        pipeline.hgetall(keys.case(number.decode()))
    return list(pipeline.execute()) if numbers else []


def _is_unheard(case: Mapping[bytes, bytes], now: datetime) -> bool:
    if case.get(b"state") != State.WAITING.value.encode():
        return False
    since = int(case[b"waiting_since"])
    late = to_ms(now - ALERT_WITHIN) > since
    return late and int(case.get(b"alerted_at", 0)) < since


def _is_misplaced(case: Mapping[bytes, bytes], centre: str) -> bool:
    """A queue holds exactly the open cases of its centre."""
    return case.get(b"centre") != centre.encode() or case[b"state"] == State.CLOSED.value.encode()


def _old_entries(client: StoreClient, stream: str) -> int:
    idle_ms = _PENDING_WITHIN // timedelta(milliseconds=1)
    rows: Any = client.xpending_range(stream, GROUP, "-", "+", _MOST_PENDING, idle=idle_ms)
    return len(rows)


def _keep(client: StoreClient, found: Mapping[str, int], now: datetime) -> None:
    pipeline = client.pipeline(transaction=True)
    pipeline.delete(keys.SWEEP)
    for name, count in found.items():
        pipeline.hset(keys.SWEEP, name, count)
    pipeline.hset(keys.SWEEP, "at", to_ms(now))
    pipeline.execute()
