"""What each process reports to the store: that it lives, and which SECRET_KEY it has."""

from __future__ import annotations

import hashlib
import hmac
import socket
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.process import STORE_LOG, process_name
from config.clock import Clock
from config.secret import secret_key
from config.settings import Settings
from store import schema
from store.alive import Process, processes, say_alive, say_gone
from store.connection import StoreClient
from store.errors import StoreError, is_transient
from store.installation import fingerprints
from store.installation import say as set_fingerprint

_BEAT_EVERY_S = 5.0
#: The beats of a minute.
_REMEMBERED = 12
#: A process that ended without signing off is reported as missing for so long.
_FORGOTTEN_AFTER = timedelta(days=1)
_KEY_EVERY_S = 60.0
_log = structlog.get_logger()


class Heartbeat:
    """Reports every five seconds that this process lives, and how long a write takes."""

    def __init__(self, client: StoreClient, kind: str, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._process = Process(kind, process_name(), clock(), clock())
        self._took: deque[float] = deque(maxlen=_REMEMBERED)

    def run(self, stop: threading.Event) -> None:
        """Beat until *stop*, then sign off. Raises SchemaUnknown once a newer version has
        written to the store."""
        while True:
            schema.is_marked(self._client)
            self.beat()
            if stop.wait(_BEAT_EVERY_S):
                break
        self.stop()

    def run_patiently(self, stop: threading.Event) -> None:
        """Beat until *stop* in a web process, which goes on while the store is away."""
        while not stop.is_set():
            try:
                self.beat()
            except Exception as error:
                if not is_transient(error):
                    raise
                STORE_LOG.waits_for(error)
            stop.wait(_BEAT_EVERY_S)

    def beat(self) -> None:
        """Write one beat with the slowest of the last ones, and delete processes gone for a day."""
        now, began = self._clock(), time.perf_counter()
        slowest = round(max(self._took, default=0.0), 4)
        say_alive(self._client, replace(self._process, at=now, slowest_s=slowest))
        self._took.append(time.perf_counter() - began)
        gone = [one for one in processes(self._client) if now - one.at > _FORGOTTEN_AFTER]
        say_gone(self._client, gone)

    def stop(self) -> None:
        """Sign off, so that nobody misses this process."""
        with suppress(*StoreError):
            say_gone(self._client, [self._process])


@dataclass(frozen=True, slots=True)
class KeyWatch:
    """Reports every minute which SECRET_KEY this process has; *role* is "web" or "worker"."""

    client: StoreClient
    settings: Settings
    role: str

    def run(self, stop: threading.Event) -> None:
        """Report until *stop*; while the store is away a report is left out."""
        while not stop.is_set():
            try:
                self.check()
            except (*StoreError, OSError) as error:
                _log.warning("key not said", error=type(error).__name__)
            stop.wait(_KEY_EVERY_S)

    def check(self) -> None:
        """Report once, and log an error where another process has another key."""
        process = f"{self.role} {socket.gethostname()}"
        own = fingerprint(self.settings)
        set_fingerprint(self.client, process, own)
        others = sorted(name for name, one in fingerprints(self.client).items() if one != own)
        if others:
            _log.error("secret keys differ", process=process, others=others)


def fingerprint(settings: Settings) -> str:
    """Return a mark that differs from key to key and does not reveal the key."""
    return hmac.new(secret_key(settings), b"fingerprint", hashlib.sha256).hexdigest()[:16]


def by_key(found: Mapping[str, str]) -> list[list[str]]:
    """Group the names of processes by their fingerprints."""
    groups: dict[str, list[str]] = {}
    for process, mark in sorted(found.items()):
        groups.setdefault(mark, []).append(process)
    return list(groups.values())
