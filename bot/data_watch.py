"""The worker's watch over its store: is it still the one of the start, and how far is it?"""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass

import structlog

from bot.same_store import accept, catch_up
from config.settings import Settings
from store import installation
from store.connection import StoreClient
from store.errors import StoreError
from store.marker import recall

_EVERY_S = 60.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DataWatch:
    """Writes down each minute how far the data *name* is, so that a start can tell whether it goes
    on with it; raises the alarm where other data, or none, has come in its place."""

    client: StoreClient
    settings: Settings
    name: str

    def run(self, stop: threading.Event) -> None:
        """Watch until *stop*, and look once more then: nothing is given after that."""
        while not stop.is_set():
            self.look()
            stop.wait(_EVERY_S)
        with suppress(*StoreError):
            self.look()

    def look(self) -> None:
        """Look once."""
        known = recall(self.settings.data_dir)  # first: another process may write it meanwhile
        found = installation.read(self.client)
        if found.name != self.name:
            what = "other data" if found.name else "no data"
            installation.cry_lost(self.client, what)
            _log.critical("the store is not the one of the start", holds=what, cases=found.cases)
            return
        if known is not None:
            catch_up(self.client, found, known)
        if known is None or known.data != found:
            before, seen = ("", 0) if known is None else (known.before, known.data.audited)
            if found.audited < seen:
                _log.error("audit log is behind", entries=found.audited, seen=seen)
            accept(self.settings, self.client, before=before, audited=seen)
