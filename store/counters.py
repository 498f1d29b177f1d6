"""Counters of inbox entries and LINE calls by result, for /metrics, not for statistics."""

from __future__ import annotations

import threading
from collections import Counter

from store import keys
from store.connection import StoreClient


class Counters:
    """Counts in memory and writes now and then: a crash may cost a few seconds of them."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """Count one."""
        with self._lock:
            self._waiting[what] += 1

    def write(self) -> None:
        """Write what has been counted since the last time."""
        with self._lock:
            counted, self._waiting = self._waiting, Counter()
        if not counted:
            return
        pipeline = self._client.pipeline(transaction=False)
        for what, times in counted.items():
            pipeline.hincrby(keys.TALLIES, what, times)
        pipeline.execute()
