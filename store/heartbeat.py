"""A process says that it works."""

from __future__ import annotations

from datetime import datetime

from cases.moments import to_ms
from store import keys
from store.connection import StoreClient

_LIFE_S = 60


def beat(client: StoreClient, process: str, now: datetime) -> None:
    """Say that *process* works at *now*."""
    client.set(keys.heartbeat(process), to_ms(now), ex=_LIFE_S)
