"""Each process says by a fingerprint which SECRET_KEY it has, and hears of others' keys."""

from __future__ import annotations

import hashlib
import hmac
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from config.secret import secret_key
from config.settings import Settings
from store.connection import StoreClient
from store.errors import StoreError
from store.secret_keys import fingerprints, say

_EVERY_S = 60.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class KeyWatch:
    """Says every minute which key this process has; *role* is "web" or "worker"."""

    client: StoreClient
    settings: Settings
    role: str

    def run(self, stop: threading.Event) -> None:
        """Say it until *stop*; a store that is away hears it later."""
        while not stop.is_set():
            try:
                self.look()
            except (*StoreError, OSError) as error:
                _log.warning("key not said", error=type(error).__name__)
            stop.wait(_EVERY_S)

    def look(self) -> None:
        """Say it once, and warn where somebody else has another key."""
        process = f"{self.role} {socket.gethostname()}"
        own = fingerprint(self.settings)
        say(self.client, process, own)
        others = sorted(name for name, one in fingerprints(self.client).items() if one != own)
        if others:
            _log.error("secret keys differ", process=process, others=others)


def fingerprint(settings: Settings) -> str:
    """Return what tells this key from others, and not what it is."""
    return hmac.new(secret_key(settings), b"fingerprint", hashlib.sha256).hexdigest()[:16]


def by_key(found: Mapping[str, str]) -> list[list[str]]:
    """Return the processes by the key that they have."""
    groups: dict[str, list[str]] = {}
    for process, mark in sorted(found.items()):
        groups.setdefault(mark, []).append(process)
    return list(groups.values())
