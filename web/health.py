"""GET /healthz (does the process work?) and /readyz (does all that it needs work?)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from config.clock import Clock, is_off
from config.settings import Settings
from line.watch import watch
from store.admin_queries import Pulse, pulse
from store.alive import Process, missing, processes
from store.connection import StoreClient
from store.durability import Written, kept_ahead, try_write
from store.errors import StoreError, Trouble, trouble_of
from store.installation import why_lost
from web.client_address import is_insider
from web.policy import Recent, SchemaWatch

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
    return Recent(partial(try_write, client), _WRITE_LIFE_S)


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
            found, ahead, line = pulse(client), kept_ahead(client), watch(client, clock())
            lost, alive = why_lost(client), processes(client)
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
        told = {"ready": ready, "store": store, "processes": counts} | _told(found, ages)
        return told | line.told() | {"clock_ahead_seconds": clocks}, status

    return routes


def count_processes(found: Sequence[Process], now: datetime) -> dict[str, dict[str, int]]:
    """Count the processes of each kind: those that live, and those that are missing."""
    alive = Counter(one.kind for one in found if not one.is_silent(now))
    lost = Counter(one.kind for one in missing(found, now))
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


def _told(found: Pulse, ages: Ages) -> dict[str, object]:
    return {
        "worker_seconds": ages.beat,
        "inbox_seconds": ages.inbox,
        "sweep_seconds": ages.sweep,
        "sweep": dict(found.found),
    }
