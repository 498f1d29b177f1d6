"""Timers: set in a transaction, moved into the inbox when they are due, and repaired after a clock
was wrong; and periodic work that one of several processes does: rewriting the append-only file, the
deletion timers of old cases, and the search for stuck work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from redis.exceptions import ResponseError

from cases.calendar import is_ahead, waits_too_far
from cases.case import State
from cases.ports import Timer
from config.clock import from_ms, to_ms
from geo.centres import PROVINCE_IDS
from store import keys
from store.cases import numbers_in
from store.connection import Command, StoreClient, Transaction, Word, flat, replies, script
from store.stream import GROUP

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
#: From where to where they move when they are due, and the field of the entry that holds a row.
_MOVES = (
    (keys.TIMERS, keys.INBOX, "timer"),
    (keys.FORGETTING, keys.INBOX, "timer"),
    (keys.FETCHES, keys.FETCHING, "timer"),
    (keys.OUTBOX_LATER, keys.OUTBOX, "call"),
)


class Due:
    """Moves due timers into their streams; any number of processes may do so at once."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._move = script(client, "move_due")

    def move(self, now: datetime) -> int:
        """Move the timers that are due at *now*; return the number of rows."""
        moved = 0
        for source, target, field in _MOVES:
            args: list[Word] = [to_ms(now), 0, _MOVED_AT_ONCE, "", field, "at", to_ms(now)]
            moved += int(self._move(keys=[source, target], args=args, client=self._client))
        return moved


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
        since, planned, silent = (from_ms(int(at)) if at else None for at in self[1:])
        if self.state == State.WAITING.value.encode():
            return since is not None and waits_too_far(since, planned, now)
        return silent is not None and is_ahead(silent, now)


def _off(client: StoreClient, centres: list[str], now: datetime) -> Iterator[str]:
    for centre in centres:
        for number, fields in _open_cases(client, centre, _Clocks._fields):
            if _Clocks(*fields).are_off(now):
                yield number


def _open_cases(
    client: StoreClient, centre: str, names: Iterable[str]
) -> Iterator[tuple[str, Sequence[bytes | None]]]:
    """Yield the numbers of a centre's open cases, each with the named fields."""
    numbers = numbers_in(client, keys.queue(centre))
    rows = replies(client, (("HMGET", keys.case(one), *names) for one in numbers))
    return zip(numbers, rows, strict=True)


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


def take_turn(client: StoreClient, key: str, every_s: int) -> bool:
    """Return whether this process does the work this time. A turn longer than *every_s* was taken
    before the store's clock was put back: it would keep everybody waiting until the clock reaches
    that time again."""
    if client.set(key, 1, nx=True, ex=every_s):
        return True
    if int(client.ttl(key)) <= every_s:
        return False
    client.set(key, 1, ex=every_s)
    return True


#: Decision 15 promises that erased data is off the disk of the embedded store within a day.
_REWRITTEN_EVERY_S = 24 * 3600
_IN_PROGRESS = "already in progress"


def rewrite_daily(client: StoreClient) -> None:
    """Make the server rewrite its append-only file in the background, once a day for all workers. A
    rewrite in progress may have begun before the last erasure, so it does not count. By itself the
    server would wait until the file has grown to 4 MB: at a few shares a day, for weeks."""
    if take_turn(client, keys.REWRITTEN, _REWRITTEN_EVERY_S):
        try:
            client.bgrewriteaof()
        except ResponseError as error:
            if _IN_PROGRESS in str(error):
                client.delete(keys.REWRITTEN)


_EVERY_S = 3600


def forget_old(client: StoreClient, before: datetime, now: datetime) -> int:
    """Set the deletion timer of each open case whose last share came before *before* and whose
    sharers are still stored; one process an hour looks. Return the number of these cases."""
    if not take_turn(client, keys.OLD_CASES, _EVERY_S):
        return 0
    rows = {row(Timer.FORGET_OPEN, number): to_ms(now) for number in _old(client, before)}
    if rows:
        client.zadd(keys.TIMERS, rows, nx=True)
    return len(rows)


def _old(client: StoreClient, before: datetime) -> Iterator[str]:
    for centre in PROVINCE_IDS:
        for number, (at,) in _open_cases(client, centre, ["last_shared_at"]):
            if at is not None and int(at) <= to_ms(before) and _keeps_anybody(client, number):
                yield number


def _keeps_anybody(client: StoreClient, number: str) -> bool:
    kept: list[Command] = [("EXISTS", keys.shares(number)), ("EXISTS", keys.details(number))]
    return any(replies(client, [*kept, ("HEXISTS", keys.case(number), "address")]))


#: A waiting case's alert reaches LINE within a second; after this long something is wrong.
ALERT_WITHIN = timedelta(minutes=2)
#: The same for a case whose alert is summed up with others of one account.
SUMMED_UP_WITHIN = timedelta(minutes=12)
#: An entry is handled at once, or taken over after 30 s.
_PENDING_WITHIN = timedelta(minutes=2)
_MOST_PENDING = 1_000
#: A little less than the minute in which each worker asks, so that one alone leaves none out.
_SWEPT_EVERY_S = 50


class _OpenCase(NamedTuple):
    """The fields of an open case that the sweeper reads."""

    state: bytes | None
    centre: bytes | None
    waiting_since: bytes | None
    alerted_at: bytes | None
    escalated: bytes | None
    summed_up: bytes | None

    def is_unheard(self, now: datetime) -> bool:
        """Return whether nobody was alerted of the waiting case for too long."""
        if self.state != State.WAITING.value.encode():
            return False
        since = int(self.waiting_since or 0)
        within = SUMMED_UP_WITHIN if self.summed_up else ALERT_WITHIN
        return to_ms(now - within) > since > int(self.alerted_at or 0)

    def is_misplaced(self, centre: str) -> bool:
        """Return whether it is no open case of *centre*."""
        return self.centre != centre.encode() or self.state == State.CLOSED.value.encode()


def may_sweep(client: StoreClient) -> bool:
    """Return whether this process is the one that sweeps in this minute."""
    return take_turn(client, keys.SWEEPING, _SWEPT_EVERY_S)


def may_put_right(client: StoreClient) -> bool:
    """Return whether this process is the one that corrects the timers in this minute."""
    return take_turn(client, keys.PUTTING_RIGHT, _SWEPT_EVERY_S)


def sweep(client: StoreClient, centres: Iterable[str], now: datetime) -> dict[str, int]:
    """Count the stuck work and store the numbers for /readyz, /metrics and doctor."""
    found = {
        "unheard_cases": 0,
        "misplaced_cases": 0,
        "old_inbox_entries": _old_entries(client, keys.INBOX),
        "old_outbox_entries": _old_entries(client, keys.OUTBOX),
        "parked_calls": int(client.hlen(keys.PARKED)),
        "dead_letters": int(client.xlen(keys.DEAD)),
    }
    for centre in centres:
        unseen = []
        for number, fields in _open_cases(client, centre, _OpenCase._fields):
            case = _OpenCase(*fields)
            found["unheard_cases"] += case.is_unheard(now)
            found["misplaced_cases"] += case.is_misplaced(centre)
            if case.is_unheard(now) and not case.escalated:
                unseen.append(number)
        _hasten_escalation(client, unseen, now)
    pipeline = client.pipeline(transaction=True)
    pipeline.delete(keys.SWEEP)
    pipeline.hset(keys.SWEEP, items=flat(found | {"at": to_ms(now)}))
    pipeline.execute()
    return found


def _hasten_escalation(client: StoreClient, cases: Sequence[str], now: datetime) -> None:
    """Make the escalation of the cases of which nobody was alerted due now, because LINE takes no
    pushes."""
    if cases and client.exists(keys.PUSHES_STOPPED):
        due = {row(Timer.ESCALATE, number): to_ms(now) for number in cases}
        client.zadd(keys.TIMERS, due, xx=True, lt=True)


def _old_entries(client: StoreClient, stream: str) -> int:
    idle_ms = _PENDING_WITHIN // timedelta(milliseconds=1)
    rows: Any = client.xpending_range(stream, GROUP, "-", "+", _MOST_PENDING, idle=idle_ms)
    return len(rows)
