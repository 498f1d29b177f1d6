"""The version of what is kept: an older one is migrated, a newer one refused before anything is
touched."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from store import keys
from store.connection import StoreClient
from store.exceptions import SchemaUnknown
from store.migrations import (
    forget_when_facts_were_said,
    forget_who_shared,
    plan_to_forget,
    plan_to_forget_cases,
)

VERSION = 4
_OLDEST = 1


def prepare(client: StoreClient) -> None:
    """Mark an empty store with this version, and migrate an older one. One that is marked is only
    read: it may be full, or a replica.

    It is begun anew at the next start if it did not end. Processes of the older version stop when
    they see the mark; what they wrote until then is migrated, too."""
    if not is_marked(client):
        client.set(keys.SCHEMA, VERSION, nx=True)
    if _kept(client) < VERSION:
        _migrate(client)
        client.set(keys.SCHEMA, VERSION)
        _migrate(client)  # what came in between
    is_marked(client)


def is_marked(client: StoreClient) -> bool:
    """Return whether the store has the mark of this version, or of an older one that it can read;
    False where it has none. Raises SchemaUnknown where it has another's."""
    mark: Any = client.get(keys.SCHEMA)
    if mark is None:
        return False
    kept = int(mark)
    if not _OLDEST <= kept <= VERSION:
        raise SchemaUnknown(
            f"The store has schema {kept}; this version knows {VERSION}. Install the newer version."
        )
    return True


def _migrate(client: StoreClient) -> None:
    forget_who_shared(client, _time(client))
    forget_when_facts_were_said(client)
    plan_to_forget(client, _time(client))
    plan_to_forget_cases(client)


def _kept(client: StoreClient) -> int:
    kept: Any = client.get(keys.SCHEMA)
    return int(kept or VERSION)


def _time(client: StoreClient) -> datetime:
    """Return the store's time, by which what it keeps ends."""
    seconds, _ = client.time()
    return datetime.fromtimestamp(int(seconds), UTC)
