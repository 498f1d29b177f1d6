"""Whether a newer version has taken the store over while the web runs."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

import structlog
from flask import abort, request

from store import schema
from store.connection import StoreClient
from store.errors import StoreError

#: What a process knows is so old at most.
_LIFE_S = 5.0
#: What goes on: a webhook is kept as it came, for whichever version works on it; probes tell.
_GO_ON = ("webhook", "health", "metrics", "static_files")
_log = structlog.get_logger()


class SchemaWatch:
    """Looks at the store's version, once in some seconds, when somebody asks."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._says = ""
        self._looked_at: float | None = None

    def says(self) -> str:
        """Return the sentence about a newer version; nothing where there is none."""
        with self._lock:
            if self._looked_at is None or time.monotonic() - self._looked_at >= _LIFE_S:
                self._looked_at = time.monotonic()
                self._look()
            return self._says

    def close_pages(self) -> None:
        """Refuse what would read or write as this version does."""
        if request.blueprint not in _GO_ON and (says := self.says()):
            abort(503, says)

    def _look(self) -> None:
        with suppress(*StoreError):  # then what was known goes on
            try:
                schema.is_marked(self._client)
                self._says = ""
            except schema.SchemaUnknown as newer:
                if not self._says:
                    _log.critical("newer schema", says=str(newer))
                self._says = str(newer)
