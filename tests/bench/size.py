"""What an open case takes in memory and on disk, with all that belongs to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store import keys
from store.connection import connect
from tests.bench.job import Job
from tests.bench.places import places
from tests.bench.results import Row
from tests.bench.team import enrol_all
from tests.bench.webhooks import bodies
from tests.servers import Server, run_server

_CASES = 3_000
_PART = "size"


def measure(directory: Path) -> list[Row]:
    """Open cases through the service's own rooms, each of another sharer and at another place.

    The messages are taken out of the outbox before, and counted apart: they leave once LINE has
    them. fsync is off, which changes no byte."""
    with run_server("valkey", directory / "store", fsync="no") as server:
        with connect(server.url, role="command") as client:
            enrol_all(client)
        job = Job(server.url)
        shared = bodies(places(_CASES + 200))
        for body in shared[:200]:  # the first ones make keys that all others share
            job.apply(body)
        with server.client() as plain:
            plain.xtrim(keys.OUTBOX, maxlen=0)
            plain.config_set("auto-aof-rewrite-percentage", 0)  # it would hide what was written
        before = _info(server)
        for body in shared[200:]:
            job.apply(body)
        queued = _info(server)
        with server.client() as plain:
            marks = _CASES * _usage(plain, keys.applied("01BENCH" + f"{1:019d}"))
            plain.xtrim(keys.OUTBOX, maxlen=0)
        after = _info(server)
    each = (after["used_memory"] - before["used_memory"]) / _CASES
    waiting = (queued["used_memory"] - after["used_memory"]) / _CASES
    written = (queued["aof_current_size"] - before["aof_current_size"]) / _CASES
    return [
        Row(_PART, f"memory an open case ({_CASES:,})", each, "bytes"),
        Row(_PART, "of it the event's mark, for 7 days", marks / _CASES, "bytes"),
        Row(_PART, "its receipt and alert until LINE has them", waiting, "bytes"),
        Row(_PART, "written to the append-only file, with messages", written, "bytes"),
    ]


def _info(server: Server) -> dict[str, Any]:
    with server.client() as plain:
        found: dict[str, Any] = plain.info()
        return found


def _usage(plain: Any, key: str) -> int:
    return int(plain.memory_usage(key) or 0)
