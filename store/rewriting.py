"""The append-only file written anew, so that what was erased leaves the disk as well."""

from __future__ import annotations

from redis.exceptions import ResponseError

from store import keys
from store.connection import StoreClient
from store.turns import take_turn

#: Decision 15 promises that erased data is off the disk of the embedded store within a day.
_REWRITTEN_EVERY_S = 24 * 3600
_IN_PROGRESS = "already in progress"


def rewrite_daily(client: StoreClient) -> None:
    """Let the server rewrite its append-only file in the background, once a day for all workers.

    One that is in progress may have begun before the last erasure, so it does not count.
    By itself it would wait until the file has grown to 4 MB: at a few shares a day, for weeks."""
    if take_turn(client, keys.REWRITTEN, _REWRITTEN_EVERY_S):
        try:
            client.bgrewriteaof()
        except ResponseError as error:
            if _IN_PROGRESS in str(error):
                client.delete(keys.REWRITTEN)
