"""The doctor's look at the processes: which live, which are missing, how fast the store writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from bot.doctor.findings import Finding, ok, wrong
from bot.doctor.server import of_latency
from store.alive import missing, processes, slowest_write
from store.connection import StoreClient

_DO = "start it again; if it is not to come back: `doctor --forget`"


def of_processes(client: StoreClient, now: datetime) -> Iterator[Finding]:
    """Count those that live, and name each that is missing."""
    found = processes(client)
    alive = Counter(one.kind for one in found if not one.is_silent(now))
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(alive.items()))
    if counted:
        yield ok("processes", counted)
    for one in missing(found, now):
        seconds = (now - one.at).total_seconds()
        yield wrong("processes", f"{one.kind} {one.name}: no sign of life for {seconds:.0f} s", _DO)
    slowest = slowest_write(found, now)
    if slowest is not None:
        yield of_latency("store latency", slowest)
