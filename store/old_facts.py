"""The entries of the log that told closing facts, moved to where they have no order and no time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store import fact_counts, keys
from store.connection import StoreClient
from store.log import ENTRY

_BATCH = 1_000


def forget_when_facts_were_said(client: StoreClient) -> None:
    """Add such entries to the hash of facts and delete them, each in one step. The counters have
    them already. A second time changes nothing."""
    for rows in _batches(client):
        told = [(name, ENTRY.read_hash(raw)) for name, raw in rows if b"fact" in raw]
        if not told:
            continue
        pipeline = client.pipeline(transaction=True)
        for _, entry in told:
            for field, amount in fact_counts.fields(entry, entry.fact):
                pipeline.hincrby(keys.FACTS, field, amount)
        pipeline.xdel(keys.LOG, *(name for name, _ in told))
        pipeline.incrby(keys.LOG_MOVED, len(told))
        pipeline.execute()


def _batches(client: StoreClient) -> Iterator[Any]:
    first = "-"
    while True:
        rows: Any = client.xrange(keys.LOG, min=first, count=_BATCH)
        if not rows:
            return
        yield rows
        first = f"({rows[-1][0].decode()}"
