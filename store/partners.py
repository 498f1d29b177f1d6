"""Partners whose systems may send shares, and their shares: stored in the inbox once, with their
result. A partner's API key has 256 bits and is stored only as a hash."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from config.clock import to_ms
from store import keys
from store.codec import Row
from store.connection import StoreClient, Transaction, Word, Write, flat, replies, script

_KEY_BYTES = 32
#: The length of a key; a longer text is not looked up.
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
    """Return all partners by name, because the times of two within a millisecond give no order."""
    rows: Any = client.hgetall(keys.PARTNERS)
    partners = [_partner(hashed.decode(), kept) for hashed, kept in rows.items()]
    return sorted(partners, key=lambda one: (one.name, one.since, one.id))


def remove(client: StoreClient, partner: Partner, write: Write | None = None) -> None:
    """Revoke a partner's key; the cases that it opened stay."""
    rows: Any = client.hkeys(keys.PARTNERS)
    for hashed in rows:
        if _id(hashed.decode()) == partner.id:
            (write or client.execute_command)("HDEL", keys.PARTNERS, hashed)


def digest(key: str) -> str:
    """Return the hash of a key; 256 random bits need no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def _id(hashed: str) -> str:
    return hashed[:_ID_DIGITS]


def _partner(hashed: str, kept: bytes) -> Partner:
    return _PARTNER.read(json.loads(kept), {"id": _id(hashed)})


_HOUR_S = 3600
#: A partner's system that gets no answer tries again within minutes.
SAME_BODY_S = 10 * 60
#: A partner that sends an Idempotency-Key may try again for a day.
SAME_MARK_S = 24 * _HOUR_S
#: Tokens are for the moments before a case has its number.
TOKEN_DAYS = 30
_TOKEN_LIFE_S = TOKEN_DAYS * 24 * _HOUR_S
_TOKEN_BYTES = 16
REFUSED = "refused"


class Keeping(StrEnum):
    """The results of storing a partner's share."""

    KEPT = "kept"
    AGAIN = "again"
    DIFFERS = "differs"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class KeptShare:
    """The *token* of a share that is stored, now or before; over the limit, the seconds to wait."""

    keeping: Keeping
    token: str = ""
    wait_s: int = 0


def keep(
    client: StoreClient,
    partner: Partner,
    share: str,
    at: datetime,
    *,
    body: bytes,
    mark: str = "",
) -> KeptShare:
    """Store a *share* in the inbox; when this returns it is as durable as the store can make it.
    The same *body* within ten minutes, or the same *mark* of the partner within a day, is one share
    and gets the same token; a mark that was used for another body is not stored again."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    known = keys.partner_sent(_digest(partner, mark.encode() or body))
    places = [known, keys.partner_calls(partner.id), keys.partner_token(token), keys.INBOX]
    entry: dict[str, Word] = {"share": share, "token": token, "at": to_ms(at)}
    limits: list[Word] = [partner.per_hour, _HOUR_S, token, _TOKEN_LIFE_S]
    life = SAME_MARK_S if mark else SAME_BODY_S
    words: list[Word] = [life, _digest(partner, body), *limits, *flat(entry)]
    said, given = script(client, "keep_partner_share")(keys=places, args=words)
    keeping = Keeping(said.decode())
    if keeping is Keeping.OVER:
        return KeptShare(keeping, wait_s=max(1, int(given)))
    return KeptShare(keeping, given.decode())


def peek(client: StoreClient, partner: Partner, *, body: bytes, mark: str = "") -> KeptShare | None:
    """Return the result of `keep` for a *body* that it would not store; None for one that it would.
    It is called before a share is read, for that costs more than all else."""
    known = keys.partner_sent(_digest(partner, mark.encode() or body))
    calls = keys.partner_calls(partner.id)
    sent, count, wait_s = replies(client, [("GET", known), ("GET", calls), ("TTL", calls)])
    if sent:
        token, digest = sent.decode().split(" ")
        is_same = digest == _digest(partner, body)
        return KeptShare(Keeping.AGAIN if is_same else Keeping.DIFFERS, token)
    if int(count or 0) >= partner.per_hour:
        return KeptShare(Keeping.OVER, wait_s=max(1, wait_s))
    return None


def case_of(client: StoreClient, token: str) -> str | None:
    """Return the number of the case that a share became part of, REFUSED, "" if it is not handled
    yet; None if there is no such token."""
    kept: Any = client.get(keys.partner_token(token))
    return None if kept is None else kept.decode()


@dataclass(frozen=True, slots=True)
class RedisPartnerShares:
    """Implements cases.ports.PartnerShares on one transaction."""

    tx: Transaction

    def put_case(self, token: str, number: str) -> None:
        self.tx.write("SET", keys.partner_token(token), number, "EX", _TOKEN_LIFE_S)

    def put_refused(self, token: str) -> None:
        self.put_case(token, REFUSED)


def _digest(partner: Partner, what: bytes) -> str:
    return hashlib.sha256(partner.id.encode() + b"\0" + what).hexdigest()
