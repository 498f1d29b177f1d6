"""The worker process: threads that take the inbox, deliver the outbox and keep the clock."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

import structlog

from bot.shutdown import ShutdownSignal
from bot.store_log import STORE_LOG
from bot.succession import place, process_name
from config.clock import now
from store.connection import StoreClient
from store.counters import Counters
from store.due import Due
from store.errors import StoreError, is_transient, trouble_of
from store.heartbeat import beat
from store.processes import say_place
from store.rewriting import rewrite_daily
from store.schema import SchemaUnknown
from store.stream import Entry, Stream
from store.sweep import may_sweep, sweep

_DUE_EVERY_S = 0.25
_BEAT_EVERY_S = 5.0
_SWEEP_EVERY_S = 60.0
#: A living consumer asks every two seconds.
_DEAD_AFTER_MS = 3_600_000
#: The store is away: wait a little, not long; the service must be back as soon as it is.
_PAUSE_S = 0.5
_log = structlog.get_logger()

T = TypeVar("T")
#: What one thread does until it is told to stop.
Job = Callable[[threading.Event], None]


def consumer_name(thread: int) -> str:
    """Name a consumer of this process."""
    return f"{process_name()}:{thread}"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a consumer goes about its stream. The rest of a batch waits for its first entry, so a
    few are better than many; an entry is somebody else's until its consumer has been silent for
    *idle_ms*."""

    batch: int = 8
    block_ms: int = 2_000
    idle_ms: int = 30_000
    look_every_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Consumer:
    """Takes the entries of a stream one after the other and gives each to *work*: first what it
    had in hand before, then what others left behind, else what is new."""

    stream: Stream
    work: Callable[[Entry], None]
    pace: Pace

    def run(self, stop: threading.Event) -> None:
        """Work until *stop*; an entry that is begun is finished."""
        self.stream.prepare()  # a store that took another's place may have none
        for entries in self._batches():
            for entry in entries:
                self._finish(entry, stop)
            if stop.is_set():
                return

    def _batches(self) -> Iterator[list[Entry]]:
        entries = self.stream.take_back()
        while entries:
            yield entries
            entries = self.stream.take_back(after=entries[-1].id)
        look_again_at = 0.0
        while True:
            entries = []
            if time.monotonic() >= look_again_at:
                entries = self.stream.take_over(self.pace.idle_ms)
                look_again_at = time.monotonic() + (0 if entries else self.pace.look_every_s)
            yield entries or self.stream.take(self.pace.batch, self.pace.block_ms)

    def _finish(self, entry: Entry, stop: threading.Event) -> None:
        """Work on an entry until the store lets it; that it waited is no fault of the entry's."""
        while True:
            try:
                self.work(entry)
                return
            except Exception as error:
                if stop.is_set() or not is_transient(error):
                    raise
                STORE_LOG.waits_for(error)
            # It may have come as far as LINE: the next try must not be taken for the first.
            entry = replace(entry, deliveries=max(entry.deliveries, 2))
            stop.wait(_PAUSE_S)
            with suppress(*StoreError):
                self.stream.hold(entry)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """What one thread does beside: moves what is due, beats, counts, sweeps, and has the embedded
    store (*is_embedded*) rewrite its file; another server's is its operator's affair."""

    client: StoreClient
    due: Due
    tallies: Counters
    centres: tuple[str, ...]
    streams: tuple[Stream, ...]
    is_embedded: bool

    def run(self, stop: threading.Event) -> None:
        """Keep house until *stop*."""
        beat_at = sweep_at = 0.0
        while not stop.wait(_DUE_EVERY_S):
            while self.due.move(now()):
                pass
            if time.monotonic() >= beat_at:
                beat(self.client, "worker", now())
                say_place(self.client, process_name(), place())
                self.tallies.write()
                beat_at = time.monotonic() + _BEAT_EVERY_S
            if time.monotonic() >= sweep_at:
                if may_sweep(self.client):
                    sweep(self.client, self.centres, now())
                    if self.is_embedded:
                        rewrite_daily(self.client)
                for stream in self.streams:
                    stream.forget_dead_consumers(_DEAD_AFTER_MS)
                sweep_at = time.monotonic() + _SWEEP_EVERY_S


def wait_for_store(begin: Callable[[], T], ending: ShutdownSignal) -> T | None:
    """Return what *begin* makes once the store lets it; None if *ending* came before."""
    while not ending.is_set():
        try:
            return begin()
        except Exception as error:
            if not is_transient(error):
                raise
            STORE_LOG.waits_for(error)
        ending.wait(_PAUSE_S)
    return None


def run_all(jobs: list[Job], ending: ShutdownSignal | None = None) -> None:
    """Run each job in a thread of its own until SIGTERM or SIGINT, then let all finish."""
    ending, stop = ending or ShutdownSignal(), threading.Event()
    threads = [threading.Thread(target=keep_running, args=(job, stop)) for job in jobs]
    for thread in threads:
        thread.start()
    while not ending.wait(_PAUSE_S):
        pass
    stop.set()
    for thread in threads:
        thread.join()


def keep_running(job: Job, stop: threading.Event) -> None:
    """Run a job again when the store was away; any other error ends the process, which its
    supervisor starts anew."""
    while not stop.is_set():
        try:
            job(stop)
        except SchemaUnknown as newer:
            _log.critical("worker ends", says=str(newer))
            os._exit(1)
        except Exception as error:
            if not is_transient(error):
                _log.critical("worker ends", reason=trouble_of(error).word, exc_info=error)
                os._exit(1)
            STORE_LOG.waits_for(error)
            stop.wait(_PAUSE_S)
