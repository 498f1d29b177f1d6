"""/callback with durable keeping against the SDK's echo handler, and at 200 webhooks a second."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path

from store import keys
from tests.bench.load import Load, closed_loop, open_loop
from tests.bench.places import places
from tests.bench.processes import gunicorn, variables
from tests.bench.results import Row, failed, percentile
from tests.bench.webhooks import bodies, request
from tests.servers import free_port, run_server

_ROUNDS = 3
_SECONDS = 2.0
_CONNECTIONS = (16, 64)
_RATE = 200
_OPEN_SECONDS = 10
_PART = "callback"

Serve = Callable[[int], AbstractContextManager[None]]


def measure(directory: Path) -> list[Row]:
    """Measure both in turns, so that a busy moment of the machine hits both."""
    requests = [request(body) for body in bodies(places(_RATE * _OPEN_SECONDS))]
    with run_server("valkey", directory / "store") as server:
        env, log = variables(server.url, directory), directory / "web.log"
        echo = "tests.bench.echo:create_app()"
        ours: Serve = lambda port: gunicorn(port, env, log)  # noqa: E731
        peers: Serve = lambda port: gunicorn(port, env, log, app=echo)  # noqa: E731
        floods = {
            many: [
                (_flood(ours, requests, many), _flood(peers, requests, many))
                for _ in range(_ROUNDS)
            ]
            for many in _CONNECTIONS
        }
        kept = server.client().xlen(keys.INBOX)
        steady = _steady(ours, requests)
    answered = sum(len(mine.seconds) for pairs in floods.values() for mine, _ in pairs)
    if kept < answered:  # an answer without its entry would be a lost webhook
        raise AssertionError(f"{answered} answered, {kept} kept")
    rows = [row for many, pairs in floods.items() for row in _rows(pairs, many)]
    return [*rows, *_steady_rows(steady)]


def _flood(serve: Serve, requests: list[bytes], many: int) -> Load:
    port = free_port()
    with serve(port):
        closed_loop(port, requests, connections=many, seconds=0.5)  # warm up
        return closed_loop(port, requests, connections=many, seconds=_SECONDS)


def _steady(serve: Serve, requests: list[bytes]) -> Load:
    port = free_port()
    with serve(port):
        closed_loop(port, requests, connections=_CONNECTIONS[0], seconds=0.5)
        return open_loop(port, requests, rate=_RATE)


def _rows(pairs: list[tuple[Load, Load]], many: int) -> list[Row]:
    """Take the round with the median ratio; the latencies are of all rounds."""
    mine, peers = sorted(pairs, key=lambda pair: pair[0].rate / pair[1].rate)[len(pairs) // 2]
    peer = f"SDK {version('line-bot-sdk')} echo, keeps nothing"
    rows = [
        Row(
            _PART,
            f"requests, {many} connections",
            mine.rate,
            "1/s",
            peer,
            peers.rate,
            target=">= 1 x",
        )
    ]
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        ours, theirs = (
            percentile([s for pair in pairs for s in pair[side].seconds], share) * 1000
            for side in (0, 1)
        )
        rows.append(Row(_PART, f"{name}, {many} connections", ours, "ms", peer, theirs, False))
    failures = [one for pair in pairs for load in pair for one in load.failures]
    return [*rows, failed(_PART, failures, f"{many} connections")]


def _steady_rows(load: Load) -> list[Row]:
    p50, p99 = (percentile(load.seconds, share) * 1000 for share in (0.5, 0.99))
    return [
        Row(_PART, f"p50 at {_RATE}/s", p50, "ms"),
        Row(_PART, f"p99 at {_RATE}/s", p99, "ms", target="< 50"),
        Row(_PART, f"slowest at {_RATE}/s", max(load.seconds) * 1000, "ms"),
        failed(_PART, load.failures, f"at {_RATE}/s"),
    ]
