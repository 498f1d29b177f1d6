"""GET /healthz and /readyz: does the process live, and does all that it needs work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint
from flask.typing import ResponseReturnValue

from bot.clock import Clock
from bot.line_watch import watch
from bot.skew import is_off
from bot.write_watch import WriteWatch
from store.clocks import kept_ahead
from store.connection import StoreClient
from store.errors import StoreError, trouble_of
from store.installation import why_lost
from store.listing import Pulse, pulse

#: The worker says every 5 s that it works.
BEAT_WITHIN_S = 30.0
#: An entry is worked on within a second; one whose consumer died is taken over after 30 s.
INBOX_WITHIN_S = 120.0


@dataclass(frozen=True, slots=True)
class Ages:
    """Seconds since the heartbeat, since the oldest entry came, since the sweeper looked; None
    where there is none."""

    beat: float | None
    inbox: float
    sweep: float | None

    @property
    def worker_works(self) -> bool:
        """Return whether the worker gave a sign of life lately."""
        return self.beat is not None and self.beat <= BEAT_WITHIN_S

    @property
    def inbox_flows(self) -> bool:
        """Return whether nothing waits too long."""
        return self.inbox <= INBOX_WITHIN_S


def health(client: StoreClient, clock: Clock) -> Blueprint:
    """Build the routes that probes ask."""
    routes = Blueprint("health", __name__)
    writes = WriteWatch(client)

    @routes.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return "ok", {"Content-Type": "text/plain; charset=utf-8"}

    @routes.get("/readyz")
    def readyz() -> ResponseReturnValue:
        try:
            found, ahead, line = pulse(client), kept_ahead(client), watch(client, clock())
            lost = why_lost(client)
        except StoreError as error:
            return {"ready": False, "store": trouble_of(error).word}, 503
        ages = ages_at(found, clock())
        trouble = writes.trouble()
        works = trouble is None and ages.worker_works and ages.inbox_flows and line.is_well
        ready = works and not lost and not any(map(is_off, ahead.values()))
        clocks = {name: round(one.total_seconds()) for name, one in ahead.items()}
        told = _told(found, ages, ready=ready) | line.told() | {"clock_ahead_seconds": clocks}
        told["store"] = f"not the one of the start: {lost}" if lost else "ok"
        if trouble is not None:
            told["store"] = trouble.word
        return told, 200 if ready else 503

    return routes


def ages_at(found: Pulse, now: datetime) -> Ages:
    """Say how old the signs of life are; two clocks that disagree never make a negative age."""
    return Ages(
        beat=_seconds(found.beat_at, now),
        inbox=_seconds(found.waiting_since, now) or 0.0,
        sweep=_seconds(found.swept_at, now),
    )


def _seconds(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else round(max(0.0, (now - since).total_seconds()), 3)


def _told(found: Pulse, ages: Ages, *, ready: bool) -> dict[str, object]:
    return {
        "ready": ready,
        "worker_seconds": ages.beat,
        "inbox_seconds": ages.inbox,
        "sweep_seconds": ages.sweep,
        "sweep": dict(found.found),
    }
