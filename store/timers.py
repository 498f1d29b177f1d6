"""Timers: set in a transaction, moved into the inbox when they are due, and repaired after a clock
was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cases.calendar import is_ahead, waits_too_far
from cases.case import State
from cases.ports import Timer
from config.clock import from_ms, to_ms
from store import keys
from store.connection import StoreClient, Transaction, replies, script

#: Timers with keys of their own, because they would delay others: photos are slow, and each person
#: has a row.
_ELSEWHERE = {
    Timer.FETCH_ATTACHMENT: keys.FETCHES,
    Timer.FORGET_PERSON: keys.FORGETTING,
    Timer.FORGET_CASE: keys.FORGETTING,
}


@dataclass(frozen=True, slots=True)
class RedisTimers:
    """Implements cases.ports.Timers on one transaction."""

    tx: Transaction

    def set(self, timer: Timer, case: str, due: datetime, *, step: int = 0) -> None:
        self.tx.write("ZADD", _key(timer), to_ms(due), row(timer, case, step))

    def cancel(self, timer: Timer, case: str, *, step: int = 0) -> None:
        self.tx.write("ZREM", _key(timer), row(timer, case, step))

    def is_set(self, timer: Timer, case: str, *, step: int = 0) -> bool:
        """Return whether there is such a row. The read is not compared: two events that set it at
        once set the same."""
        return self.tx.peek("ZSCORE", _key(timer), row(timer, case, step)) is not None


def row(timer: Timer, case: str, step: int = 0) -> str:
    """Return the row of a timer: "remind:14-6911-0042", or "fetch_photo:14-6911-0042:541"."""
    return f"{timer.value}:{case}:{step}" if step else f"{timer.value}:{case}"


def _key(timer: Timer) -> str:
    return _ELSEWHERE.get(timer, keys.TIMERS)


#: The most rows that move in one step, so that a long list never blocks the server.
_MOVED_AT_ONCE = 100


class Due:
    """Moves due timers into their streams; any number of processes may do so at once."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._move = script(client, "move_due")

    def move(self, now: datetime) -> int:
        """Move the timers that are due at *now*; return the number of rows."""
        return (
            self._move_all(keys.TIMERS, keys.INBOX, "timer", now)
            + self._move_all(keys.FORGETTING, keys.INBOX, "timer", now)
            + self._move_all(keys.FETCHES, keys.FETCHING, "timer", now)
            + self._move_all(keys.OUTBOX_LATER, keys.OUTBOX, "call", now)
        )

    def _move_all(self, source: str, target: str, field: str, now: datetime) -> int:
        return int(
            self._move(
                keys=[source, target],
                args=[to_ms(now), 0, _MOVED_AT_ONCE, "", field, "at", to_ms(now)],
                client=self._client,
            )
        )


#: A call, or the fetching of a photo, is tried again within this time.
_TRIED_WITHIN = timedelta(minutes=15)
#: Timers that are always set to now; the rows of cases closed long ago are in the same key.
_AT_ONCE = (Timer.TELL_SHARERS, Timer.COUNT_ATTACHMENTS)
_AT_ONCE_WITHIN = timedelta(minutes=5)
#: The time within which a centre's morning timer is due.
_MORNING_WITHIN = timedelta(hours=25)
_BATCH = 1_000


def pull_in(client: StoreClient, centres: Iterable[str], morning: datetime, now: datetime) -> int:
    """Set repeated tries to *now*, and the morning timers of centres to the next *morning*; set a
    repair timer for each case whose clocks are off. Return the number of changed rows."""
    ids = list(centres)
    rows = [row(Timer.PUT_RIGHT, number) for number in _off(client, ids, now)]
    for one in rows:
        client.zadd(keys.TIMERS, {one: to_ms(now)})
    return (
        len(rows)
        + _pull_in_mornings(client, ids, morning, now)
        + sum(_pull_in_all(client, key, now) for key in (keys.OUTBOX_LATER, keys.FETCHES))
    )


def pull_in_at_once(client: StoreClient, now: datetime) -> int:
    """Set the timers that are always due at once to *now*: it reads every timer, for use after
    clocks were set."""
    late = to_ms(now + _AT_ONCE_WITHIN)
    far = [
        member
        for timer in _AT_ONCE
        for member, due in client.zscan_iter(keys.TIMERS, match=f"{timer.value}:*", count=_BATCH)
        if due > late
    ]
    return sum(_set(client, keys.TIMERS, member, now) for member in far)


class _Clocks(NamedTuple):
    """The times of an open case from which its clocks run."""

    state: bytes | None
    waiting_since: bytes | None
    revisit_at: bytes | None
    silent_since: bytes | None

    def are_off(self, now: datetime) -> bool:
        """Return whether they run from a time in the future, against every rule."""
        since, planned, silent = map(
            _time, (self.waiting_since, self.revisit_at, self.silent_since)
        )
        if self.state == State.WAITING.value.encode():
            return since is not None and waits_too_far(since, planned, now)
        return silent is not None and is_ahead(silent, now)


def _off(client: StoreClient, centres: list[str], now: datetime) -> Iterator[str]:
    for centre in centres:
        numbers = [one.decode() for one in _all(client, keys.queue(centre))]
        found = replies(client, (("HMGET", keys.case(one), *_Clocks._fields) for one in numbers))
        for number, raw in zip(numbers, found, strict=True):
            if _Clocks(*raw).are_off(now):
                yield number


def _time(kept: bytes | None) -> datetime | None:
    return from_ms(int(kept)) if kept else None


def _all(client: StoreClient, key: str) -> list[bytes]:
    found: Any = client.zrange(key, 0, -1)
    return list(found)


def _pull_in_mornings(
    client: StoreClient, centres: list[str], morning: datetime, now: datetime
) -> int:
    rows = [row(Timer.LATE, centre) for centre in centres]
    due: Any = client.zmscore(keys.TIMERS, rows) if rows else []
    late = to_ms(now + _MORNING_WITHIN)
    far = [one for one, at in zip(rows, due, strict=True) if at is not None and at > late]
    return sum(_set(client, keys.TIMERS, one, morning) for one in far)


def _pull_in_all(client: StoreClient, key: str, now: datetime) -> int:
    late: Any = f"({to_ms(now + _TRIED_WITHIN)}"
    far: Any = client.zrange(key, late, "+inf", byscore=True, offset=0, num=_BATCH)
    return sum(_set(client, key, member, now) for member in far)


def _set(client: StoreClient, key: str, member: Any, due: datetime) -> int:
    """Change the time of a row that is still there; return 0 if it was moved meanwhile."""
    moved: Any = client.zadd(key, {member: to_ms(due)}, xx=True, lt=True, ch=True)
    return int(moved)
