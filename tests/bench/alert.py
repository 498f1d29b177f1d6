"""From the POST of a share to the alert that LINE has taken, through web, worker and sender."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulator.client import SimulatorClient
from store import keys
from store.connection import StoreClient, connect
from store.unit_of_work import UnitsOfWork
from tests.bench.load import Load, open_loop
from tests.bench.places import places
from tests.bench.processes import cpu_seconds, gunicorn, stand_in, variables, wait_until, worker
from tests.bench.results import Row, failed, percentile
from tests.bench.team import enrol_all
from tests.bench.webhooks import body, request
from tests.servers import free_port, run_server

_PART = "alert"
#: Webhooks a second -> for how many seconds. The stand-in for LINE shares the machine's cores, and
#: takes a third of them: so the lower rate tells more of the chain, the higher one of its limit.
_RATES = {100: 8, 200: 8}
_CASE = re.compile(r"case=([0-9S]+-[0-9]+-[0-9]+)")
#: What the chain cannot carry in time waits in the inbox; it is let so long to work it off.
_DRAIN_S = 60.0


def measure(directory: Path) -> list[Row]:
    """Send webhooks at the real processes and LINE's stand-in, at each rate anew."""
    return [row for rate in _RATES for row in _at(rate, directory / str(rate))]


def _at(rate: int, directory: Path) -> list[Row]:
    directory.mkdir()
    log, port = directory / "alert.log", free_port()
    with run_server("valkey", directory / "store") as server, stand_in(log) as line:
        client, people = connect(server.url, role="command"), SimulatorClient(line)
        for officer in enrol_all(client):
            people.add_user("officer", user_id=officer)
        env = variables(server.url, directory, LINE_API_BASE=line, LINE_DATA_API_BASE=line)
        beats = keys.heartbeat("worker")
        with (
            gunicorn(port, env, log),
            worker(env, log, lambda: bool(client.exists(beats))) as process,
        ):
            requests, ids = _requests(people, rate * _RATES[rate])
            cpu = {name: cpu_seconds(pid) for name, pid in _pids(process.pid, server.pid)}
            load = open_loop(port, requests, rate=rate)
            alerts = _alerts(people, len(requests))
            cpu = {
                name: cpu_seconds(pid) - cpu[name] for name, pid in _pids(process.pid, server.pid)
            }
        times = _times(alerts, dict(zip(ids, load.due_at, strict=True)), client)
        client.close()
    return _rows(rate, load, times, cpu)


def _pids(worker: int, store: int) -> list[tuple[str, int]]:
    return [("worker", worker), ("store", store)]


def _requests(people: SimulatorClient, count: int) -> tuple[list[bytes], list[str]]:
    """Have the stand-in make the events, for only then are their reply tokens good."""
    acts = [
        {
            "kind": "location", "userId": f"U{number:032x}",
            "latitude": place.latitude, "longitude": place.longitude,
        }
        for number, place in enumerate(places(count), 1)
    ]  # fmt: skip
    events: list[Any] = []
    for first in range(0, count, 1000):
        events += people.send_events(acts[first : first + 1000])
    return [request(body(event)) for event in events], [one["webhookEventId"] for one in events]


def _alerts(people: SimulatorClient, count: int) -> dict[str, float]:
    """Wait until every case's alert was taken; give the time of each."""
    found: dict[str, float] = {}
    seen = 0

    def all_are_there() -> bool:
        nonlocal seen
        rows = people.accepted(after=seen)
        seen += len(rows)
        found.update(_of_alerts(rows))
        return len(found) >= count

    wait_until(all_are_there, f"of {count} alerts came", seconds=_DRAIN_S)
    return found


def _of_alerts(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    for row in rows:
        case = _CASE.search(str(row["message"]))
        if row["kind"] == "push" and case:
            yield case.group(1), row["at"] / 1000


def _times(alerts: dict[str, float], sent: dict[str, float], client: StoreClient) -> list[float]:
    """Find the event of each case by the one share that it has."""
    now = datetime.now(UTC)
    unit = UnitsOfWork(client).open("bench-look", now, now)
    shares = {number: unit.cases.shares(number)[0].id for number in alerts}
    return [at - sent[shares[number]] for number, at in alerts.items()]


def _rows(rate: int, load: Load, times: Sequence[float], cpu: dict[str, float]) -> list[Row]:
    p50, p99 = (percentile(times, share) * 1000 for share in (0.5, 0.99))
    callback = percentile(load.seconds, 0.99) * 1000
    return [
        Row(_PART, f"POST to alert taken by LINE, p50 at {rate}/s", p50, "ms"),
        Row(_PART, f"POST to alert taken by LINE, p99 at {rate}/s", p99, "ms", target="< 1000"),
        Row(_PART, f"p99 of /callback meanwhile, {rate}/s", callback, "ms", target="< 50"),
        failed(_PART, load.failures, f"at {rate}/s"),
        *(
            Row(_PART, f"CPU of the {name}, {rate}/s", spent / len(times) * 1000, "ms/event")
            for name, spent in cpu.items()
            if spent
        ),
    ]
