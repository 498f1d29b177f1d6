"""Whether LINE is called now: one circuit breaker for the way to LINE, one for paid pushes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from config import clock
from config.clock import Clock
from line.api import SendResult
from line.shut import Reason, Shut

_log = structlog.get_logger()


class Breaker:
    """Shuts a way after failures in a row and opens it by one success; shared by all senders of a
    process. What began before it shut says nothing of how things stand now."""

    def __init__(
        self, way: str, now: Clock = clock.now, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._way = way
        self._now = now
        self._seconds = seconds
        self._lock = threading.Lock()
        self._failures = 0
        self._shut: Shut | None = None
        self._shut_at = 0.0
        self._pause = 0.0
        self._probe_at = 0.0

    @property
    def shut(self) -> Shut | None:
        """Return why and since when nothing is tried but probes; None while the way is open."""
        return self._shut

    def began(self) -> float:
        """Return the mark of a call that begins now, for succeed() and fail()."""
        return self._seconds()

    def succeed(self, began: float) -> None:
        """Note that a call got through."""
        with self._lock:
            if self._shut and began < self._shut_at:
                return
            self._failures, shut, self._shut = 0, self._shut, None
        if shut:
            lasted = round((self._now() - shut.since).total_seconds())
            _log.warning("open again", way=self._way, reason=shut.reason.word, seconds=lasted)

    def fail(self, reason: Reason, began: float) -> None:
        """Note that a call did not get through."""
        with self._lock:
            before = self._shut
            if before and began < self._shut_at:
                return
            self._failures += 1
            if before is None and self._failures < reason.failures:
                return
            if before is None or before.reason is not reason:
                self._shut = Shut(reason, before.since if before else self._now())
                self._shut_at, self._pause = self._seconds(), reason.first_pause
            else:
                self._pause = min(2 * self._pause, reason.longest_pause)
            self._probe_at = self._seconds() + self._pause
            changed = self._shut is not before
        if changed:
            _log.error("shut", way=self._way, reason=reason.word)

    def probe_is_due(self) -> bool:
        """Return whether one call should be tried now; only one asker is told so."""
        with self._lock:
            if self._shut is None or self._seconds() < self._probe_at:
                return False
            self._probe_at = self._seconds() + self._pause
            return True

    def hasten(self) -> None:
        """Make the next probe due now."""
        with self._lock:
            self._probe_at = 0.0


@dataclass(frozen=True, slots=True)
class Ways:
    """The way to LINE, which every call goes, and the one for pushes, which the quota may shut."""

    line: Breaker = field(default_factory=lambda: Breaker("line"))
    pushes: Breaker = field(default_factory=lambda: Breaker("pushes"))

    def hear(self, answer: SendResult, began: float, *, is_push: bool) -> None:
        """Count a result for each way; LINE's own refusal of a call shows that the way is open."""
        match answer:
            case SendResult.AWAY | SendResult.UNKNOWN:
                self.line.fail(Reason.AWAY, began)
            case SendResult.UNAUTHORIZED:
                self.line.fail(Reason.UNAUTHORIZED, began)
            case SendResult.RATE_LIMITED:
                self.line.fail(Reason.RATE_LIMIT, began)
            case _:
                self.line.succeed(began)
        if is_push and answer is SendResult.QUOTA_OVER:
            self.pushes.fail(Reason.QUOTA, began)
        elif is_push and answer is SendResult.ACCEPTED:
            self.pushes.succeed(began)
