"""The heartbeat of one process: it also measures how long a write takes, and looks whether a newer
version has taken the store over."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from bot.store_log import STORE_LOG
from bot.succession import process_name
from config.clock import Clock
from store import schema
from store.alive import Process, processes, say_alive, say_gone
from store.connection import StoreClient
from store.errors import StoreError, is_transient

_BEAT_EVERY_S = 5.0
#: The beats of a minute.
_REMEMBERED = 12
#: A process that ended without a goodbye is spoken of for so long.
_FORGOTTEN_AFTER = timedelta(days=1)


class Heart:
    """Says every five seconds that this process lives."""

    def __init__(self, client: StoreClient, kind: str, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._process = Process(kind, process_name(), clock(), clock())
        self._took: deque[float] = deque(maxlen=_REMEMBERED)

    def run(self, stop: threading.Event) -> None:
        """Beat until *stop*, then say goodbye. Raises SchemaUnknown once a newer version has
        written to the store."""
        while True:
            schema.is_marked(self._client)
            self.beat()
            if stop.wait(_BEAT_EVERY_S):
                break
        self.stop()

    def run_patiently(self, stop: threading.Event) -> None:
        """Beat beside a web, which goes on whatever the store does."""
        while not stop.is_set():
            try:
                self.beat()
            except Exception as error:
                if not is_transient(error):
                    raise
                STORE_LOG.waits_for(error)
            stop.wait(_BEAT_EVERY_S)

    def beat(self) -> None:
        """Say that it lives, and remember how long it took until that was kept."""
        now, began = self._clock(), time.perf_counter()
        slowest = round(max(self._took, default=0.0), 4)
        say_alive(self._client, replace(self._process, at=now, slowest_s=slowest))
        self._took.append(time.perf_counter() - began)
        gone = [one for one in processes(self._client) if now - one.at > _FORGOTTEN_AFTER]
        say_gone(self._client, gone)

    def stop(self) -> None:
        """Say goodbye."""
        with suppress(*StoreError):
            say_gone(self._client, [self._process])
