"""What digests cost and which were left out, in Redis; and what LINE says of the month's pushes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.calendar import Period
from cases.digest import Quota
from cases.ports import Timer
from config.clock import from_ms, to_ms
from store import keys, timers
from store.connection import StoreClient, Transaction
from store.turns import take_turn

#: LINE is asked at most once in so long, by whichever process comes first.
_ASKED_EVERY_S = 3600
#: And while it refuses pushes.
_ASKED_SOON_S = 30
#: What was said stands no longer, so that a month that ended low does not silence the next one.
_STANDS_S = 6 * 3600
_PUSHES, _LEFT_OUT = "digest_pushes", "digests_left_out"


@dataclass(frozen=True, slots=True)
class RedisDigests:
    """cases.ports.Digests on one transaction."""

    tx: Transaction

    def quota(self) -> Quota | None:
        return _quota(self.tx.peek("HGETALL", keys.QUOTA))

    def spent(self, month: Period) -> int:
        """Peeked at: every centre's digest adds to the number, and none must wait for another."""
        return int(self.tx.peek("HGET", keys.DIGESTS, f"pushes:{month.label}") or 0)

    def left_out(self, row: str) -> int:
        return int(self.tx.read("HGET", keys.DIGESTS, f"left_out:{row}") or 0)

    def leave_out(self, row: str) -> None:
        self.tx.write("HINCRBY", keys.DIGESTS, f"left_out:{row}", 1)
        self.tx.write("HINCRBY", keys.TALLIES, _LEFT_OUT, 1)

    def send(self, row: str, month: Period, pushes: int) -> None:
        self.tx.write("HINCRBY", keys.DIGESTS, f"pushes:{month.label}", pushes)
        self.tx.write("HDEL", keys.DIGESTS, f"left_out:{row}")
        self.tx.write("HINCRBY", keys.TALLIES, _PUSHES, pushes)


def set_clock(client: StoreClient, row: str, due: datetime) -> bool:
    """Set when the first digest of a kind goes, unless a clock runs already."""
    return bool(client.zadd(keys.TIMERS, {_row(row): to_ms(due)}, nx=True))


def clock_of(client: StoreClient, row: str) -> datetime | None:
    """Return when the next digest of a kind goes."""
    due: Any = client.zscore(keys.TIMERS, _row(row))
    return None if due is None else from_ms(int(due))


def move_clock(client: StoreClient, row: str, due: datetime) -> None:
    """Set a clock that still runs to another time."""
    client.zadd(keys.TIMERS, {_row(row): to_ms(due)}, xx=True)


def _row(row: str) -> str:
    return timers.row(Timer.DIGEST, row)


def may_ask(client: StoreClient) -> bool:
    """Return whether this process is the one that asks LINE in this hour."""
    return take_turn(client, keys.QUOTA_ASKED, _ASKED_EVERY_S)


def ask_again(client: StoreClient) -> None:
    """Allow the next process to ask LINE before the hour is over."""
    client.delete(keys.QUOTA_ASKED)


def ask_soon(client: StoreClient) -> None:
    """Allow LINE to be asked again within the minute, because it refuses pushes."""
    client.expire(keys.QUOTA_ASKED, _ASKED_SOON_S, lt=True)


def keep_quota(client: StoreClient, quota: Quota) -> None:
    """Keep what LINE said."""
    fields = {"used": quota.used, "at": to_ms(quota.asked_at)}
    limited = {} if quota.limit is None else {"limit": quota.limit}
    pipeline = client.pipeline(transaction=True)
    pipeline.delete(keys.QUOTA)
    for name, value in (fields | limited).items():
        pipeline.hset(keys.QUOTA, name, value)
    pipeline.expire(keys.QUOTA, _STANDS_S)
    pipeline.execute()


def kept_quota(client: StoreClient) -> Quota | None:
    """Return what LINE said last."""
    found: Any = client.hgetall(keys.QUOTA)
    return _quota(found)


def _quota(raw: Mapping[bytes, bytes]) -> Quota | None:
    if not raw:
        return None
    limit = int(raw[b"limit"]) if b"limit" in raw else None
    return Quota(limit, int(raw[b"used"]), from_ms(int(raw[b"at"])))
