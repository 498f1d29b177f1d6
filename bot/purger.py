"""The worker's round through what failed and was never sent again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from config.clock import Clock
from store.purge import OldFailures

_EVERY_S = 60.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Purger:
    """Lets go of what failed longer ago than *life*. Beside the other housekeeping, not a part of
    it: a store whose memory what failed has filled refuses most of that."""

    failures: OldFailures
    life: timedelta
    clock: Clock
    #: Whether the clock may be believed: what is let go does not come back.
    may: Callable[[], bool] = lambda: True

    def run(self, stop: threading.Event) -> None:
        """Take a step now and then until *stop*."""
        while not stop.is_set():
            self.step()
            stop.wait(_EVERY_S)

    def step(self) -> None:
        """Take one step, if the clock may be believed."""
        if not self.may():
            return
        gone = self.failures.purge(self.clock() - self.life)
        if gone:
            _log.warning("let go unsent", failed=gone, days=self.life.days)
