"""Consumers of a stream: they work through its entries, and take over those of dead processes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog

from bot.process import PAUSE_S, STORE_LOG, pid_scope, process_name
from store.alive import processes_at, take_from_dead
from store.connection import StoreClient
from store.errors import StoreError, is_transient
from store.stream import Stream, StreamEntry

_log = structlog.get_logger()


def consumer_name(thread: int) -> str:
    """Return the name of a consumer of this process."""
    return f"{process_name()}:{thread}"


@dataclass(frozen=True, slots=True)
class ConsumerPace:
    """How a consumer reads its stream. The rest of a batch waits for its first entry, so a
    few are better than many; an entry is taken from a consumer that was silent for *idle_ms*."""

    batch: int = 8
    block_ms: int = 2_000
    idle_ms: int = 30_000
    look_every_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Consumer:
    """Takes the entries of a stream one after the other and passes each to *work*: first the ones
    it had before a restart, then the ones of silent consumers, else new ones."""

    stream: Stream
    work: Callable[[StreamEntry], None]
    pace: ConsumerPace

    def run(self, stop: threading.Event) -> None:
        """Work until *stop*; an entry that is begun is finished."""
        self.stream.prepare()  # a store that took another's place may have none
        for entries in self._batches():
            for entry in entries:
                self._finish(entry, stop)
            if stop.is_set():
                return

    def _batches(self) -> Iterator[list[StreamEntry]]:
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

    def _finish(self, entry: StreamEntry, stop: threading.Event) -> None:
        """Work on an entry, again and again while the store is away, which is no fault of its."""
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
            stop.wait(PAUSE_S)
            with suppress(*StoreError):
                self.stream.hold(entry)


def take_over(client: StoreClient, stream: str, consumers: Sequence[str]) -> None:
    """Give *consumers* of this process the entries that dead processes of this machine had taken
    from *stream*.

    Without this they wait until a consumer was silent for 30 s; a reply token certainly lives for
    15 (docs/decisions/0008). Entries under this very process's id are a dead one's too; the
    consumers take those back by themselves."""
    here = pid_scope()
    for process in processes_at(client, stream, here) if here else ():
        pid = process.rpartition(":")[2]
        if process != process_name() and pid.isdigit() and not _lives(int(pid)):
            taken = take_from_dead(client, stream, process, consumers)
            if taken:
                _log.warning("taken over", entries=taken, stream=stream)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
