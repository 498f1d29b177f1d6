"""The sets of sharers of schema 1, which held ids for 400 days, made into those of today."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from cases.calendar import Period
from cases.periods import NoPeriod, read_period
from store import keys
from store.connection import StoreClient
from store.sharer_sets import WITH_IDS, hashed, key_of, life_s

_BATCH = 1_000


def forget_who_shared(client: StoreClient, now: datetime) -> None:
    """Let sets of days and weeks live as long as they do now, hash those of longer periods under
    the period's key, and delete those of periods that are over. A second time changes nothing."""
    for key in list(client.scan_iter(match=keys.sharers("*", "*"), count=_BATCH)):
        scope, period = _named(key.decode())
        if life_s(period, now) <= 1:
            client.delete(key)
        elif period.span in WITH_IDS:
            client.expire(key, life_s(period, now))
        else:
            _hash_members(client, key, scope, period, now)


def _named(key: str) -> tuple[str, Period]:
    """Return the centre and the period that a key names."""
    *_, scope, label = key.split(":")
    period = read_period(label, date.max)
    if isinstance(period, NoPeriod):
        raise ValueError(f"{key} names no period")
    return scope, period


def _hash_members(
    client: StoreClient, key: bytes, scope: str, period: Period, now: datetime
) -> None:
    life = life_s(period, now)
    client.set(keys.sharer_key(period.label), secrets.token_hex(32), nx=True, ex=life)
    drawn: Any = client.get(keys.sharer_key(period.label))
    pipeline = client.pipeline(transaction=True)
    members = list(_members(client, key))
    for first in range(0, len(members), _BATCH):
        some = [hashed(drawn, one) for one in members[first : first + _BATCH]]
        pipeline.sadd(key_of(scope, period), *some)
    pipeline.expire(key_of(scope, period), life)
    pipeline.srem(key, *members)  # not DEL: an older process may have added one since
    pipeline.execute()


def _members(client: StoreClient, key: bytes) -> Iterator[int]:
    return (int(one) for one in client.sscan_iter(key, count=_BATCH))
