"""Whether the store takes a durable write now, how long that takes, and what it says of itself."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from redis.cluster import RedisCluster

from store import keys
from store.connection import StoreClient
from store.errors import StoreError, Trouble, trouble_of

_LIFE_S = 60


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a write: how many seconds it took, or the trouble that it met."""

    seconds: float
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class ServerState:
    """What the server that has our keys says of itself; memory in bytes, *limit* 0 without one."""

    is_replica: bool
    memory: int
    limit: int
    delayed_fsyncs: int
    writes_its_log: bool


def try_write(client: StoreClient) -> Written:
    """Write as every act does, and wait until it is kept. Bugs are raised."""
    begin = time.perf_counter()
    try:
        client.set(keys.PROBE, 1, ex=_LIFE_S)
    except StoreError as error:
        return Written(time.perf_counter() - begin, trouble_of(error))
    return Written(time.perf_counter() - begin)


def server_state(client: StoreClient) -> ServerState:
    """Ask the server; of a cluster, the node that has our keys."""
    server: Any = client
    if isinstance(client, RedisCluster):
        node = client.get_node_from_key(keys.PROBE)  # type: ignore[no-untyped-call]  # redis-py
        server = client.get_redis_connection(node)
    found = server.info()
    return ServerState(
        is_replica=found.get("role") == "slave",
        memory=int(found.get("used_memory", 0)),
        limit=int(found.get("maxmemory", 0)),
        delayed_fsyncs=int(found.get("aof_delayed_fsync", 0)),
        writes_its_log=found.get("aof_last_write_status", "ok") == "ok",
    )
