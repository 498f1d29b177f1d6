"""What operators and probes look at: cases, teams, what waits and what failed; nothing of it
tells whom or where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from redis.exceptions import RedisClusterException, RedisError, ResponseError

from cases.case import Case
from cases.people import Member
from store import case_hash, keys
from store.connection import StoreClient
from store.moments import from_ms, to_ms
from store.outbox import Call
from store.stream import GROUP, Entry, Stream
from store.teams import team

#: Whatever a server says no with; the other rooms do not know Redis.
StoreError = (RedisError, RedisClusterException)  # the second is no kind of the first

_BATCH = 500
#: A scrape reads the reasons of so many parked calls; when a quota ends there may be very many.
_MOST_REASONS = 1_000
_UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Pulse:
    """Signs of life: the worker's heartbeat, the oldest entry that waits, the sweeper's finds."""

    beat_at: datetime | None
    waiting_since: datetime | None
    swept_at: datetime | None
    found: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of everything there is; *lengths* by what waits, *pending* by stream."""

    lengths: Mapping[str, int]
    pending: Mapping[str, int]
    parked: Mapping[str, int]
    queues: Mapping[str, int]
    tallies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An inbox entry that failed five times."""

    id: str
    at: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Parked:
    """A call that LINE refuses."""

    id: str
    at: datetime
    reason: str
    messages: int


def pulse(client: StoreClient) -> Pulse:
    """Read the signs of life in one round trip."""
    pipeline = client.pipeline(transaction=False)
    pipeline.get(keys.heartbeat("worker"))
    pipeline.xrange(keys.INBOX, count=1)
    pipeline.hgetall(keys.SWEEP)
    beat, oldest, swept = pipeline.execute()
    found = _counts(swept)
    swept_ms = found.pop("at", None)
    return Pulse(
        beat_at=from_ms(int(beat)) if beat else None,
        waiting_since=_kept_at(oldest[0][0]) if oldest else None,
        swept_at=from_ms(swept_ms) if swept_ms else None,
        found=found,
    )


def figures(client: StoreClient, centres: Sequence[str]) -> Figures:
    """Count everything in one round trip, whose cost does not grow with the cases."""
    pipeline = client.pipeline(transaction=False)
    for stream in _STREAMS.values():
        pipeline.xlen(stream)
    for many in _SORTED_SETS.values():
        pipeline.zcard(many)
    for stream in _WORKED_ON.values():
        pipeline.xpending(stream, GROUP)
    pipeline.hgetall(keys.TALLIES)
    pipeline.hlen(keys.PARKED)
    pipeline.hscan(keys.PARKED, count=_MOST_REASONS)
    for centre in centres:
        pipeline.zcard(keys.queue(centre))
    replies = iter(pipeline.execute(raise_on_error=False))
    return Figures(
        lengths=_named([*_STREAMS, *_SORTED_SETS], replies),
        pending={name: _pending(next(replies)) for name in _WORKED_ON},
        tallies=_counts(_good(next(replies))),
        parked=_reasons(_good(next(replies)), _good(next(replies))[1]),
        queues=_named(centres, replies),
    )


def cases(client: StoreClient, centres: Iterable[str], *, only_open: bool) -> Iterator[Case]:
    """Give the cases centre by centre, oldest first; the open ones in the order of the queue."""
    index = keys.queue if only_open else keys.all_cases
    for centre in centres:
        numbers: Any = client.zrange(index(centre), 0, -1)
        for batch in _batches(numbers):
            pipeline = client.pipeline(transaction=False)
            for number in batch:
                pipeline.hgetall(keys.case(number.decode()))
            for number, raw in zip(batch, pipeline.execute(), strict=True):
                if raw:
                    yield case_hash.from_hash(number.decode(), raw)


def members(client: StoreClient, centres: Sequence[str]) -> list[Member]:
    """Give the teams of *centres*, one after the other."""
    pipeline = client.pipeline(transaction=False)
    for centre in centres:
        pipeline.hgetall(keys.team(centre))
    teams = zip(centres, pipeline.execute(), strict=True)
    return [member for centre, rows in teams for member in team(centre, rows)]


def dead_letters(client: StoreClient) -> list[DeadLetter]:
    """Give the dead letters, oldest first."""
    return [
        DeadLetter(entry.id, from_ms(entry.kept_at_ms), entry.fields["error"].decode())
        for entry in _dead(client)
    ]


def replay(client: StoreClient) -> int:
    """Send the dead letters round again, each exactly once, and give how many went."""
    stream = Stream(client, keys.DEAD, "operator")
    return sum(
        stream.move_to_stream(entry, _home(entry), _without_error(entry)) for entry in _dead(client)
    )


def parked(client: StoreClient) -> list[Parked]:
    """Give the parked calls, oldest first."""
    rows = [
        Parked(call.id, from_ms(call.created_ms), reason, len(call.messages))
        for call, reason in _parked(client)
    ]
    return sorted(rows, key=lambda row: row.at)


def retry(client: StoreClient, now: datetime) -> tuple[int, int]:
    """Queue the parked calls again as pushes, and give how many; those that are not worth a push
    are let go (the second number): the moment of a free reply has passed.

    The id stays: should two operators do this at once, LINE takes one push a retry key."""
    sent = let_go = 0
    for call, _ in _parked(client):
        pipeline = client.pipeline(transaction=True)
        pipeline.hdel(keys.PARKED, call.id)
        if call.worth_push:
            again = replace(call, reply_token="", created_ms=to_ms(now), tries=0)
            pipeline.xadd(keys.OUTBOX, dict([again.to_words()]))
        pipeline.execute()
        sent, let_go = sent + call.worth_push, let_go + (not call.worth_push)
    return sent, let_go


_STREAMS = {"inbox": keys.INBOX, "outbox": keys.OUTBOX, "dead": keys.DEAD}
_WORKED_ON = {"inbox": keys.INBOX, "outbox": keys.OUTBOX}
_SORTED_SETS = {
    "later": keys.OUTBOX_LATER,
    "timers": keys.TIMERS,
    "open_cases": keys.OPEN_PLACES,
    "escalated_cases": keys.ESCALATED,
}


def _named(names: Sequence[str], replies: Iterator[Any]) -> dict[str, int]:
    return {name: int(_good(reply)) for name, reply in zip(names, replies, strict=False)}


def _pending(reply: Any) -> int:
    """Count nothing where no worker has made the group yet."""
    if isinstance(reply, ResponseError) and str(reply).startswith("NOGROUP"):
        return 0
    return int(_good(reply)["pending"])


def _good(reply: Any) -> Any:
    if isinstance(reply, Exception):
        raise reply
    return reply


def _reasons(how_many: int, rows: Mapping[bytes, bytes]) -> dict[str, int]:
    reasons = Counter(str(json.loads(raw)["reason"]) for raw in rows.values())
    if how_many > reasons.total():
        reasons[_UNREAD] = how_many - reasons.total()
    return dict(reasons)


def _counts(raw: Mapping[bytes, bytes]) -> dict[str, int]:
    return {name.decode(): int(count) for name, count in raw.items()}


def _kept_at(entry_id: bytes) -> datetime:
    return from_ms(int(entry_id.split(b"-")[0]))


def _batches(numbers: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(numbers)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _dead(client: StoreClient) -> Iterator[Entry]:
    """Give what is there now; what fails anew while this runs comes behind the last and waits."""
    newest: Any = client.xrevrange(keys.DEAD, count=1)
    first, last = "-", newest[0][0] if newest else b"0-0"
    while rows := _range(client, first, last):
        for entry_id, fields in rows:
            yield Entry(entry_id.decode(), {name.decode(): value for name, value in fields.items()})
        first = f"({rows[-1][0].decode()}"


def _range(client: StoreClient, first: str, last: bytes) -> Any:
    return client.xrange(keys.DEAD, min=first, max=last, count=_BATCH)


def _home(entry: Entry) -> str:
    """Give the stream that a dead letter came from."""
    return keys.OUTBOX if "call" in entry.fields else keys.INBOX


def _without_error(entry: Entry) -> dict[str, bytes]:
    return {name: value for name, value in entry.fields.items() if name != "error"}


def _parked(client: StoreClient) -> Iterator[tuple[Call, str]]:
    rows: Any = client.hgetall(keys.PARKED)
    for raw in rows.values():
        kept = json.loads(raw)
        yield Call.from_json(kept["call"]), str(kept["reason"])
