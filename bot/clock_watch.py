"""The worker's watch over the clocks: says when one is off, and puts right what it has put off."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from cases.clocks import next_time
from config.clock import Clock
from config.settings import Settings
from line.quota_poller import set_clocks
from line.skew import Skew, is_off
from store.clocks import keep_ahead, store_time
from store.connection import StoreClient
from store.digests import ask_again
from store.far_timers import pull_in, pull_in_at_once
from store.old_cases import forget_old

_LOOK_EVERY_S = 5.0
#: So many looks are a minute.
_LOOKS = 12
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ClockWatch:
    """Looks at the clocks every few seconds, and each minute at what was put off too far."""

    client: StoreClient
    skew: Skew
    settings: Settings
    centres: tuple[str, ...]
    clock: Clock

    def run(self, stop: threading.Event) -> None:
        """Watch until *stop*. What was put off before this start is put right first."""
        pull_in_at_once(self.client, self.clock())
        looks = 0
        while not stop.is_set():
            self.look(speak=looks % _LOOKS == 0)
            looks += 1
            stop.wait(_LOOK_EVERY_S)

    def look(self, *, speak: bool) -> None:
        """Look once; *speak* where a minute is over, or something has changed."""
        if self.skew.stepped() is not None:
            ask_again(self.client)
            pull_in_at_once(self.client, self.clock())
            speak = True
        ahead = self.skew.ahead() | {"store": store_time(self.client) - self.clock()}
        keep_ahead(self.client, ahead)
        if speak:
            self._warn(ahead)
            self._put_right()

    def _forget_old(self, now: datetime) -> None:
        """Let the sharers of old open cases be forgotten, if the clock may be believed."""
        if not self.skew.is_right():
            return
        before = now - timedelta(days=self.settings.open_case_days)
        forgotten = forget_old(self.client, before, now)
        if forgotten:
            _log.info("sharers of open cases are forgotten", cases=forgotten)

    def _warn(self, ahead: dict[str, timedelta]) -> None:
        for name, one in ahead.items():
            if is_off(one):
                _log.error("clock is off", clock=name, ahead_seconds=round(one.total_seconds()))

    def _put_right(self) -> None:
        now = self.clock()
        morning = next_time(now, self.settings.digest_hour)
        moved = pull_in(self.client, self.centres, morning, now)
        set_clocks(self.client, self.settings, now)
        self._forget_old(now)
        if moved:
            _log.warning("times put right", rows=moved)
