"""Four bugs of the kind that this test is for; each must be seen by the invariants."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from line.api import Line, LineResponse
from store import keys
from store.connection import Transaction, Word
from store.outbox import JsonObject
from store.stream import Inbox, StreamEntry
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork

ACKNOWLEDGED_FIRST = "acknowledged_first"
NO_MARK = "no_mark"
NEW_KEY = "new_key"
COUNTED_OUTSIDE = "counted_outside"


class EagerInbox(Inbox):
    """Acknowledges before the effect."""

    def take(self, count: int, block_ms: int) -> list[StreamEntry]:
        """Take entries and let them go at once."""
        entries = super().take(count, block_ms)
        for entry in entries:
            self.done(entry)
        return entries


class ForgetfulDesks(UnitsOfWork):
    """Knows no event again: the mark is never the same twice."""

    def open(self, event: str, at: datetime, now: datetime | None = None) -> RedisUnitOfWork:
        """Open a desk for an event of a name that nobody has heard."""
        return super().open(uuid.uuid4().hex, at, now)


class FickleLine(Line):
    """Takes a new retry key for each try."""

    def push(self, to: str, messages: Sequence[JsonObject], retry_key: str) -> LineResponse:
        """Push under a key that LINE cannot know."""
        return super().push(to, messages, str(uuid.uuid4()))

    def multicast(
        self, to: Sequence[str], messages: Sequence[JsonObject], retry_key: str
    ) -> LineResponse:
        """Multicast under a key that LINE cannot know."""
        return super().multicast(to, messages, str(uuid.uuid4()))


class HastyDesks(UnitsOfWork):
    """Counts before the commit, whatever becomes of it."""

    def _transaction(self, event: str) -> Transaction:
        plain = super()._transaction(event)
        return _Hasty(plain.client, plain.event, plain._apply)


class _Hasty(Transaction):
    def write(self, command: str, key: str, *arguments: Word) -> None:
        if command == "HINCRBY" and key.startswith(keys.count("", "")[:-1]):
            self.peek(command, key, *arguments)
        else:
            super().write(command, key, *arguments)


INBOXES = {ACKNOWLEDGED_FIRST: EagerInbox}
LINES = {NEW_KEY: FickleLine}
UNITS = {NO_MARK: ForgetfulDesks, COUNTED_OUTSIDE: HastyDesks}
BUGS = (*INBOXES, *LINES, *UNITS)
