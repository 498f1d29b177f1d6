"""Which processes have which SECRET_KEY, by fingerprint: with two keys, one refuses what the other
signs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cases.moments import from_ms, to_ms
from store import keys
from store.clocks import store_time
from store.connection import StoreClient

#: Each process says it every minute.
_LIVES_WITHIN = timedelta(minutes=3)


def say(client: StoreClient, process: str, fingerprint: str) -> None:
    """Note the key of a process that works now."""
    now = store_time(client)
    for name, at in _noted(client):
        if at < to_ms(now - _LIVES_WITHIN):
            client.hdel(keys.SECRET_KEYS, name)
    client.hset(keys.SECRET_KEYS, process, f"{fingerprint} {to_ms(now)}")


def fingerprints(client: StoreClient) -> Mapping[str, str]:
    """Return the fingerprint of each process that works."""
    oldest = store_time(client) - _LIVES_WITHIN
    found: Any = client.hgetall(keys.SECRET_KEYS)
    rows = ((name.decode(), *kept.decode().split()) for name, kept in found.items())
    return {name: mark for name, mark, at in rows if from_ms(int(at)) >= oldest}


def _noted(client: StoreClient) -> list[tuple[str, int]]:
    found: Any = client.hgetall(keys.SECRET_KEYS)
    return [(name.decode(), int(kept.split()[1])) for name, kept in found.items()]
