"""Which of several processes does what one of them has to do now and then."""

from __future__ import annotations

from store.connection import StoreClient


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
