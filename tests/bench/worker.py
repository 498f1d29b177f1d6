"""Events a second of one worker process: ours against RQ's SimpleWorker and Celery's solo pool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from threading import Timer

from store import keys
from store.connection import connect
from tests.bench.consume import SAYS
from tests.bench.places import places
from tests.bench.processes import running
from tests.bench.results import Row
from tests.bench.tasks import fill_celery, fill_ours, fill_rq
from tests.bench.team import enrol_all
from tests.bench.webhooks import bodies
from tests.servers import Server, run_server

_ROUNDS = 3
_PATIENCE_S = 60.0
_PART = "worker"
#: name -> how many jobs (a few seconds of each), how they are queued.
_PEERS: dict[str, tuple[int, Callable[[str, Sequence[bytes]], None]]] = {
    "ours": (1_000, fill_ours),
    "rq": (250, fill_rq),
    "celery": (500, fill_celery),
}


def measure(directory: Path) -> list[Row]:
    """Let each work off its queue on an emptied server with fsync always, in turns."""
    shared = bodies(places(max(count for count, _ in _PEERS.values())))
    with run_server("valkey", directory / "store") as server:
        rounds = [
            {name: _rate(name, server, shared, directory) for name in _PEERS}
            for _ in range(_ROUNDS)
        ]
    middle = {name: median(one[name] for one in rounds) for name in _PEERS}
    what = "share -> case opened -> messages queued"
    return [
        Row(_PART, what, middle["ours"], "events/s", label, middle[name], target=">= 1 x")
        for name, label in (
            ("rq", f"RQ {version('rq')} SimpleWorker"),
            ("celery", f"Celery {version('celery')} solo, acks late"),
        )
    ]


def _rate(name: str, server: Server, shared: Sequence[bytes], directory: Path) -> float:
    count, fill = _PEERS[name]
    with server.client() as plain:
        plain.flushall()
    with connect(server.url, role="command") as client:
        enrol_all(client)
    fill(server.url, shared[:count])
    log = directory / f"{name}.log"
    words = ["tests.bench.consume", name, server.url, str(count)]
    with running(words, {}, log, heard=True) as process:
        assert process.stdout is not None
        said = _said(process.stdout, process.kill)
    _require_the_same_work(server, count, log)
    return said


def _said(lines: Iterable[str], give_up: Callable[[], None]) -> float:
    patience = Timer(_PATIENCE_S, give_up)
    patience.start()
    rate = next((line.removeprefix(SAYS) for line in lines if line.startswith(SAYS)), "nan")
    patience.cancel()
    return float(rate)


def _require_the_same_work(server: Server, count: int, log: Path) -> None:
    """Each share opens a case, and queues a receipt and an alert."""
    with server.client() as plain:
        cases, calls = plain.zcard(keys.OPEN_PLACES), plain.xlen(keys.OUTBOX)
    if (cases, calls) != (count, 2 * count):
        raise AssertionError(f"{count} shares: {cases} cases, {calls} calls; see {log}")
