"""What a process writes to its log while the store does not do what is asked."""

from __future__ import annotations

import threading
import time

import structlog

from store.errors import Cure, trouble_of

#: Dozens of threads meet the same trouble twice a second.
_SAID_EVERY_S = 5.0
_POOL = "pool"
_log = structlog.get_logger()


class StoreLog:
    """Logs each trouble of the store by its word, once in a while, whoever meets it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._say_at: dict[str, float] = {}

    def waits_for(self, error: BaseException) -> None:
        """Log why something waits: as an error where time alone does not end it."""
        trouble, now = trouble_of(error), time.monotonic()
        with self._lock:
            if now < self._say_at.get(trouble.word, 0.0):
                return
            self._say_at[trouble.word] = now + _SAID_EVERY_S
        say = _log.error if trouble.cure is Cure.OPERATOR else _log.warning
        event = "no free connection to the store" if trouble.word == _POOL else "store away"
        say(event, error=trouble.word, says=trouble.says, do=trouble.do)


#: All threads of a process share one.
STORE_LOG = StoreLog()
