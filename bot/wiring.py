"""Puts the parts together: the only place where they are named side by side."""

from __future__ import annotations

import structlog

from bot.line_api import Line
from bot.replies.calls import Replies
from bot.running import Housekeeping, Job, consumer_name, now, run_all, sending, working
from bot.sender import Sender
from bot.worker import Worker
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centres, load_centres
from geo.whereabouts import Locator
from handlers.house import House
from store import schema
from store.connection import StoreClient, connect, require_version
from store.desk import Desks
from store.due import Due
from store.durability import weaknesses
from store.inbox import Inbox
from store.outbox import Outbox
from store.statistics import RedisStatistics
from store.tallies import Tallies

_log = structlog.get_logger()


def build_house(settings: Settings, client: StoreClient, line: Line, centres: Centres) -> House:
    """Gather what every handler knows."""
    return House(
        settings=settings,
        centres=centres,
        taxonomy=Taxonomy.from_json(settings.taxonomy_file.read_text("utf-8")),
        map=Locator(centres, settings.boundaries_file),
        profiles=line,
        statistics=RedisStatistics(client),
    )


def run_worker(settings: Settings) -> None:
    """Run the worker process until it is told to stop."""
    client = connect(settings.redis_url, role="worker")
    require_version(client)
    schema.prepare(client)
    for weakness in weaknesses(client):
        _log.warning("store may lose data", weakness=weakness)
    tallies = Tallies(client)
    run_all(worker_jobs(settings, client, tallies))
    tallies.write()


def worker_jobs(settings: Settings, client: StoreClient, tallies: Tallies) -> list[Job]:
    """Build what a worker process does, each job for a thread of its own."""
    centres = load_centres(settings.centres_file)
    line = Line(settings)
    house = build_house(settings, client, line, centres)
    workers = [
        build_worker(client, house, tallies, thread) for thread in range(settings.worker_threads)
    ]
    outboxes = [Outbox(client, consumer_name(n)) for n in range(settings.sender_threads)]
    workers[0].inbox.prepare()
    outboxes[0].prepare()
    ids = tuple(centre.id for centre in centres)
    streams = (workers[0].inbox, outboxes[0])
    keeping = Housekeeping(client, Due(client), tallies, ids, streams)
    return [
        *(working(worker) for worker in workers),
        *(sending(Sender(outbox, line, tallies, now), outbox) for outbox in outboxes),
        keeping.run,
    ]


def build_worker(client: StoreClient, house: House, tallies: Tallies, thread: int) -> Worker:
    """Build one consumer of the inbox."""
    return Worker(
        inbox=Inbox(client, consumer_name(thread)),
        desks=Desks(client),
        house=house,
        replies=Replies(house.settings, house.taxonomy, house.centres),
        tallies=tallies,
        clock=now,
    )
