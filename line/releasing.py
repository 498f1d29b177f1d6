"""Sends the calls that were set aside while a way to LINE was shut: first probes, then all in
order."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime

from config.clock import Clock
from line.api import Breaker, Ways
from line.watch import Reason, Shut
from store import keys
from store.connection import StoreClient
from store.failures import WaitingCalls, line_state, record_line_shut, record_pushes_stopped, retry
from store.report_reader import ask_soon, kept_quota

_EVERY_S = 0.25
_TELL_EVERY_S = 5.0
_BATCH = 100


@dataclass(slots=True)
class _Told:
    """What was last written to the store about one way, when to write it again, and when LINE was
    last asked how many pushes are left."""

    shut: Shut | None = None
    again_at: float = 0.0
    probes: int = 0
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Releasing:
    """Moves calls that were set aside back into the outbox, which then holds *longest* calls at
    most: enough that no sender waits for the next step, and few enough that a new alert is sent at
    once. Records in the store what is shut."""

    client: StoreClient
    calls: WaitingCalls
    ways: Ways
    longest: int
    clock: Clock
    national_centre: str
    _line: _Told = field(default_factory=_Told)
    _pushes: _Told = field(default_factory=_Told)

    def run(self, stop: threading.Event) -> None:
        """Run a step each second or so until *stop*."""
        self.begin()
        while not stop.wait(_EVERY_S):
            self.step()

    def begin(self) -> None:
        """Restore the state before the start: a quota that was used up, and calls that an older
        version parked for it."""
        if line_state(self.client).pushes_stopped_since:
            self.ways.pushes.fail(Reason.QUOTA, self.ways.pushes.began())
            self.ways.pushes.hasten()
        retry(self.client, self.clock(), national_centre=self.national_centre, reason="quota")

    def step(self) -> None:
        """Check each way once; while the first is shut, the second is of no use."""
        self._tell_line()
        self._tell_pushes()
        if self._serve(self.ways.line, self._line, keys.WAITING_FOR_LINE):
            self._serve(self.ways.pushes, self._pushes, keys.WAITING_FOR_QUOTA)

    def _serve(self, way: Breaker, told: _Told, waiting: str) -> bool:
        """Release the calls that wait for an open way, or one call if a probe is due."""
        if way.shut is None:
            told.probes = 0
            self.calls.release(waiting, _BATCH, self.longest)
            return True
        if way.probe_is_due():
            # Every other time the most important one; between them the next in turn, for a call
            # that fails by itself must not keep the way shut for all.
            told.probes += 1
            skip = 0 if told.probes % 2 else told.probes // 2
            if not self.calls.probe(waiting, skip):
                told.probes = 0
                if not self.calls.probe(waiting) and way is self.ways.pushes:
                    way.succeed(way.began())  # nothing waits: the next push is the probe
        return False

    def _tell_line(self) -> None:
        shut = self._news(self.ways.line, self._line, keys.LINE_SHUT)
        if shut:
            record_line_shut(self.client, shut.reason.word, shut.since)

    def _tell_pushes(self) -> None:
        shut = self._news(self.ways.pushes, self._pushes, keys.PUSHES_STOPPED)
        if shut:
            record_pushes_stopped(self.client, shut.since)
            ask_soon(self.client)
            self._hasten_pushes(shut)

    def _hasten_pushes(self, shut: Shut) -> None:
        """Let a push be tried at once if LINE has reported, since it refused them, that some are
        left."""
        quota, heard_at = kept_quota(self.client), self._pushes.heard_at or shut.since
        if quota is None or quota.asked_at <= max(heard_at, shut.since):
            return
        self._pushes.heard_at = quota.asked_at
        if quota.limit is None or quota.used < quota.limit:
            self.ways.pushes.hasten()

    def _news(self, way: Breaker, told: _Told, said: str) -> Shut | None:
        """Return the record to write about a way that is shut, at first and now and then; delete
        the record *said* of one that opened. A record that another process deleted opens the way
        for this one too: that process got through, and calls must not go to and fro between the
        two."""
        if told.shut and way.shut == told.shut and not self.client.exists(said):
            way.succeed(way.began())
        shut, before, told.shut = way.shut, told.shut, way.shut
        if before and not shut:
            self.client.delete(said)
        if shut == before and time.monotonic() < told.again_at:
            return None
        told.again_at = time.monotonic() + _TELL_EVERY_S
        return shut
