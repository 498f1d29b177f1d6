"""Shares a second of 1, 2 and 4 worker processes on one store, and nothing else beside them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

from store import keys
from store.connection import StoreClient, connect
from store.durability import processes
from tests.bench.places import places
from tests.bench.processes import cpu_seconds, running, variables, wait_until
from tests.bench.results import Row
from tests.bench.tasks import fill_ours
from tests.bench.team import enrol_all
from tests.bench.webhooks import bodies
from tests.servers import Server, run_server

_PART = "scale_out"
_WORKERS, _SHARES, _ROUNDS = (1, 2, 4), 1_500, 3
#: Shares before the time runs: the first of a worker loads what places are looked up in.
_WARM_UP = 100
_PATIENCE_S = 120.0
#: Who looks whether the inbox is empty costs the store as little as this.
_LOOK_EVERY_S = 0.02


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: shares a second, CPU seconds a share of all workers and of the store, the cores that
    they kept busy, and how many events were decided again because another had changed the same."""

    rate: float
    workers: float
    store: float
    cores: float
    again: float


def measure(directory: Path) -> list[Row]:
    """Let so many workers work off the same inbox, in turns, on an emptied server with fsync
    always."""
    shared = bodies(places(_WARM_UP + _SHARES))
    with run_server("valkey", directory / "store") as server:
        rounds = [
            {many: _run(many, server, shared, directory / f"{number}-{many}") for many in _WORKERS}
            for number in range(_ROUNDS)
        ]
    return [row for many in _WORKERS for row in _rows(many, rounds)]


def _run(many: int, server: Server, shared: Sequence[bytes], directory: Path) -> _Run:
    directory.mkdir()
    env = variables(server.url, directory, LINE_API_BASE="http://127.0.0.1:1")
    with server.client() as plain:
        plain.flushall()
    with connect(server.url, role="command") as client:
        enrol_all(client)
        client.delete(keys.OUTBOX)
        with ExitStack() as stack:
            words, log = ["bot", "worker"], directory / "worker.log"
            begun = [stack.enter_context(running(words, env, log)) for _ in range(many)]
            wait_until(lambda: _alive(client) == many, f"a worker does not begin, see {log}")
            pids = [one.pid for one in begun]
            found = _worked_off(pids, server, shared, client)
        again = int(client.hget(keys.TALLIES, "lost_races") or 0)
        cases, calls = client.zcard(keys.OPEN_PLACES), client.xlen(keys.OUTBOX)
    if (cases, calls) != (len(shared), 2 * len(shared)):
        raise AssertionError(f"{len(shared)} shares: {cases} cases, {calls} calls")
    return _Run(*found, again / len(shared))


def _worked_off(
    pids: Sequence[int], server: Server, shared: Sequence[bytes], client: StoreClient
) -> tuple[float, float, float, float]:
    """Fill the inbox while the workers are stopped, and let all of them go at the same moment."""
    fill_ours(server.url, shared[:_WARM_UP])
    _wait_until_empty(client)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    fill_ours(server.url, shared[_WARM_UP:])
    began, before = time.perf_counter(), [cpu_seconds(pid) for pid in (*pids, server.pid)]
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
    _wait_until_empty(client)
    took = time.perf_counter() - began
    after = [cpu_seconds(pid) for pid in (*pids, server.pid)]
    *workers, store = (after - before for after, before in zip(after, before, strict=True))
    count = len(shared) - _WARM_UP
    return count / took, sum(workers) / count, store / count, (sum(workers) + store) / took


def _wait_until_empty(client: StoreClient) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while client.xlen(keys.INBOX):
        if time.monotonic() > deadline:
            raise TimeoutError("the inbox is not worked off")
        time.sleep(_LOOK_EVERY_S)


def _alive(client: StoreClient) -> int:
    return sum(one.kind == "worker" for one in processes(client))


def _rows(many: int, rounds: Sequence[dict[int, _Run]]) -> list[Row]:
    """Take the medians. What so many would take with a core each follows from the CPU of a share:
    each worker is as busy as one alone, and the store, one thread, has its limit."""
    mine, alone = (_middle([one[count] for one in rounds]) for count in (many, 1))
    with_cores = min(many * alone.rate * alone.workers / mine.workers, 1 / mine.store)
    where = f"{many} processes" if many > 1 else "1 process"
    target = ">= 1.7 x" if many == 2 else ""
    held = [
        ("shares", mine.rate, alone.rate, "1/s", True, target),
        ("the same with a core each", with_cores, alone.rate, "1/s", True, target),
        ("CPU of the workers", mine.workers * 1000, alone.workers * 1000, "ms/share", False, ""),
        ("CPU of the store", mine.store * 1000, alone.store * 1000, "ms/share", False, ""),
    ]
    return [
        *(
            Row(_PART, f"{what}, {where}", value, unit, "one process", peer, more, target)
            if many > 1
            else Row(_PART, f"{what}, {where}", value, unit)
            for what, value, peer, unit, more, target in held
        ),
        Row(_PART, f"cores kept busy, {where}", mine.cores, "cores"),
        Row(_PART, f"decided again, {where}", mine.again * 100, "% of shares"),
    ]


def _middle(runs: Sequence[_Run]) -> _Run:
    return _Run(*(median(getattr(run, one.name) for run in runs) for one in fields(_Run)))
