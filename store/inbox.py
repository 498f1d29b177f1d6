"""The inbox: webhook bodies and due timers, kept before anybody is told that they are."""

from __future__ import annotations

from datetime import datetime

from cases.moments import from_ms, to_ms
from store import keys
from store.connection import StoreClient
from store.stream import Stream, StreamEntry

#: After so many deliveries an entry goes to the dead letters.
MOST_DELIVERIES = 5


def keep(client: StoreClient, body: bytes, received_at: datetime) -> None:
    """Keep a webhook body; when this returns, the store has it as durably as it can."""
    client.xadd(keys.INBOX, {"body": body, "at": to_ms(received_at)})


class Inbox(Stream):
    """One consumer's view of the inbox."""

    def __init__(self, client: StoreClient, consumer: str, stream: str = keys.INBOX) -> None:
        super().__init__(client, stream, consumer)

    def dead_letter(self, entry: StreamEntry, error: str) -> bool:
        """Put *entry* to the dead letters with the kind of its error, never the error's text,
        which may hold somebody's words."""
        return self.move_to_stream(entry, keys.DEAD, {**entry.fields, "error": error})


class Fetches(Inbox):
    """One consumer's view of the photos that are due to be fetched: an inbox of their own, so that
    a slow data host of LINE's holds up no share."""

    def __init__(self, client: StoreClient, consumer: str) -> None:
        super().__init__(client, consumer, keys.FETCHING)


def received_at(entry: StreamEntry) -> datetime:
    """Return the time when the web received a body, or when a timer was moved in."""
    return from_ms(int(entry.fields["at"]) if "at" in entry.fields else entry.kept_at_ms)
