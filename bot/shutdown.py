"""The wish to end, which a signal makes."""

from __future__ import annotations

import signal
import time
from types import FrameType

_LOOK_EVERY_S = 0.05


class ShutdownSignal:
    """Remembers that SIGTERM or SIGINT asked the process to stop.

    The handler takes no lock, as an Event's set() does: a second signal that came within it, or
    within a wait, would wait for the first for ever."""

    def __init__(self) -> None:
        self._is_wished = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._wish)

    def is_set(self) -> bool:
        """Return whether it is wished."""
        return self._is_wished

    def wait(self, seconds: float) -> bool:
        """Wait so long at most, and tell whether it is wished."""
        ends_at = time.monotonic() + seconds
        while not self._is_wished and time.monotonic() < ends_at:
            time.sleep(min(seconds, _LOOK_EVERY_S))
        return self._is_wished

    def _wish(self, number: int, frame: FrameType | None) -> None:
        self._is_wished = True
