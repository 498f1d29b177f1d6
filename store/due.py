"""Moves what is due: timers into the inbox, calls to try again into the outbox."""

from __future__ import annotations

from datetime import datetime

from cases.moments import to_ms
from store import keys
from store.connection import StoreClient
from store.transaction import script

#: So many rows move in one step, so that a long list never holds the server up.
_BATCH = 100


class Due:
    """The clock's hand on the store; any number of processes may move at once."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._move = script(client, "move_due")

    def move(self, now: datetime) -> int:
        """Move what is due at *now* and give how many rows that were."""
        return (
            self._move_all(keys.TIMERS, keys.INBOX, "timer", now)
            + self._move_all(keys.FORGETTING, keys.INBOX, "timer", now)
            + self._move_all(keys.FETCHES, keys.FETCHING, "timer", now)
            + self._move_all(keys.OUTBOX_LATER, keys.OUTBOX, "call", now)
        )

    def _move_all(self, source: str, target: str, field: str, now: datetime) -> int:
        return int(
            self._move(
                keys=[source, target],
                args=[to_ms(now), 0, _BATCH, "", field, "at", to_ms(now)],
                client=self._client,
            )
        )
