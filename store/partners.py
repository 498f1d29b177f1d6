"""The partners whose systems may bring shares: 256-bit API keys, kept only as a hash."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store import keys
from store.codec import Row
from store.connection import StoreClient
from store.transaction import Write

_KEY_BYTES = 32
#: As long as a key of ours is written; what is longer is not looked for.
_LONGEST_KEY = 64
_ID_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation with an API key; its *id* is the beginning of the key's hash."""

    id: str
    name: str
    per_hour: int
    since: datetime


_PARTNER = Row(Partner, "name per_hour since", beside=["id"])


def add(client: StoreClient, name: str, *, per_hour: int, now: datetime) -> tuple[Partner, str]:
    """Store a new partner; return it with its key, which is shown this once."""
    partner, key = draw(name, per_hour=per_hour, now=now)
    put(client.execute_command, partner, key)
    return partner, key


def draw(name: str, *, per_hour: int, now: datetime) -> tuple[Partner, str]:
    """Return a new partner with a random key; nothing is stored yet."""
    key = secrets.token_urlsafe(_KEY_BYTES)
    return Partner(_id(digest(key)), name, per_hour, now), key


def put(write: Write, partner: Partner, key: str) -> None:
    """Write a partner under the hash of its key."""
    told = json.dumps(_PARTNER.write(partner), ensure_ascii=False)
    write("HSET", keys.PARTNERS, digest(key), told)


def find(client: StoreClient, key: str) -> Partner | None:
    """Return the partner of an API key."""
    if not key or len(key) > _LONGEST_KEY:
        return None
    hashed = digest(key)
    kept: Any = client.hget(keys.PARTNERS, hashed)
    return _partner(hashed, kept) if kept else None


def find_all(client: StoreClient) -> list[Partner]:
    """Return all partners by name: of two within a millisecond the times tell no order."""
    rows: Any = client.hgetall(keys.PARTNERS)
    partners = [_partner(hashed.decode(), kept) for hashed, kept in rows.items()]
    return sorted(partners, key=lambda one: (one.name, one.since, one.id))


def remove(client: StoreClient, partner: Partner, write: Write | None = None) -> None:
    """Revoke a partner's key; the cases that it brought stay."""
    rows: Any = client.hkeys(keys.PARTNERS)
    for hashed in rows:
        if _id(hashed.decode()) == partner.id:
            (write or client.execute_command)("HDEL", keys.PARTNERS, hashed)


def digest(key: str) -> str:
    """Hash a key; 256 random bits need no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def _id(hashed: str) -> str:
    return hashed[:_ID_DIGITS]


def _partner(hashed: str, kept: bytes) -> Partner:
    return _PARTNER.read(json.loads(kept), {"id": _id(hashed)})
