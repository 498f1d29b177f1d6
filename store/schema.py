"""The version of what is kept: an unknown one is refused before anything is touched."""

from __future__ import annotations

from store import keys
from store.connection import StoreClient

VERSION = 1


class SchemaUnknown(Exception):
    """Raised when the store was written by a newer version of this software."""


def prepare(client: StoreClient) -> None:
    """Mark an empty store with this version. (There is no older version to migrate from yet.)"""
    client.set(keys.SCHEMA, VERSION, nx=True)
    kept = int(client.get(keys.SCHEMA) or 0)
    if kept != VERSION:
        raise SchemaUnknown(
            f"The store has schema {kept}; this version knows {VERSION}. Install the newer version."
        )
