"""The mark that tells the demo's store from one with real cases."""

from __future__ import annotations

from store import keys
from store.connection import StoreClient

_BEGUN, _FILLED = "demo", "sample-year"


def mark_demo(client: StoreClient) -> None:
    """Mark a store as the demo's, if nothing has happened in it yet: a store with real cases that
    lies in the demo's place never gets the mark."""
    if not client.exists(keys.LOG) and not client.exists(keys.NUMBERS):
        client.set(keys.DEMO, _BEGUN, nx=True)


def is_demo(client: StoreClient) -> bool:
    """Return whether a store may hold invented cases."""
    return bool(client.exists(keys.DEMO))


def has_sample(client: StoreClient) -> bool:
    """Return whether it holds a year of them already."""
    return client.get(keys.DEMO) == _FILLED.encode()


def mark_sample(client: StoreClient) -> None:
    """Mark that it does from now on, also if what follows is broken off."""
    client.set(keys.DEMO, _FILLED)
