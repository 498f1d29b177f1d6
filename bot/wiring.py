"""Builds the worker process from its parts: clients, context, consumers, senders and jobs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

import structlog

from bot.doctor.files import require_national_centre
from bot.heartbeat import (
    Heartbeat,
    Job,
    KeyWatch,
    ShutdownSignal,
    pid_scope,
    process_name,
    run_all,
    wait_for_store,
)
from bot.housekeeping import ClockWatch, Housekeeping, Purger, Signs
from bot.sending import Dispatcher
from bot.store_identity import DataWatch, adopt
from bot.worker import Consumer, ConsumerPace, Worker, consumer_name, lane_of, take_over
from cases.taxonomy import read_taxonomy
from config import logs
from config.clock import now
from config.settings import Settings
from geo.centres import Centres, metres
from geo.centres_file import load_centres
from geo.whereabouts import Locator
from handlers.request import Context
from line.api import Line, Ways
from line.attachments import LineAttachments
from line.flex import WORDS_AT
from line.inbound import Skew
from line.outbound import OutboundRenderer
from line.quota_poller import QuotaPoller, set_clocks
from line.releasing import Releasing
from line.sender import Sender
from store import installation, schema
from store.audit_log import AuditKeys, OldEntries
from store.connection import StoreClient, connect
from store.durability import record_place, require_version, weaknesses
from store.errors import StoreError
from store.failures import OldFailures, WaitingCalls
from store.installation import store_centres, with_former
from store.outbox import Outbox, still_calls
from store.statistics import RedisStatistics
from store.stream import Counters, Fetches, Inbox
from store.timers import Due
from store.unit_of_work import UnitsOfWork

#: Calls in the outbox for each sender while what was set aside is released: what a sender does
#: between two steps of that, LINE taking 0.1 to 0.3 s a call.
_CALLS_A_SENDER = 2
_log = structlog.get_logger()

#: The jobs beside consumers and senders, and a reserve.
_OTHER_THREADS = 10 + 8
#: Senders that ask the store at the same time; the others wait their turn, for some milliseconds.
_STORE_CALLS = 32
#: What is taken out of a queued message is sought in the words of LINE's JSON alone.
_UNITS = partial(UnitsOfWork, words_at=WORDS_AT)


@dataclass(frozen=True, slots=True)
class Parts:
    """The constructors of a worker's parts; the fault test replaces them by parts that die."""

    line: Callable[[Settings], Line] = Line
    inbox: Callable[[StoreClient, str], Inbox] = Inbox
    outbox: Callable[[StoreClient, str], Outbox] = Outbox
    units: Callable[[StoreClient, AuditKeys], UnitsOfWork] = _UNITS
    pace: ConsumerPace = field(default_factory=ConsumerPace)
    ways: Callable[[], Ways] = Ways


PARTS = Parts()
#: Returns the jobs of a process.
JobsOf = Callable[[Settings, StoreClient, Counters], list[Job]]


def build_context(settings: Settings, client: StoreClient, line: Line, centres: Centres) -> Context:
    """Build what every handler gets. Raises SettingsError."""
    require_national_centre(settings, centres)
    return Context(
        settings=settings,
        centres=centres,
        taxonomy=read_taxonomy(settings.taxonomy_file),
        map=Locator(centres, settings.boundaries_file),
        profiles=line,
        statistics=RedisStatistics(client),
        attachments=LineAttachments(settings),
    )


def _meet_the_first_place(context: Context) -> None:
    """Look a place up, so that the libraries which come with the first one (decision 0067) do not
    make the first share wait."""
    here = next(iter(context.centres)).point
    context.map.locate(here, None)
    metres(here, here)


def run_worker(settings: Settings) -> None:
    """Run the worker process until SIGTERM or SIGINT; wait for a store that is not ready."""
    _run(settings, "worker", settings.worker_threads + _OTHER_THREADS, worker_jobs)


def run_sender(settings: Settings) -> None:
    """Run the sender process until SIGTERM or SIGINT; wait for a store that is not ready."""
    _run(settings, "sender", _STORE_CALLS + _OTHER_THREADS, sender_jobs)


def _run(settings: Settings, kind: str, places: int, jobs_of: JobsOf) -> None:
    shutdown = ShutdownSignal()
    begun = wait_for_store(lambda: _begin(settings, kind, places, jobs_of), shutdown)
    if begun is None:
        return
    logs.take_stderr()
    jobs, tallies = begun
    run_all(jobs, shutdown)
    with suppress(*StoreError):
        tallies.write()


def _begin(
    settings: Settings, kind: str, places: int, jobs_of: JobsOf
) -> tuple[list[Job], Counters]:
    client = connect(settings.redis_url, role="worker", places=places)
    require_version(client)
    schema.prepare(client)
    adopt(settings, client)
    for weakness in weaknesses(client):
        _log.warning("store may lose data", weakness=weakness)
    tallies = Counters(client)
    watch = DataWatch(client, settings, installation.name_it(client))
    heartbeat = Heartbeat(client, kind, now)
    others = [heartbeat.run, watch.run, KeyWatch(client, settings, kind).run]
    return [*jobs_of(settings, client, tallies), *others], tallies


def worker_jobs(
    settings: Settings, client: StoreClient, tallies: Counters, parts: Parts = PARTS
) -> list[Job]:
    """Return the jobs of a worker process, each for a thread of its own."""
    filed = load_centres(settings.centres_file)
    store_centres(client, filed)
    centres = with_former(filed, client)
    line = parts.line(settings)
    context = build_context(settings, client, line, centres)
    _meet_the_first_place(context)
    inboxes = [parts.inbox(client, consumer_name(n)) for n in range(settings.worker_threads)]
    fetches = Fetches(client, consumer_name(0))
    streams = (inboxes[0], fetches)
    record_place(client, process_name(), pid_scope())
    for consumers in (inboxes, [fetches]):
        consumers[0].prepare()
        take_over(client, consumers[0].key, [one.consumer for one in consumers])
    renderer = OutboundRenderer(settings, context.taxonomy, centres)
    audit_keys = AuditKeys.of(settings)
    units = parts.units(client, audit_keys)
    set_clocks(client, settings, now())
    skew = Skew(now)
    ids = centres.known_ids
    is_embedded = settings.redis_url.startswith("unix://")
    one_by_one = replace(parts.pace, batch=1)  # a slow call holds up no other
    workers = [Worker(inbox, units, context, renderer, tallies, now, skew) for inbox in inboxes]
    fetcher = Worker(fetches, units, context, renderer, tallies, now, skew)
    audit_life = timedelta(days=settings.audit_days)
    return [
        *(Consumer(worker.inbox, worker.work, parts.pace, lane_of).run for worker in workers),
        Consumer(fetches, fetcher.work, one_by_one).run,
        Housekeeping(client, Due(client), tallies, ids, streams, is_embedded).run,
        QuotaPoller(client, line, now, skew).run,
        ClockWatch(client, skew, settings, ids, now).run,
        Purger(OldFailures(client), settings.life_of_failed, now, skew.is_right).run,
        Purger(
            OldEntries(client, audit_keys), audit_life, now, skew.is_right, "audit entries ended"
        ).run,
    ]


def sender_jobs(
    settings: Settings, client: StoreClient, tallies: Counters, parts: Parts = PARTS
) -> list[Job]:
    """Return the jobs of a sender process, each for a thread of its own."""
    line, ways = parts.line(settings), parts.ways()
    outbox = parts.outbox(client, consumer_name(0))
    record_place(client, process_name(), pid_scope())
    outbox.prepare()
    take_over(client, outbox.key, [outbox.consumer])
    nation, hands = settings.national_centre, settings.sender_threads
    calls_still = partial(still_calls, client, national_centre=nation)
    sender = Sender(outbox, line, tallies, now, ways, calls_still)
    longest = _CALLS_A_SENDER * hands
    return [
        *Dispatcher(outbox, sender.send, parts.pace, hands).jobs(),
        Releasing(client, WaitingCalls(client), ways, longest, now, nation).run,
        Signs(client, tallies, outbox).run,
    ]
