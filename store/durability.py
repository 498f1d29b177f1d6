"""Facts that the server and the processes report: its version, settings that may lose acknowledged
data, whether a write succeeds, the clocks, and the processes that are alive."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import redis
from redis.cluster import RedisCluster
from redis.exceptions import ResponseError

from config.clock import from_ms, to_ms
from store import keys
from store.codec import Row
from store.connection import StoreClient, script
from store.errors import StoreError, Trouble, trouble_of
from store.exceptions import StoreTooOld
from store.stream import GROUP

#: The first version whose scripts may declare their keys and flags (`#!lua`).
_OLDEST = (7, 0)


def require_version(client: StoreClient) -> None:
    """Raise StoreTooOld, with a sentence for the operator, if the server cannot run the scripts."""
    # In a cluster one node answers. Valkey reports the Redis version that it is compatible with.
    version = str(client.info("server")["redis_version"])
    if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST:
        raise StoreTooOld(f"The store is Redis {version}; it must be Redis 7.0 or newer, or Valkey")


_SETTINGS = ("appendonly", "appendfsync", "no-appendfsync-on-rewrite", "maxmemory-policy")


def weaknesses(client: StoreClient) -> list[str]:
    """Return a sentence on each setting that may lose data; of a cluster, on every primary."""
    if not isinstance(client, RedisCluster):
        return [f"The store {what}." for what in _weaknesses(client)]
    return [
        f"The store's node {node.name} {what}."
        for node in client.get_primaries()  # type: ignore[no-untyped-call]  # redis-py
        for what in _weaknesses(client.get_redis_connection(node))
    ]


def _weaknesses(server: redis.Redis) -> Iterator[str]:
    try:
        found = server.config_get(*_SETTINGS)
    except ResponseError:  # a managed server hides CONFIG, or an ACL forbids it
        yield (
            "does not permit CONFIG GET, so it could not be read whether it keeps what it has"
            " acknowledged; ask its operator for appendonly yes, appendfsync always and"
            " maxmemory-policy noeviction"
        )
        return
    settings = {str(name): str(value) for name, value in found.items()}
    yield from _of_the_log(settings)
    policy = settings["maxmemory-policy"]
    if policy != "noeviction":
        yield (
            f"may delete cases when its memory is full (maxmemory-policy {policy}; it must be"
            " noeviction)"
        )


def _of_the_log(settings: Mapping[str, str]) -> Iterator[str]:
    if settings["appendonly"] != "yes":
        yield "loses everything since its last snapshot when it stops (appendonly is not yes)"
        return
    fsync = settings["appendfsync"]
    if fsync == "everysec":
        yield "may lose the last second or two in a power cut (appendfsync everysec, not always)"
    elif fsync != "always":
        yield f"may lose half a minute in a power cut (appendfsync {fsync}; it must be always)"
    elif settings["no-appendfsync-on-rewrite"] == "yes":
        yield "may lose what comes in while it rewrites its log (no-appendfsync-on-rewrite is yes)"


_LIFE_S = 60


@dataclass(frozen=True, slots=True)
class Written:
    """The result of a write: the seconds that it took, or the trouble that it met."""

    seconds: float
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class ServerState:
    """The state of the server that has our keys; memory in bytes, *limit* 0 if it has none."""

    is_replica: bool
    memory: int
    limit: int
    delayed_fsyncs: int
    writes_its_log: bool


def try_write(client: StoreClient) -> Written:
    """Write as every act does, and wait until the write is durable. Bugs are raised."""
    begin = time.perf_counter()
    try:
        client.set(keys.PROBE, 1, ex=_LIFE_S)
    except StoreError as error:
        return Written(time.perf_counter() - begin, trouble_of(error))
    return Written(time.perf_counter() - begin)


def server_state(client: StoreClient) -> ServerState:
    """Return the state of the server; of a cluster, of the node that has our keys."""
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


def store_time(client: StoreClient) -> datetime:
    """Return the time of the store's own clock, by which keys expire."""
    node = {"target_nodes": RedisCluster.RANDOM} if isinstance(client, RedisCluster) else {}
    seconds, microseconds = client.time(**node)
    return from_ms(int(seconds) * 1000 + int(microseconds) // 1000)


def keep_ahead(client: StoreClient, process: str, ahead: Mapping[str, timedelta]) -> None:
    """Store by how much each clock is ahead, as *process* found it."""
    at, kept = _kept_ahead(client)
    seconds = {name: round(one.total_seconds()) for name, one in ahead.items()}
    pipeline = client.pipeline(transaction=True)
    for other, looked_at, _ in kept:
        if not _is_fresh(looked_at, at):
            pipeline.hdel(keys.CLOCKS, other)
    pipeline.hset(keys.CLOCKS, process, json.dumps([at, seconds]))
    pipeline.expire(keys.CLOCKS, _LIFE_S)
    pipeline.execute()


def kept_ahead(client: StoreClient) -> dict[str, timedelta]:
    """Return by how much each clock was ahead when the processes last compared them. Of their
    values for the web's clock the smallest counts, because one late delivery must not alarm; for
    the others the largest."""
    at, kept = _kept_ahead(client)
    found: dict[str, list[int]] = {}
    for _, looked_at, seconds in kept:
        for name, one in seconds.items() if _is_fresh(looked_at, at) else ():
            found.setdefault(name, []).append(one)
    counts = {name: (min if name == "web" else max)(some, key=abs) for name, some in found.items()}
    return {name: timedelta(seconds=one) for name, one in counts.items()}


def _kept_ahead(client: StoreClient) -> tuple[int, list[tuple[str, int, dict[str, int]]]]:
    """Return the store's time (ms) and what each process has kept of the clocks."""
    rows: Any = client.hgetall(keys.CLOCKS)
    kept = [(process.decode(), *json.loads(row)) for process, row in rows.items()]
    return to_ms(store_time(client)), kept


def _is_fresh(looked_at: int, at: int) -> bool:
    return abs(at - looked_at) <= _LIFE_S * 1000


#: A process without a sign of life for this time is not well; it sends one every 5 s.
SILENT_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its *kind* (worker, web) and *name* (machine and id), with its last sign of
    life, its start, and the slowest write of its last minute in seconds."""

    kind: str
    name: str
    at: datetime
    began: datetime
    slowest_s: float = 0.0

    def is_silent(self, now: datetime) -> bool:
        """Return whether the last sign of life is too old."""
        return now - self.at > SILENT_AFTER


_PROCESS = Row(Process, "at began slowest_s", beside=["kind", "name"])


def record_alive(client: StoreClient, process: Process) -> None:
    """Record a sign of life."""
    client.hset(keys.PROCESSES, _field(process), json.dumps(_PROCESS.write(process)))


def record_gone(client: StoreClient, processes: Iterable[Process]) -> None:
    """Delete processes that ended as they should, or that nobody waits for."""
    for process in processes:
        client.hdel(keys.PROCESSES, _field(process))


def processes(client: StoreClient) -> list[Process]:
    """Return all processes that were not deleted."""
    rows: Any = client.hgetall(keys.PROCESSES)
    return [_process(field.decode(), row) for field, row in sorted(rows.items())]


def missing(found: Iterable[Process], now: datetime) -> list[Process]:
    """Return the silent processes, except those after whose last sign another of their kind has
    begun: one that was killed and started again under another name is not missing."""
    every = sorted(found, key=lambda one: one.at)
    begun = sorted(every, key=lambda one: one.began)
    missed = []
    for process in every:
        if not process.is_silent(now):
            continue
        heir = next((o for o in begun if o.kind == process.kind and o.began > process.at), None)
        if heir is None:
            missed.append(process)
        else:
            begun.remove(heir)
    return missed


def slowest_write(found: Iterable[Process], now: datetime) -> float | None:
    """Return the seconds of the slowest write of the last minute; None if no process measures
    it."""
    return max((one.slowest_s for one in found if not one.is_silent(now)), default=None)


def _field(process: Process) -> str:
    return f"{process.kind} {process.name}"


def _process(field: str, row: bytes) -> Process:
    kind, _, name = field.partition(" ")
    return _PROCESS.read(json.loads(row), {"kind": kind, "name": name})


_BEAT_LIFE_S = 60


def beat(client: StoreClient, process: str, now: datetime) -> None:
    """Record the heartbeat of *process* at *now*."""
    client.set(keys.heartbeat(process), to_ms(now), ex=_BEAT_LIFE_S)


#: A process records it every few seconds; entries of one that died longer ago were taken over by
#: their age.
_PLACE_LIFE_S = 3600


def record_place(client: StoreClient, process: str, place: str) -> None:
    """Record where *process* runs."""
    client.set(keys.place(process), place, ex=_PLACE_LIFE_S)


def processes_at(client: StoreClient, stream: str, place: str) -> list[str]:
    """Return the processes whose consumers read *stream* and that ran at *place*."""
    rows: Any = client.xinfo_consumers(stream, GROUP)
    names = sorted({row["name"].decode().rpartition(":")[0] for row in rows})
    return [name for name in names if client.get(keys.place(name)) == place.encode()]


def take_from_dead(client: StoreClient, stream: str, process: str, consumers: Sequence[str]) -> int:
    """Assign the entries of a dead process to *consumers*, for take_back(); return their number."""
    take = script(client, "take_from_dead")
    return int(take(keys=[stream], args=[GROUP, f"{process}:", *consumers], client=client))
