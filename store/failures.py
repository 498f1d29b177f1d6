"""Failed work: dead letters and parked calls, to read, to send again or to delete; they are deleted
after some time in any case, for they name sharers and places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from config.clock import from_ms, to_ms
from store import keys
from store.connection import StoreClient, batches, script
from store.exceptions import BadCall
from store.outbox import RANK, OutboundMessage, still_calls
from store.stream import Stream, StreamEntry, entries, entry_time, received_at

#: The error of dead letters that are there because LINE's time and ours are a week apart.
CLOCK = "clock"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An inbox entry that failed five times; *at* is when it came, however often it failed."""

    id: str
    at: datetime
    error: str
    entry: StreamEntry = field(repr=False)

    @classmethod
    def of(cls, entry_id: bytes, fields: Mapping[bytes, bytes]) -> DeadLetter:
        """Return the dead letter of an entry of the stream."""
        named = {name.decode(): value for name, value in fields.items()}
        error = named.pop("error").decode()
        entry = StreamEntry(entry_id.decode(), named)
        return cls(entry.id, received_at(entry), error, entry)


@dataclass(frozen=True, slots=True)
class Parked:
    """A call that LINE refuses; *at* is when it was made, however often it was tried."""

    id: str
    at: datetime
    reason: str
    messages: int


def dead_letters(client: StoreClient) -> Iterator[DeadLetter]:
    """Yield the present dead letters in the order in which they failed; an entry that fails again
    meanwhile comes behind the last one and is not yielded."""
    newest: Any = client.xrevrange(keys.DEAD, count=1)
    last = newest[0][0] if newest else b"0-0"
    yield from (DeadLetter.of(*row) for row in entries(client, keys.DEAD, last=last))


def replay(client: StoreClient, letters: Iterable[DeadLetter]) -> int:
    """Put *letters* into the inbox again, each exactly once; return their number."""
    stream, replayed = Stream(client, keys.DEAD, "operator"), 0
    for one in letters:
        home = keys.OUTBOX if "call" in one.entry.fields else keys.INBOX
        replayed += stream.move_to_stream(one.entry, home, one.entry.fields)
    return replayed


def parked(client: StoreClient) -> list[Parked]:
    """Return the parked calls, oldest first."""
    rows = [
        Parked(call.id, from_ms(call.created_ms), reason, len(call.messages))
        for call, reason in _parked(client)
    ]
    return sorted(rows, key=lambda row: row.at)


def parked_alerts(client: StoreClient, number: str) -> int:
    """Return the number of parked alerts of one case."""
    return sum(number in call.alert_for.split() for call, _ in _parked(client))


def unread_parked(client: StoreClient) -> list[str]:
    """Return the ids of the parked calls that this version cannot read."""
    rows = client.hscan_iter(keys.PARKED, count=_BATCH)
    return [name.decode() for name, row in rows if read_parked(row) is None]


def retry(
    client: StoreClient,
    now: datetime,
    since: datetime | None = None,
    *,
    national_centre: str,
    reason: str = "",
) -> tuple[int, int]:
    """Queue the parked calls again as pushes; return their number. Calls that are not worth a push
    are deleted (the second number): the moment of a free reply has passed, or the recipient of the
    alert cannot claim its case any more. Calls made before *since* stay, and so do those parked for
    another *reason*.

    The id stays: LINE does not accept a second time a call that it accepted within a day."""
    unpark = script(client, "unpark")
    sent = let_go = 0
    for call, parked_for in _parked(client):
        if reason and parked_for != reason:
            continue
        if since and call.created_ms < to_ms(since):
            continue
        if not (call.worth_push and still_calls(client, call, national_centre)):
            let_go += forget_parked(client, [call.id])
            continue
        again = replace(call, reply_token="", again_ms=to_ms(now), tries=0)
        sent += unpark(
            keys=[keys.PARKED, keys.OUTBOX], args=[call.id, *again.to_words()], client=client
        )
    return sent, let_go


def forget_parked(client: StoreClient, calls: Iterable[str]) -> int:
    """Delete parked calls; return how many were there."""
    return _forget(client, keys.PARKED, "HDEL", "parked_let_go", calls)


def forget_dead(client: StoreClient, letters: Iterable[str]) -> int:
    """Delete dead letters; return how many were there."""
    return _forget(client, keys.DEAD, "XDEL", "dead_let_go", letters)


def read_parked(row: bytes) -> tuple[OutboundMessage, str] | None:
    """Return the call and the reason of a parked row; None if another version wrote it in its own
    form."""
    try:
        kept = json.loads(row)
        return OutboundMessage.from_json(kept["call"]), str(kept["reason"])
    except (BadCall, KeyError, TypeError, ValueError):
        return None


def _parked(client: StoreClient) -> Iterator[tuple[OutboundMessage, str]]:
    """Yield the parked calls of this moment: all are read before any can come back."""
    rows = dict(client.hscan_iter(keys.PARKED, count=_BATCH))
    return (read for read in map(read_parked, rows.values()) if read is not None)


def _forget(client: StoreClient, key: str, command: str, tally: str, names: Iterable[str]) -> int:
    let_go, gone = script(client, "let_go"), 0
    for batch in batches(names, _BATCH):
        args = [command, tally, *batch]
        gone += int(let_go(keys=[key, keys.TALLIES], args=args, client=client))
    return gone


#: The number of parked calls and dead letters that are read in one step.
_A_STEP = 200


class OldFailures:
    """Deletes old failures, some at each step; any number of processes may do so."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        #: Parked calls have no order: the cursor of the scan at which the next step goes on.
        self._cursor = 0
        #: The id after which it goes on among the dead letters: one that was tried again lies
        #: behind younger ones.
        self._first = "-"

    def purge(self, before: datetime) -> int:
        """Take one step: delete failures from before *before*; return their number."""
        return forget_parked(self._client, self._parked(before)) + forget_dead(
            self._client, self._dead(before)
        )

    def _parked(self, before: datetime) -> list[str]:
        found: Any = self._client.hscan(keys.PARKED, self._cursor, count=_A_STEP)
        self._cursor, rows = found
        read = ((name.decode(), read_parked(row)) for name, row in rows.items())
        return [name for name, one in read if one and one[0].created_ms < to_ms(before)]

    def _dead(self, before: datetime) -> list[str]:
        rows: Any = self._client.xrange(keys.DEAD, min=self._first, count=_A_STEP)
        self._first = f"({rows[-1][0].decode()}" if len(rows) == _A_STEP else "-"
        return [one.id for one in (DeadLetter.of(*row) for row in rows) if one.at < before]


#: The keys in which calls are set aside, and their names for operators.
WAYS = {keys.WAITING_FOR_LINE: "line", keys.WAITING_FOR_QUOTA: "quota"}
#: A sender calls LINE for an entry with this field even while the way is shut.
PROBE = "probe"
_RANKS = 5
#: Calls of the list "later" are sorted by their next try, not by age; this many of them are read.
_LOOKED_AT = 100
_CREATED = re.compile(rb'"(?:created|again)_ms":(\d+)')
#: How long a record of a shut way lasts; a process writes it every few seconds.
_SHUT_LIFE_S = 20
_STOPPED_LIFE_S = 180


@dataclass(frozen=True, slots=True)
class LineState:
    """The last record of the ways to LINE: *shut_for* is why no call is tried (away, unauthorized,
    rate_limit; empty while the way is open)."""

    shut_for: str = ""
    shut_since: datetime | None = None
    pushes_stopped_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The number of waiting calls by queue, and the time of the oldest (None: none waits)."""

    counts: dict[str, int]
    oldest: datetime | None


class WaitingCalls:
    """Moves calls that were set aside back into the outbox; any number of processes may do so."""

    def __init__(self, client: StoreClient) -> None:
        self._client = client
        self._move = script(client, "move_due")

    def release(self, way: str, most: int, longest: int) -> int:
        """Move up to *most* calls back, in their order, while fewer than *longest* are in the
        outbox: a new urgent alert must not stand behind thousands. Return the number of moved
        calls."""
        return self._moved(way, 0, most, str(longest))

    def probe(self, way: str, skip: int = 0) -> int:
        """Move one call back to be sent although the way is shut, after passing over *skip*."""
        return self._moved(way, skip, 1, "", PROBE, 1)

    def hurry(self) -> int:
        """Make the calls that are to be tried later due now; return their number."""
        later: Any = self._client.zunionstore(keys.OUTBOX_LATER, {keys.OUTBOX_LATER: 0})
        return int(later)

    def _moved(self, way: str, skip: int, most: int, longest: str, *more: str | int) -> int:
        args = ["+inf", skip, most, longest, "call", *more]
        return int(self._move(keys=[way, keys.OUTBOX], args=args, client=self._client))


def record_line_shut(client: StoreClient, reason: str, since: datetime) -> None:
    """Record why no call is tried, for /readyz, /metrics and doctor."""
    client.set(keys.LINE_SHUT, f"{reason} {to_ms(since)}", ex=_SHUT_LIFE_S)


def record_pushes_stopped(client: StoreClient, since: datetime) -> None:
    """Record that the quota is used up; an earlier time that another process has recorded stays."""
    pipeline = client.pipeline(transaction=True)
    pipeline.set(keys.PUSHES_STOPPED, to_ms(since), nx=True)
    pipeline.expire(keys.PUSHES_STOPPED, _STOPPED_LIFE_S)
    pipeline.execute()


def line_state(client: StoreClient) -> LineState:
    """Return the last record of the ways to LINE."""
    shut: Any = client.get(keys.LINE_SHUT)
    stopped: Any = client.get(keys.PUSHES_STOPPED)
    reason, since = shut.decode().split() if shut else ("", "0")
    return LineState(
        shut_for=reason,
        shut_since=from_ms(int(since)) if shut else None,
        pushes_stopped_since=from_ms(int(stopped)) if stopped else None,
    )


def waiting(client: StoreClient) -> Waiting:
    """Return the number of waiting calls, in one round trip whose cost does not grow with them."""
    pipeline = client.pipeline(transaction=False)
    pipeline.xrange(keys.OUTBOX, count=1)
    pipeline.zrange(keys.OUTBOX_LATER, 0, _LOOKED_AT - 1)
    pipeline.xlen(keys.OUTBOX)
    for many in (keys.OUTBOX_LATER, *WAYS):
        pipeline.zcard(many)
    for way, rank in _first_of_each:
        pipeline.zrange(way, rank * RANK, (rank + 1) * RANK - 1, byscore=True, offset=0, num=1)
    first, later, *rest = pipeline.execute()
    counts = dict(zip(("outbox", "later", *WAYS.values()), rest, strict=False))
    calls = [*later, *(call for found in rest[len(counts) :] for call in found)]
    times = [entry_time(first[0][0])] if first else []
    times += [from_ms(max(map(int, found))) for call in calls if (found := _CREATED.findall(call))]
    return Waiting(counts, min(times, default=None))


_first_of_each = [(way, rank) for way in WAYS for rank in range(_RANKS)]
