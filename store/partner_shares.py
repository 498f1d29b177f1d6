"""Shares that partners bring: kept in the inbox once, and what became of them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cases.moments import to_ms
from store import keys
from store.connection import StoreClient
from store.partners import Partner
from store.transaction import Transaction, Word, flat, script

_HOUR_S = 3600
#: A caller's system that hears nothing tries again within minutes.
SAME_BODY_S = 10 * 60
#: Who marks a share with a key of their own may try again for a day.
SAME_MARK_S = 24 * _HOUR_S
#: Tokens are for the moments before a case has its number.
TOKEN_DAYS = 30
_TOKEN_LIFE_S = TOKEN_DAYS * 24 * _HOUR_S
_TOKEN_BYTES = 16
REFUSED = "refused"


class Keeping(StrEnum):
    """What became of a share that a partner sent."""

    KEPT = "kept"
    AGAIN = "again"
    DIFFERS = "differs"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class KeptShare:
    """The *token* of a share that is kept, now or before; over the limit, seconds to wait."""

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
    """Keep a *share* in the inbox; when this returns, the store has it as durably as it can.

    The same *body* within ten minutes, or the same *mark* of the partner within a day, is one share
    and gets the same token; a mark that stood for another body is kept no second time."""
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
    """Return what `keep` would answer to *body* without keeping it; None to what it would keep.

    It is asked before a share is read, for that costs more than all else."""
    known = keys.partner_sent(_digest(partner, mark.encode() or body))
    calls = keys.partner_calls(partner.id)
    pipeline = client.pipeline(transaction=False)
    pipeline.get(known)
    pipeline.get(calls)
    pipeline.ttl(calls)
    sent, count, wait_s = pipeline.execute()
    if sent:
        token, digest = sent.decode().split(" ")
        is_same = digest == _digest(partner, body)
        return KeptShare(Keeping.AGAIN if is_same else Keeping.DIFFERS, token)
    if int(count or 0) >= partner.per_hour:
        return KeptShare(Keeping.OVER, wait_s=max(1, wait_s))
    return None


def case_of(client: StoreClient, token: str) -> str | None:
    """Return the number of the case that a share came to, REFUSED, nothing if it is not worked on
    yet; None if there is no such token."""
    kept: Any = client.get(keys.partner_token(token))
    return None if kept is None else kept.decode()


@dataclass(frozen=True, slots=True)
class RedisPartnerShares:
    """cases.ports.PartnerShares on one transaction."""

    tx: Transaction

    def put_case(self, token: str, number: str) -> None:
        self.tx.write("SET", keys.partner_token(token), number, "EX", _TOKEN_LIFE_S)

    def put_refused(self, token: str) -> None:
        self.put_case(token, REFUSED)


def _digest(partner: Partner, what: bytes) -> str:
    return hashlib.sha256(partner.id.encode() + b"\0" + what).hexdigest()
