"""The version of the stored data: older data is migrated, which changes nothing a second time;
newer data is refused before anything is touched."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from cases.calendar import Period
from cases.periods import NoPeriod, read_period
from cases.ports import Timer
from config.clock import to_ms
from geo.centres import PROVINCE_IDS
from store import keys
from store.cases import numbers_in
from store.connection import StoreClient, batches, replies
from store.durability import store_time
from store.exceptions import SchemaUnknown
from store.log import ENTRY, WITH_IDS, fact_fields, hashed, key_of, life_s
from store.stream import entries
from store.timers import row

VERSION = 6
_OLDEST = 1


def prepare(client: StoreClient) -> None:
    """Mark an empty store with this version, and migrate an older one. A marked one is only read:
    it may be full, or a replica.

    A migration that was interrupted begins anew at the next start. Processes of the older version
    stop when they see the mark; what they wrote until then is migrated, too."""
    if not is_marked(client):
        client.set(keys.SCHEMA, VERSION, nx=True)
    mark: Any = client.get(keys.SCHEMA)
    if int(mark or VERSION) < VERSION:
        _migrate(client)
        client.set(keys.SCHEMA, VERSION)
        _migrate(client)  # what came in between
    is_marked(client)


def is_marked(client: StoreClient) -> bool:
    """Return whether the store has the mark of this version, or of an older one that it can read;
    False without a mark. Raises SchemaUnknown for any other mark."""
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
    forget_who_shared(client, store_time(client))
    forget_when_facts_were_said(client)
    plan_to_forget(client, store_time(client))
    plan_to_forget_cases(client)


_BATCH = 1_000


def forget_who_shared(client: StoreClient, now: datetime) -> None:
    """Set the life of the sets of days and weeks to the present one, hash those of longer periods
    under the period's key, and delete those of periods that are over. A second time changes
    nothing."""
    for key in list(client.scan_iter(match=keys.sharers("*", "*"), count=_BATCH)):
        scope, period = _named(key.decode())
        if life_s(period, now) <= 1:
            client.delete(key)
        elif period.span in WITH_IDS:
            client.expire(key, life_s(period, now))
        else:
            _hash_members(client, key, scope, period, now)


def _named(key: str) -> tuple[str, Period]:
    """Return the centre and the period of a key's name."""
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
    members = [int(one) for one in client.sscan_iter(key, count=_BATCH)]
    for some in batches(members, _BATCH):
        pipeline.sadd(key_of(scope, period), *(hashed(drawn, one) for one in some))
    pipeline.expire(key_of(scope, period), life)
    pipeline.srem(key, *members)  # not DEL: an older process may have added one since
    pipeline.execute()


def forget_when_facts_were_said(client: StoreClient) -> None:
    """Move the entries of closing facts from the log into the hash of facts, each in one step. The
    counters have them already. A second time changes nothing."""
    for rows in batches(entries(client, keys.LOG), _BATCH):
        told = [(name, ENTRY.read_hash(raw)) for name, raw in rows if b"fact" in raw]
        if not told:
            continue
        pipeline = client.pipeline(transaction=True)
        for _, entry in told:
            for field, amount in fact_fields(entry, entry.fact):
                pipeline.hincrby(keys.FACTS, field, amount)
        pipeline.xdel(keys.LOG, *(name for name, _ in told))
        pipeline.incrby(keys.LOG_MOVED, len(told))
        pipeline.execute()


#: The time of their last message was not stored: they get a whole year.
_DAYS = 365
_FIVE_YEARS_MS = 5 * 365 * 24 * 3600 * 1000


def plan_to_forget(client: StoreClient, now: datetime) -> None:
    """Set the deletion timer of each stored person, unless it is set."""
    due = to_ms(now + timedelta(days=_DAYS))
    numbers = (number.decode() for _, number in client.hscan_iter(keys.PEOPLE, count=_BATCH))
    for batch in batches(numbers, _BATCH):
        rows = {row(Timer.FORGET_PERSON, number): due for number in batch}
        client.zadd(keys.FORGETTING, rows, nx=True)


def plan_to_forget_cases(client: StoreClient) -> None:
    """Set the deletion timer of each closed case, unless it is set; when it is due, the setting
    counts."""
    for centre in PROVINCE_IDS:
        for batch in batches(numbers_in(client, keys.all_cases(centre)), _BATCH):
            closed = replies(client, (("HGET", keys.case(one), "closed_at") for one in batch))
            rows = {
                row(Timer.FORGET_CASE, number): int(at) + _FIVE_YEARS_MS
                for number, at in zip(batch, closed, strict=True)
                if at is not None
            }
            if rows:
                client.zadd(keys.FORGETTING, rows, nx=True)
