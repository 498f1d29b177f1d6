"""Reads the audit log in tests, and tampers with it as somebody would who has the store alone."""

from __future__ import annotations

from typing import Any

from store import audit_log, keys
from store.audit_log import Row
from store.audit_verify import verify
from tests.builders import AUDIT_KEYS


def entries(client: Any) -> list[Row]:
    """Return the entries, the first one first."""
    return audit_log.read(client)[0]


def acts(client: Any) -> list[str]:
    """Return what was done."""
    return [row["act"] for row in entries(client)]


def only_entry(client: Any, act: str) -> Row:
    """Return the one entry of an act."""
    (found,) = [row for row in entries(client) if row["act"] == act]
    return found


def name(number: int) -> str:
    """Return the pseudonym of a person."""
    return AUDIT_KEYS.pseudonyms(number)[0]


def breaks(client: Any) -> list[tuple[str, int, int]]:
    """Verify the log."""
    found = verify(*audit_log.read(client), AUDIT_KEYS)
    return [(one.kind.value, one.first, one.last) for one in found]


def lie_as(client: Any, rows: list[dict[bytes, bytes]]) -> None:
    """Put other rows in place of those that are there."""
    client.delete(keys.AUDIT)
    for row in rows:
        client.xadd(keys.AUDIT, row)


def as_they_lie(client: Any) -> list[dict[bytes, bytes]]:
    """Return the rows of the stream."""
    return [dict(fields) for _, fields in client.xrange(keys.AUDIT)]
