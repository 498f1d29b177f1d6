"""The worker's rounds through what is kept for some days: what failed and was never sent again,
and the audit log."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from config.clock import Clock

_EVERY_S = 60.0
_log = structlog.get_logger()


class Old(Protocol):
    """store.purge.OldFailures, store.audit.OldEntries."""

    def purge(self, before: datetime) -> int:
        """Take one step: delete what is older than *before* and return how much that was."""


@dataclass(frozen=True, slots=True)
class Purger:
    """Lets go of what is older than *life*. Beside the other housekeeping, not a part of
    it: a store whose memory what failed has filled refuses most of that."""

    old: Old
    life: timedelta
    clock: Clock
    #: Whether the clock may be believed: what is let go does not come back.
    may: Callable[[], bool] = lambda: True
    says: str = "let go unsent"

    def run(self, stop: threading.Event) -> None:
        """Take a step now and then until *stop*."""
        while not stop.is_set():
            self.step()
            stop.wait(_EVERY_S)

    def step(self) -> None:
        """Take one step, if the clock may be believed."""
        if not self.may():
            return
        gone = self.old.purge(self.clock() - self.life)
        if gone:
            _log.warning(self.says, entries=gone, days=self.life.days)
