"""The work of one inbox entry: the same Worker for our queue and for the peers' jobs."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from bot.wiring import build_context
from bot.worker import Worker
from config.clock import to_ms
from config.settings import Settings
from line.api import Line
from line.outbound import OutboundRenderer
from store.connection import StoreClient, connect
from store.stream import Counters, Inbox, StreamEntry
from store.unit_of_work import UnitsOfWork
from tests.bench.places import centres, places


class OtherQueue(Inbox):
    """An inbox that somebody else keeps: RQ or Celery takes the job out by its own means."""

    def done(self, entry: StreamEntry) -> bool:
        return True


class Job:
    """Applies a body with the service's own rooms."""

    def __init__(self, url: str) -> None:
        client = connect(url, role="worker")
        self._worker = worker(client, OtherQueue(client, "bench"))

    def apply(self, body: bytes) -> None:
        """Open the case and queue its messages."""
        at = str(to_ms(datetime.now(UTC))).encode()
        self._worker.work(StreamEntry("0-1", {"body": body, "at": at}))


@cache
def job(url: str) -> Job:
    """Return the one job of a peer's process."""
    return Job(url)


def worker(client: StoreClient, inbox: Inbox) -> Worker:
    """Build what the worker process runs in each of its threads."""
    settings = Settings()
    context = build_context(settings, client, Line(settings), centres())
    context.map.locate(places(1)[0], None)  # libraries come with the first place, once in a process
    return Worker(
        inbox=inbox,
        units=UnitsOfWork(client),
        context=context,
        renderer=OutboundRenderer(context.settings, context.taxonomy, context.centres),
        tallies=Counters(client),
        clock=lambda: datetime.now(UTC),
    )
