"""Lets go of what failed and was not sent again in time: it names sharers and places."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.moments import to_ms
from store import keys
from store.connection import StoreClient
from store.failures import DeadLetter, forget_dead, forget_parked, read_parked

#: So many parked calls and dead letters are looked at in one step.
_BATCH = 200


class OldFailures:
    """Goes through what failed, some of it at each step; any number of processes may do so."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        #: Parked calls lie in no order: where the next step goes on among them.
        self._cursor = 0
        #: And where among the dead letters: one that was tried again lies behind younger ones.
        self._first = "-"

    def purge(self, before: datetime) -> int:
        """Take one step: let go of what came *before*, and give how much that was."""
        return forget_parked(self._client, self._parked(before)) + forget_dead(
            self._client, self._dead(before)
        )

    def _parked(self, before: datetime) -> list[str]:
        found: Any = self._client.hscan(keys.PARKED, self._cursor, count=_BATCH)
        self._cursor, rows = found
        read = ((name.decode(), read_parked(row)) for name, row in rows.items())
        return [name for name, one in read if one and one[0].created_ms < to_ms(before)]

    def _dead(self, before: datetime) -> list[str]:
        rows: Any = self._client.xrange(keys.DEAD, min=self._first, count=_BATCH)
        self._first = f"({rows[-1][0].decode()}" if len(rows) == _BATCH else "-"
        return [one.id for one in (DeadLetter.of(*row) for row in rows) if one.at < before]
