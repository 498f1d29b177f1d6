"""The version of the stored data: older data is migrated, which changes nothing a second time;
newer data is refused before anything is touched."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from cases.calendar import Period
from cases.periods import NoPeriod, read_period
from cases.ports import Timer
from config.clock import to_ms
from geo.centres import PROVINCE_IDS
from store import closing_facts, keys
from store.connection import StoreClient, replies
from store.exceptions import SchemaUnknown
from store.log import ENTRY, WITH_IDS, hashed, key_of, life_s
from store.timers import row

VERSION = 5
_OLDEST = 1


def prepare(client: StoreClient) -> None:
    """Mark an empty store with this version, and migrate an older one. A marked one is only read:
    it may be full, or a replica.

    A migration that was interrupted begins anew at the next start. Processes of the older version
    stop when they see the mark; what they wrote until then is migrated, too."""
    if not is_marked(client):
        client.set(keys.SCHEMA, VERSION, nx=True)
    if _kept(client) < VERSION:
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
    forget_who_shared(client, _time(client))
    forget_when_facts_were_said(client)
    plan_to_forget(client, _time(client))
    plan_to_forget_cases(client)


def _kept(client: StoreClient) -> int:
    kept: Any = client.get(keys.SCHEMA)
    return int(kept or VERSION)


def _time(client: StoreClient) -> datetime:
    """Return the store's time, by which its keys expire."""
    seconds, _ = client.time()
    return datetime.fromtimestamp(int(seconds), UTC)


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
    members = list(_members(client, key))
    for first in range(0, len(members), _BATCH):
        some = [hashed(drawn, one) for one in members[first : first + _BATCH]]
        pipeline.sadd(key_of(scope, period), *some)
    pipeline.expire(key_of(scope, period), life)
    pipeline.srem(key, *members)  # not DEL: an older process may have added one since
    pipeline.execute()


def _members(client: StoreClient, key: bytes) -> Iterator[int]:
    return (int(one) for one in client.sscan_iter(key, count=_BATCH))


def forget_when_facts_were_said(client: StoreClient) -> None:
    """Move the entries of closing facts from the log into the hash of facts, each in one step. The
    counters have them already. A second time changes nothing."""
    for rows in _batches(client):
        told = [(name, ENTRY.read_hash(raw)) for name, raw in rows if b"fact" in raw]
        if not told:
            continue
        pipeline = client.pipeline(transaction=True)
        for _, entry in told:
            for field, amount in closing_facts.fields(entry, entry.fact):
                pipeline.hincrby(keys.FACTS, field, amount)
        pipeline.xdel(keys.LOG, *(name for name, _ in told))
        pipeline.incrby(keys.LOG_MOVED, len(told))
        pipeline.execute()


def _batches(client: StoreClient) -> Iterator[Any]:
    first = "-"
    while True:
        rows: Any = client.xrange(keys.LOG, min=first, count=_BATCH)
        if not rows:
            return
        yield rows
        first = f"({rows[-1][0].decode()}"


#: The time of their last message was not stored: they get a whole year.
_DAYS = 365
_FIVE_YEARS_MS = 5 * 365 * 24 * 3600 * 1000


def plan_to_forget(client: StoreClient, now: datetime) -> None:
    """Set the deletion timer of each stored person, unless it is set."""
    due = to_ms(now + timedelta(days=_DAYS))
    numbers = (number.decode() for _, number in client.hscan_iter(keys.PEOPLE, count=_BATCH))
    while batch := list(islice(numbers, _BATCH)):
        rows = {row(Timer.FORGET_PERSON, number): due for number in batch}
        client.zadd(keys.FORGETTING, rows, nx=True)


def plan_to_forget_cases(client: StoreClient) -> None:
    """Set the deletion timer of each closed case, unless it is set; when it is due, the setting
    counts."""
    for centre in PROVINCE_IDS:
        numbers: Any = client.zrange(keys.all_cases(centre), 0, -1)
        rest = (number.decode() for number in numbers)
        while batch := list(islice(rest, _BATCH)):
            closed = replies(client, (("HGET", keys.case(one), "closed_at") for one in batch))
            rows = {
                row(Timer.FORGET_CASE, number): int(at) + _FIVE_YEARS_MS
                for number, at in zip(batch, closed, strict=True)
                if at is not None
            }
            if rows:
                client.zadd(keys.FORGETTING, rows, nx=True)
