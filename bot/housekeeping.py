"""The worker's periodic jobs: due timers, counters, sweeps, clock checks and retention."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.heartbeat import pid_scope, process_name
from cases.calendar import next_time
from config.clock import Clock, is_off, now
from config.settings import Settings
from line.inbound import Skew
from line.quota_poller import set_clocks
from store.connection import StoreClient
from store.durability import beat, keep_ahead, record_place, store_time
from store.report_reader import ask_again
from store.stream import Counters, Stream
from store.timers import (
    Due,
    forget_old,
    may_put_right,
    may_sweep,
    pull_in,
    pull_in_at_once,
    rewrite_daily,
    sweep,
)

_DUE_EVERY_S = 0.25
_BEAT_EVERY_S = 5.0
_SWEEP_EVERY_S = 60.0
#: A living consumer asks every two seconds.
_DEAD_AFTER_MS = 3_600_000
_CLOCKS_EVERY_S = 5.0
#: So many checks of the clocks are a minute.
_CHECKS_A_MINUTE = 12
_PURGE_EVERY_S = 60.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Moves due timers, beats, writes counters, sweeps, and has the embedded store
    (*is_embedded*) rewrite its file; another server's file is its operator's affair."""

    client: StoreClient
    due: Due
    tallies: Counters
    centres: tuple[str, ...]
    streams: tuple[Stream, ...]
    is_embedded: bool

    def run(self, stop: threading.Event) -> None:
        """Work until *stop*."""
        beat_at = sweep_at = 0.0
        while not stop.wait(_DUE_EVERY_S):
            while self.due.move(now()):
                pass
            if time.monotonic() >= beat_at:
                beat(self.client, "worker", now())
                record_place(self.client, process_name(), pid_scope())
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


@dataclass(frozen=True, slots=True)
class Signs:
    """The part of housekeeping that every process does: stores where it runs, writes its counters,
    and removes the dead consumers of its *outbox*."""

    client: StoreClient
    tallies: Counters
    outbox: Stream

    def run(self, stop: threading.Event) -> None:
        """Work until *stop*."""
        forget_at = 0.0
        while not stop.wait(_BEAT_EVERY_S):
            record_place(self.client, process_name(), pid_scope())
            self.tallies.write()
            if time.monotonic() >= forget_at:
                self.outbox.forget_dead_consumers(_DEAD_AFTER_MS)
                forget_at = time.monotonic() + _SWEEP_EVERY_S


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """Compares the clocks every few seconds, and each minute corrects timers set too far ahead."""

    client: StoreClient
    skew: Skew
    settings: Settings
    centres: tuple[str, ...]
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Watch until *stop*. Timers of before this start are corrected first."""
        pull_in_at_once(self.client, self.clock())
        checks = 0
        while not stop.is_set():
            self.check(log=checks % _CHECKS_A_MINUTE == 0)
            checks += 1
            stop.wait(_CLOCKS_EVERY_S)

    def check(self, *, log: bool) -> None:
        """Compare the clocks once. Where a minute is over (*log*) or the own clock stepped, log the
        clocks that are off, and correct the timers: after a minute in one of several processes,
        after a step in each."""
        stepped = self.skew.stepped() is not None
        if stepped:
            ask_again(self.client)
            pull_in_at_once(self.client, self.clock())
        ahead = self.skew.ahead() | {"store": store_time(self.client) - self.clock()}
        keep_ahead(self.client, process_name(), ahead)
        if log or stepped:
            for name, one in ahead.items():
                if is_off(one):
                    _log.error("clock is off", clock=name, ahead_seconds=round(one.total_seconds()))
            if may_put_right(self.client) or stepped:
                self._correct()
            self._forget_old()  # outside that turn, which one with unknown clocks may have

    def _correct(self) -> None:
        now = self.clock()
        morning = next_time(now, self.settings.digest_hour)
        moved = pull_in(self.client, self.centres, morning, now)
        set_clocks(self.client, self.settings, now)
        if moved:
            _log.warning("times put right", rows=moved)

    def _forget_old(self) -> None:
        """Make the sharers of old open cases anonymous, if the clock may be believed."""
        if not self.skew.is_right():
            return
        now = self.clock()
        before = now - timedelta(days=self.settings.open_case_days)
        forgotten = forget_old(self.client, before, now)
        if forgotten:
            _log.info("sharers of open cases are forgotten", cases=forgotten)


class Purgeable(Protocol):
    """Records with a retention: store.failures.OldFailures, store.audit_log.OldEntries."""

    def purge(self, before: datetime) -> int:
        """Take one step: delete what is older than *before* and return how much that was."""


@dataclass(frozen=True, slots=True)
class Purger:
    """Deletes what is older than *life*. It is apart from Housekeeping: a store whose memory
    is full of failed entries refuses most of that."""

    old: Purgeable
    life: timedelta
    clock: Clock
    #: Whether the clock may be believed: what is deleted does not come back.
    may: Callable[[], bool] = lambda: True
    event: str = "let go unsent"

    def run(self, stop: threading.Event) -> None:
        """Take a step each minute until *stop*."""
        while not stop.is_set():
            self.step()
            stop.wait(_PURGE_EVERY_S)

    def step(self) -> None:
        """Take one step, if the clock may be believed."""
        if not self.may():
            return
        gone = self.old.purge(self.clock() - self.life)
        if gone:
            _log.warning(self.event, entries=gone, days=self.life.days)
