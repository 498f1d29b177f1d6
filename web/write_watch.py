"""What /readyz knows of writing: a probe that anybody may ask for must not fill the store's log."""

from __future__ import annotations

import threading
import time

from store.connection import StoreClient
from store.errors import Trouble
from store.probe import Written, try_write

#: So long a process goes by what it found.
_LIFE_S = 1.0


class WriteWatch:
    """Tries a write, once a second at most, whoever asks."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._found = Written(0.0)
        self._tried_at = 0.0

    def trouble(self) -> Trouble | None:
        """Return why the store takes no writes; None where it does."""
        with self._lock:
            if time.monotonic() - self._tried_at >= _LIFE_S or not self._tried_at:
                self._found, self._tried_at = try_write(self._client), time.monotonic()
            return self._found.trouble
