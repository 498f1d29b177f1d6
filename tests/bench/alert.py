"""From the POST of a share to the alert that LINE has taken, through web, worker and sender."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

from simulator.client import SimulatorClient
from simulator.faults import Fault
from store import keys
from store.connection import StoreClient, connect
from store.durability import processes
from store.unit_of_work import UnitsOfWork
from tests.bench.load import Load, open_loop
from tests.bench.places import places
from tests.bench.processes import (
    cpu_seconds,
    gunicorn,
    service,
    stand_in,
    variables,
    wait_until,
)
from tests.bench.results import Row, failed, percentile
from tests.bench.team import enrol_all
from tests.bench.webhooks import body, request
from tests.servers import free_port, run_server

_PART = "alert"
#: Webhooks a second, each for so many seconds. The stand-in for LINE shares the machine's cores: so
#: the lower rates tell more of the chain, the higher ones of its limit.
_RATES, _FOR_S = (20, 50, 100, 200), 6
#: Officers on duty at each centre, and the milliseconds that LINE takes (from Thailand 100 to 300).
_TEAMS, _LINE_TAKES_MS = (1, 5), (0, 150)
_CASE = re.compile(r"case=([0-9S]+-[0-9]+-[0-9]+)")
#: What the chain cannot carry in time waits in the inbox; it is let so long to work it off.
_DRAIN_S = 60.0


def measure(directory: Path) -> list[Row]:
    """Send webhooks at the real processes and LINE's stand-in, at each rate anew."""
    return [
        row
        for takes_ms, each, rate in product(_LINE_TAKES_MS, _TEAMS, _RATES)
        for row in _at(rate, each, takes_ms, directory / f"{takes_ms}-{each}-{rate}")
    ]


def _at(rate: int, each: int, takes_ms: int, directory: Path) -> list[Row]:
    directory.mkdir()
    log, port = directory / "alert.log", free_port()
    with run_server("valkey", directory / "store") as server, stand_in(log) as line:
        client, people = connect(server.url, role="command"), SimulatorClient(line)
        for officer in enrol_all(client, each):
            people.add_user("officer", user_id=officer)
        env = variables(server.url, directory, LINE_API_BASE=line, LINE_DATA_API_BASE=line)
        beats = keys.heartbeat("worker")
        with (
            gunicorn(port, env, log),
            service("worker", env, log, lambda: bool(client.exists(beats))) as process,
            service("sender", env, log, lambda: len(processes(client)) > 1) as sends,
        ):
            pids = {"worker": process.pid, "sender": sends.pid, "store": server.pid}
            requests, ids = _requests(people, rate * _FOR_S)
            if takes_ms:
                people.set_faults(Fault("latency", path="send", seconds=takes_ms / 1000))
            cpu = {name: cpu_seconds(pid) for name, pid in pids.items()}
            load = open_loop(port, requests, rate=rate)
            alerts = _alerts(people, len(requests))
            cpu = {name: cpu_seconds(pid) - cpu[name] for name, pid in pids.items()}
        times = _times(alerts, dict(zip(ids, load.due_at, strict=True)), client)
        client.close()
    return _rows(f"{rate}/s, {each} on duty, LINE {takes_ms} ms", load, times, cpu)


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
        if row["kind"] != "reply" and case:
            yield case.group(1), row["at"] / 1000


def _times(alerts: dict[str, float], sent: dict[str, float], client: StoreClient) -> list[float]:
    """Find the event of each case by the one share that it has."""
    now = datetime.now(UTC)
    unit = UnitsOfWork(client).open("bench-look", now, now)
    shares = {number: unit.cases.shares(number)[0].id for number in alerts}
    return [at - sent[shares[number]] for number, at in alerts.items()]


def _rows(where: str, load: Load, times: Sequence[float], cpu: dict[str, float]) -> list[Row]:
    p50, p99 = (percentile(times, share) * 1000 for share in (0.5, 0.99))
    callback = percentile(load.seconds, 0.99) * 1000
    return [
        Row(_PART, f"POST to alert taken by LINE, p50, {where}", p50, "ms"),
        Row(_PART, f"POST to alert taken by LINE, p99, {where}", p99, "ms", target="< 1000"),
        Row(_PART, f"p99 of /callback meanwhile, {where}", callback, "ms", target="< 50"),
        failed(_PART, load.failures, f"at {where}"),
        *(
            Row(_PART, f"CPU of the {name}, {where}", spent / len(times) * 1000, "ms/event")
            for name, spent in cpu.items()
            if spent
        ),
    ]
