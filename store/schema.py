"""The version of what is kept: an unknown one is refused before anything is touched."""

from __future__ import annotations

from typing import Any

from store import keys
from store.connection import StoreClient

VERSION = 1


class SchemaUnknown(Exception):
    """Raised when the store was written by a newer version of this software."""


def prepare(client: StoreClient) -> None:
    """Mark an empty store with this version. (There is no older version to migrate from yet.) One
    that is marked is only read: it may be full, or a replica."""
    if not is_marked(client):
        client.set(keys.SCHEMA, VERSION, nx=True)
        is_marked(client)


def is_marked(client: StoreClient) -> bool:
    """Return whether the store has this version's mark; False where it has none. Raises
    SchemaUnknown where it has another's."""
    mark: Any = client.get(keys.SCHEMA)
    if mark is None:
        return False
    kept = int(mark)
    if kept != VERSION:
        raise SchemaUnknown(
            f"The store has schema {kept}; this version knows {VERSION}. Install the newer version."
        )
    return True
