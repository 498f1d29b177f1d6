"""GET /metrics for Prometheus: read from the store at each scrape, so that all web processes
report the same numbers."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from config.clock import Clock, is_off
from config.settings import Settings
from geo.centres import PROVINCE_IDS
from line.watch import Reason, watch
from store import durability
from store.admin_queries import Figures, Pulse, figures, pulse
from store.connection import StoreClient
from store.durability import Process, ServerState, Written, processes
from store.errors import StoreError, Trouble, trouble_of
from store.installation import why_lost
from store.report_reader import kept_quota
from web.policy import Recent, SchemaWatch, is_insider

_LENGTHS = {
    "inbox": "Entries that wait in the inbox or are worked on",
    "outbox": "Calls to LINE that wait for a sender or are being sent",
    "dead": "Inbox entries that failed five times",
    "later": "Calls to LINE that are tried again later",
    "waiting_for_line": "Calls that were set aside while the way to LINE is shut",
    "waiting_for_quota": "Pushes that were set aside while the month's quota is used up",
    "timers": "Rows of the timers",
    "fetching": "Photos that are due to be fetched from LINE or are being fetched",
    "fetches": "Photos that are fetched later",
    "open_cases": "Cases that are not closed",
    "escalated_cases": "Open cases that the national centre sees as well",
}


def metrics(settings: Settings, client: StoreClient, clock: Clock) -> Blueprint:
    """Build the route; it answers loopback, or whoever brings METRICS_TOKEN."""
    routes = Blueprint("metrics", __name__)
    registry = CollectorRegistry()
    registry.register(StoreCollector(client, settings, clock))

    @routes.get("/metrics")
    def scrape() -> ResponseReturnValue:
        if not is_insider(request, settings.metrics_token):
            abort(403, "Metrics are for this machine, or for who has METRICS_TOKEN.")
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)

    return routes


class StoreCollector(Collector):
    """Reads the store at each scrape."""

    def __init__(self, client: StoreClient, settings: Settings, clock: Clock) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock
        self._written = tried_write(client)

    def describe(self) -> list[Metric]:
        """Describe no metric in advance: that would read the store at the start."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield all metrics, or only the one that the store does not answer."""
        try:
            found = pulse(self._client)
            counted = figures(self._client, sorted(PROVINCE_IDS))
            quota = kept_quota(self._client)
            clocks = durability.kept_ahead(self._client)
            alive = processes(self._client)
            line = watch(self._client, self._clock())
            state = durability.server_state(self._client)
            written = self._written.get().trouble is None
        except StoreError:
            yield GaugeMetricFamily("cts_store_up", "Whether the store answers", value=0)
            return
        yield GaugeMetricFamily("cts_store_up", "Whether the store answers", value=1)
        yield from _of_store(state, written=written)
        yield from _of_processes(alive, self._clock())
        yield from _of_disk(self._settings)
        ages = ages_at(found, self._clock())
        yield _gauge("worker_heartbeat_age_seconds", "Since the worker said it works", ages.beat)
        yield _gauge("inbox_age_seconds", "Age of the oldest inbox entry", ages.inbox)
        yield _gauge("sweep_age_seconds", "Since the sweeper looked", ages.sweep)
        yield _gauge("outbox_age_seconds", "Age of the oldest call that waits", line.oldest)
        shut = {reason.word: int(reason in line.shut) for reason in Reason}
        yield _labelled("line_shut", "Whether calls to LINE are set aside", "reason", shut)
        yield _labelled("sweep_findings", "What the sweeper found stuck", "what", found.found)
        ahead = {name: round(one.total_seconds()) for name, one in clocks.items()}
        yield _labelled("clock_ahead_seconds", "How far a clock is ahead", "clock", ahead)
        yield from _of_figures(counted)
        if quota is not None:
            yield _gauge("pushes_used", "Paid messages of the month, by LINE", quota.used)
            yield _gauge("pushes_limit", "Paid messages that the month has", quota.limit)
            low = quota.is_low(self._settings.quota_reserve)
            yield _gauge("digests_stopped", "Whether the reserve is reached: no digest goes", low)


def _of_disk(settings: Settings) -> Iterator[Metric]:
    """Yield the free space of the embedded store's disk; another server's disk is not known."""
    if settings.redis_url and not settings.redis_url.startswith("unix://"):
        return
    with suppress(OSError):
        free = shutil.disk_usage(settings.data_dir).free
        yield _gauge("store_disk_free_bytes", "Room on the embedded store's disk", free)


def _of_processes(alive: Sequence[Process], now: datetime) -> Iterator[Metric]:
    slowest = durability.slowest_write(alive, now)
    yield _gauge("store_write_seconds", "The slowest write of the last minute", slowest)
    family = GaugeMetricFamily("cts_processes", "Processes by kind", labels=["kind", "state"])
    for kind, counts in count_processes(alive, now).items():
        for state, count in counts.items():
            family.add_metric([kind, state], count)
    yield family


def _of_store(state: ServerState, *, written: bool) -> Iterator[Metric]:
    yield _gauge("store_takes_writes", "Whether the store takes a write", int(written))
    yield _gauge("store_is_replica", "Whether the store is a replica", int(state.is_replica))
    yield _gauge("store_memory_bytes", "Memory that the store uses", state.memory)
    yield _gauge("store_memory_limit_bytes", "Memory that it may use; 0: no limit", state.limit)
    log, delayed = int(state.writes_its_log), state.delayed_fsyncs
    yield _gauge("store_log_written", "Whether the last write of its log to disk was well", log)
    yield _gauge("store_delayed_fsyncs", "Times its disk was too slow since it started", delayed)


def _of_figures(counted: Figures) -> Iterator[Metric]:
    for name, help_text in _LENGTHS.items():
        yield _gauge(name, help_text, counted.lengths[name])
    yield _labelled("pending", "Entries in a consumer's hands", "stream", counted.pending)
    yield _labelled("parked", "Calls that LINE refuses", "reason", counted.parked)
    yield _labelled("queue_cases", "Open cases in a centre's queue", "centre", counted.queues)
    tallies = CounterMetricFamily(
        "cts_tallies", "How often what happened to entries and calls", labels=["what"]
    )
    for what, times in counted.tallies.items():
        tallies.add_metric([what], times)
    yield tallies


def _gauge(name: str, help_text: str, value: float | None) -> Metric:
    """Build a gauge; without a value it has no sample, which Prometheus knows as absent."""
    return GaugeMetricFamily(f"cts_{name}", help_text, value=value)


def _labelled(name: str, help_text: str, label: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(f"cts_{name}", help_text, labels=[label])
    for value, count in values.items():
        family.add_metric([value], count)
    return family


#: Age of a heartbeat at most; the worker writes one every 5 s.
BEAT_WITHIN_S = 30.0
#: Age of the oldest entry at most: usually it is handled within a second, and if its consumer died
#: it is taken over after 30 s.
INBOX_WITHIN_S = 120.0
#: Seconds between two test writes of a process: anybody may send probes, and they must not fill the
#: log of the store.
_WRITE_LIFE_S = 1.0
_log = structlog.get_logger()


def tried_write(client: StoreClient) -> Recent[Written]:
    """Return the result of a write that is tried once a second at most."""
    return Recent(partial(durability.try_write, client), _WRITE_LIFE_S)


@dataclass(frozen=True, slots=True)
class Ages:
    """Seconds since the last heartbeat, since the oldest waiting entry arrived and since the last
    sweep; None where there is none."""

    beat: float | None
    inbox: float
    sweep: float | None

    @property
    def worker_works(self) -> bool:
        """Return whether the worker's heartbeat is recent."""
        return self.beat is not None and self.beat <= BEAT_WITHIN_S

    @property
    def inbox_flows(self) -> bool:
        """Return whether no entry waits too long."""
        return self.inbox <= INBOX_WITHIN_S


def health(settings: Settings, client: StoreClient, clock: Clock, newer: SchemaWatch) -> Blueprint:
    """Build the routes of the probes. Queue ages are shown to insiders alone: a stranger could use
    them to time a flood."""
    routes = Blueprint("health", __name__)
    written = tried_write(client)

    @routes.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return "ok", {"Content-Type": "text/plain; charset=utf-8"}

    @routes.get("/readyz")
    def readyz() -> ResponseReturnValue:
        try:
            found, line = pulse(client), watch(client, clock())
            ahead, lost = durability.kept_ahead(client), why_lost(client)
            alive = processes(client)
        except StoreError as error:
            word = {"store": trouble_of(error).word}
            insider = is_insider(request, settings.metrics_token)
            return {"ready": False} | (word if insider else {}), 503
        ages, counts = ages_at(found, clock()), count_processes(alive, clock())
        store = _store(written.get().trouble, newer.says(), lost)
        works = ages.worker_works and ages.inbox_flows and line.is_well
        complete = not any(one["missing"] for one in counts.values())
        right = not any(map(is_off, ahead.values()))
        ready = store == "ok" and works and complete and right
        clocks = {name: round(one.total_seconds()) for name, one in ahead.items()}
        status = 200 if ready else 503
        if not is_insider(request, settings.metrics_token):
            return {"ready": ready}, status
        told = {
            "ready": ready, "store": store, "processes": counts, "worker_seconds": ages.beat,
            "inbox_seconds": ages.inbox, "sweep_seconds": ages.sweep, "sweep": dict(found.found),
        }  # fmt: skip
        return told | line.told() | {"clock_ahead_seconds": clocks}, status

    return routes


def count_processes(found: Sequence[Process], now: datetime) -> dict[str, dict[str, int]]:
    """Count the processes of each kind: those that live, and those that are missing."""
    alive = Counter(one.kind for one in found if not one.is_silent(now))
    lost = Counter(one.kind for one in durability.missing(found, now))
    kinds = sorted(alive | lost)
    return {kind: {"alive": alive[kind], "missing": lost[kind]} for kind in kinds}


def _store(trouble: Trouble | None, newer: str, lost: str) -> str:
    """Return "ok", or a word for the trouble; a sentence where it holds other data."""
    if trouble is not None:
        return trouble.word
    if newer:
        return "newer_schema"
    return f"not the one of the start: {lost}" if lost else "ok"


def ages_at(found: Pulse, now: datetime) -> Ages:
    """Return the ages; clocks that disagree never make a negative one."""
    return Ages(
        beat=_seconds(found.beat_at, now),
        inbox=_seconds(_waiting_since(found, now), now) or 0.0,
        sweep=_seconds(found.swept_at, now),
    )


def _waiting_since(found: Pulse, now: datetime) -> datetime | None:
    """Return since when the oldest entry waits. After the store's clock was ahead its ids stay
    ahead until that time comes: then the receipt counts."""
    since = found.waiting_since
    return found.received_at if since is not None and is_off(since - now) and since > now else since


def _seconds(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else round(max(0.0, (now - since).total_seconds()), 3)
