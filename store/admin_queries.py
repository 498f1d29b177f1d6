"""Queries of operators and probes: cases, teams, queue lengths and failures, without persons and
places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from redis.exceptions import ResponseError

from cases.case import Case
from cases.moments import from_ms
from cases.people import Member
from store import case_hash, keys
from store.connection import StoreClient
from store.failures import read_parked
from store.stream import GROUP, entry_time
from store.teams import team

_BATCH = 500
#: A scrape reads the reasons of so many parked calls; when a quota ends there may be very many.
_MOST_REASONS = 1_000
#: Reason of those beyond, and of what this version cannot read.
_UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Pulse:
    """Signs of life: the worker's heartbeat, the oldest entry that waits, the sweeper's finds."""

    beat_at: datetime | None
    waiting_since: datetime | None
    swept_at: datetime | None
    found: Mapping[str, int]
    #: When the oldest entry came, by the clock of the web: the store's own ids never go back.
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of everything there is; *lengths* by what waits, *pending* by stream."""

    lengths: Mapping[str, int]
    pending: Mapping[str, int]
    parked: Mapping[str, int]
    queues: Mapping[str, int]
    tallies: Mapping[str, int]


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
        waiting_since=entry_time(oldest[0][0]) if oldest else None,
        swept_at=from_ms(swept_ms) if swept_ms else None,
        found=found,
        received_at=_received_at(oldest[0][1]) if oldest else None,
    )


def _received_at(fields: Mapping[bytes, bytes]) -> datetime | None:
    return from_ms(int(fields[b"at"])) if b"at" in fields else None


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
    """Yield the cases centre by centre, oldest first; the open ones in the order of the queue."""
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
    """Return the teams of *centres*, one after the other."""
    pipeline = client.pipeline(transaction=False)
    for centre in centres:
        pipeline.hgetall(keys.team(centre))
    teams = zip(centres, pipeline.execute(), strict=True)
    return [member for centre, rows in teams for member in team(centre, rows)]


_STREAMS = {
    "inbox": keys.INBOX,
    "outbox": keys.OUTBOX,
    "dead": keys.DEAD,
    "fetching": keys.FETCHING,
}
_WORKED_ON = {"inbox": keys.INBOX, "outbox": keys.OUTBOX}
_SORTED_SETS = {
    "later": keys.OUTBOX_LATER,
    "waiting_for_line": keys.WAITING_FOR_LINE,
    "waiting_for_quota": keys.WAITING_FOR_QUOTA,
    "timers": keys.TIMERS,
    "fetches": keys.FETCHES,
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
    reasons = Counter(read[1] for read in map(read_parked, rows.values()) if read)
    if how_many > reasons.total():
        reasons[_UNREAD] = how_many - reasons.total()
    return dict(reasons)


def _counts(raw: Mapping[bytes, bytes]) -> dict[str, int]:
    return {name.decode(): int(count) for name, count in raw.items()}


def _batches(numbers: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(numbers)
    while batch := list(islice(rest, _BATCH)):
        yield batch
