"""Which processes live and where they run: each says so every few seconds, and goodbye at its end.
What a dead one had in hand is left to the living."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from config.clock import to_ms
from store import keys
from store.codec import Row
from store.connection import StoreClient, script
from store.stream import GROUP

#: A process that gave no sign for so long is not well; it gives one every 5 s.
SILENT_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Process:
    """A process by its *kind* (worker, web) and *name* (machine and id), its last sign of life,
    when it began, and the slowest write of its last minute in seconds."""

    kind: str
    name: str
    at: datetime
    began: datetime
    slowest_s: float = 0.0

    def is_silent(self, now: datetime) -> bool:
        """Return whether it gave no sign of life for too long."""
        return now - self.at > SILENT_AFTER


_PROCESS = Row(Process, "at began slowest_s", beside=["kind", "name"])


def say_alive(client: StoreClient, process: Process) -> None:
    """Keep a sign of life."""
    client.hset(keys.PROCESSES, _field(process), json.dumps(_PROCESS.write(process)))


def say_gone(client: StoreClient, processes: Iterable[Process]) -> None:
    """Forget processes that ended as they should, or that nobody waits for."""
    for process in processes:
        client.hdel(keys.PROCESSES, _field(process))


def processes(client: StoreClient) -> list[Process]:
    """Return all that have not said goodbye."""
    rows: Any = client.hgetall(keys.PROCESSES)
    return [_process(field.decode(), row) for field, row in sorted(rows.items())]


def missing(found: Iterable[Process], now: datetime) -> list[Process]:
    """Return the silent ones in whose place none of their kind has begun since: one that was killed
    and started again under another name is not missed."""
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
    """Return the seconds of the slowest write of the last minute; None where nobody measures."""
    return max((one.slowest_s for one in found if not one.is_silent(now)), default=None)


def _field(process: Process) -> str:
    return f"{process.kind} {process.name}"


def _process(field: str, row: bytes) -> Process:
    kind, _, name = field.partition(" ")
    return _PROCESS.read(json.loads(row), {"kind": kind, "name": name})


_BEAT_LIFE_S = 60


def beat(client: StoreClient, process: str, now: datetime) -> None:
    """Say that *process* works at *now*."""
    client.set(keys.heartbeat(process), to_ms(now), ex=_BEAT_LIFE_S)


#: A process says so every few seconds; what died longer ago has been taken over by the clock.
_PLACE_LIFE_S = 3600


def say_place(client: StoreClient, process: str, place: str) -> None:
    """Say where *process* runs."""
    client.set(keys.place(process), place, ex=_PLACE_LIFE_S)


def processes_at(client: StoreClient, stream: str, place: str) -> list[str]:
    """Return the processes whose consumers read *stream*, and that ran at *place*."""
    rows: Any = client.xinfo_consumers(stream, GROUP)
    names = sorted({row["name"].decode().rpartition(":")[0] for row in rows})
    return [name for name in names if client.get(keys.place(name)) == place.encode()]


def take_from_dead(client: StoreClient, stream: str, process: str, consumers: Sequence[str]) -> int:
    """Move what a dead process had in hand to *consumers*, for take_back(); return how much."""
    take = script(client, "take_from_dead")
    return int(take(keys=[stream], args=[GROUP, f"{process}:", *consumers], client=client))
