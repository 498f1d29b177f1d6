"""What the worker found out about the clocks, for /readyz, /metrics and doctor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from redis.cluster import RedisCluster

from cases.moments import from_ms
from store import keys
from store.connection import StoreClient

#: The worker writes it every 5 s.
_LIFE_S = 60


def store_time(client: StoreClient) -> datetime:
    """Return the time of the store's own clock, by which all that expires expires."""
    node = {"target_nodes": RedisCluster.RANDOM} if isinstance(client, RedisCluster) else {}
    seconds, microseconds = client.time(**node)
    return from_ms(int(seconds) * 1000 + int(microseconds) // 1000)


def keep_ahead(client: StoreClient, ahead: Mapping[str, timedelta]) -> None:
    """Keep by how much each clock is ahead."""
    pipeline = client.pipeline(transaction=True)
    pipeline.delete(keys.CLOCKS)
    for name, one in ahead.items():
        pipeline.hset(keys.CLOCKS, name, round(one.total_seconds()))
    pipeline.expire(keys.CLOCKS, _LIFE_S)
    pipeline.execute()


def kept_ahead(client: StoreClient) -> dict[str, timedelta]:
    """Return by how much each clock was ahead when a worker last looked."""
    found: Any = client.hgetall(keys.CLOCKS)
    return {name.decode(): timedelta(seconds=int(one)) for name, one in found.items()}
