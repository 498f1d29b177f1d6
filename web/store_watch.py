"""Whether the store takes writes, and whether a newer version has taken it over. Each is looked at
once in a while, whoever asks: a probe that anybody may send must not fill the store's log."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

import structlog
from flask import abort, request

from store import schema
from store.connection import StoreClient
from store.errors import StoreError, Trouble
from store.probe import Written, try_write

#: So long a process goes by what it found.
_WRITE_LIFE_S, _SCHEMA_LIFE_S = 1.0, 5.0
#: What goes on under a newer version: a webhook is kept as it came, for whichever version works on
#: it; probes tell.
_GO_ON = ("webhook", "health", "metrics", "static_files")
_log = structlog.get_logger()


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
            if time.monotonic() - self._tried_at >= _WRITE_LIFE_S or not self._tried_at:
                self._found, self._tried_at = try_write(self._client), time.monotonic()
            return self._found.trouble


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
            if self._looked_at is None or time.monotonic() - self._looked_at >= _SCHEMA_LIFE_S:
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
