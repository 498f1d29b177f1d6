"""Keeps what a month's digests need: their timers, and how many of LINE's pushes are used."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from cases.calendar import local_day
from cases.digest import Quota, day_in_period, first_day
from cases.people import DIGESTS, Digest, Role
from config.clock import Clock
from config.settings import Settings
from handlers.digests import at_hour
from line.api import PushQuota
from line.inbound import Skew
from store.connection import StoreClient
from store.report_reader import clock_of, keep_quota, may_ask, move_clock, set_clock

#: Seconds between checks whether it is time to ask.
_LOOK_EVERY_S = 5.0
_A_DAY = timedelta(days=1)
#: The longest time from one digest of a kind to the next.
_LONGEST = {Digest.WEEKLY: timedelta(days=7), Digest.MONTHLY: timedelta(days=31)}
_log = structlog.get_logger()


class QuotaSource(Protocol):
    """The part of LINE's API that is used here."""

    def pushes(self) -> PushQuota | None:
        """Return the month's pushes; None without a valid answer."""


@dataclass(frozen=True, slots=True)
class QuotaPoller:
    """Reads once an hour from LINE how many pushes are used; of several processes one does."""

    client: StoreClient
    line: QuotaSource
    clock: Clock
    skew: Skew | None = None

    def run(self, stop: threading.Event) -> None:
        """Poll until *stop*."""
        while not stop.is_set():
            self.poll()
            stop.wait(_LOOK_EVERY_S)

    def poll(self) -> None:
        """Read the quota if no process has within the hour; within half a minute while LINE refuses
        pushes, which line/releasing.py tries again once LINE reports that some are left. Without an
        answer the last one counts for some hours, and then none: digests are rather sent than lost,
        for LINE itself refuses what is too much."""
        if not may_ask(self.client):
            return
        found = self.line.pushes()
        if found is None:
            _log.warning("pushes not known")
            return
        if self.skew is not None and found.at is not None:
            self.skew.answered(found.at)
        keep_quota(self.client, Quota(found.limit, found.used, self.clock()))


def set_clocks(client: StoreClient, settings: Settings, now: datetime) -> None:
    """Set the timers of the managers' next digests. One that runs is moved to the settings' day and
    hour of its own week or month, if that is still to come; one beyond the next week or month was
    set by a wrong clock, and is set anew."""
    for kind in DIGESTS[Role.MANAGER]:
        runs = clock_of(client, kind.value)
        if runs is None:
            set_clock(client, kind.value, _first(kind, settings, now))
            continue
        first = _first(kind, settings, now)
        runs = first if runs > first + _LONGEST[kind] else runs
        day = day_in_period(kind, local_day(runs), settings)
        due = at_hour(day, settings.digest_hour)
        if min(runs, due) > now:
            move_clock(client, kind.value, due)


def _first(kind: Digest, settings: Settings, now: datetime) -> datetime:
    today = local_day(now)
    due = at_hour(first_day(kind, today, settings), settings.digest_hour)
    if due > now:
        return due
    return at_hour(first_day(kind, local_day(now + _A_DAY), settings), settings.digest_hour)
