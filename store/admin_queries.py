"""Queries of operators and probes, read in batches: cases, teams, queue lengths and failures
without persons and places, the cases opened in a period, and all that is stored about one case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from redis.exceptions import ResponseError

from cases.calendar import BANGKOK, Period
from cases.case import Case
from cases.log import LogEntry
from cases.people import Member
from cases.ports import Timer
from config.clock import from_ms, to_ms
from store import keys
from store.cases import case_from_hash, numbers_in
from store.connection import Command, StoreClient, replies
from store.failures import parked_alerts, read_parked
from store.log import ENTRY
from store.people import team
from store.stream import GROUP, entries, entry_time
from store.timers import row

#: The most parked calls whose reasons one scrape reads; when a quota ends there may be very many.
_MOST_REASONS = 1_000
#: Reason of the parked calls beyond that number, and of those that this version cannot read.
_UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Pulse:
    """Signs of life: the worker's heartbeat, the age of the oldest waiting entry, the sweeper's
    counts."""

    beat_at: datetime | None
    waiting_since: datetime | None
    swept_at: datetime | None
    found: Mapping[str, int]
    #: Receipt time of the oldest entry, by the web's clock: the store's own ids never go back.
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of everything in the store; *lengths* by the name of the queue, *pending* by
    stream."""

    lengths: Mapping[str, int]
    pending: Mapping[str, int]
    parked: Mapping[str, int]
    queues: Mapping[str, int]
    tallies: Mapping[str, int]


def pulse(client: StoreClient) -> Pulse:
    """Read the signs of life in one round trip."""
    beats: Command = ("GET", keys.heartbeat("worker"))
    first: Command = ("XRANGE", keys.INBOX, "-", "+", "COUNT", 1)
    beat, oldest, swept = replies(client, [beats, first, ("HGETALL", keys.SWEEP)])
    received = oldest[0][1].get(b"at") if oldest else None
    found = _counts(swept)
    swept_ms = found.pop("at", None)
    return Pulse(
        beat_at=from_ms(int(beat)) if beat else None,
        waiting_since=entry_time(oldest[0][0]) if oldest else None,
        swept_at=from_ms(swept_ms) if swept_ms else None,
        found=found,
        received_at=from_ms(int(received)) if received else None,
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
    """Yield the cases centre by centre, oldest first; the open ones in the order of the queue."""
    index = keys.queue if only_open else keys.all_cases
    for centre in centres:
        yield from _kept(client, numbers_in(client, index(centre)))


def _kept(client: StoreClient, numbers: Sequence[str]) -> Iterator[Case]:
    rows = replies(client, (("HGETALL", keys.case(number)) for number in numbers))
    for number, raw in zip(numbers, rows, strict=True):
        if raw:
            yield case_from_hash(number, raw)


def members(client: StoreClient, centres: Sequence[str]) -> list[Member]:
    """Return the teams of *centres*, one after the other."""
    rows = replies(client, (("HGETALL", keys.team(centre)) for centre in centres))
    return [member for members in map(team, centres, rows) for member in members]


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
    """Return the number of pending entries; 0 if no worker has made the group yet."""
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


_BATCH = 500


def opened_in(client: StoreClient, centre: str, period: Period) -> Iterator[Case]:
    """Yield the cases that belong to *centre* and were opened in *period*, the oldest first."""
    for numbers in _numbers_opened(client, centre, period):
        yield from _kept(client, numbers)


def _numbers_opened(client: StoreClient, centre: str, period: Period) -> Iterator[list[str]]:
    """Yield pages of case numbers by time and not by rank, so that a case that leaves the index
    meanwhile hides no other."""
    since = to_ms(datetime.combine(period.first, time(0), BANGKOK))
    past = to_ms(datetime.combine(period.last + timedelta(days=1), time(0), BANGKOK))
    skip = 0
    while found := _opened_from(client, centre, f"{since}", f"({past}", skip):
        yield [number.decode() for number, _ in found]
        last = int(found[-1][1])
        at_last = sum(int(at) == last for _, at in found)
        # Cases opened in the very same millisecond were yielded already.
        since, skip = last, at_last + (skip if last == since else 0)


def _opened_from(client: StoreClient, centre: str, since: str, past: str, skip: int) -> list[Any]:
    found: Any = client.zrange(
        keys.all_cases(centre), since, past, byscore=True, offset=skip, num=_BATCH, withscores=True
    )
    return list(found)


#: The log is ordered by the store's clock, and a case knows its opening by ours: they may disagree.
_CLOCKS_DISAGREE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class History:
    """One case with its acts in the order in which they were stored; *alerted_at* is when LINE last
    accepted an alert of it, *parked* how many of its alerts LINE refuses."""

    case: Case
    acts: tuple[LogEntry, ...]
    alerted_at: datetime | None
    timers: tuple[tuple[Timer, datetime], ...]
    parked: int


def history(client: StoreClient, number: str) -> History | None:
    """Return the history of a case; None if there is no case with that number."""
    raw: Any = client.hgetall(keys.case(number))
    if not raw:
        return None
    case = case_from_hash(number, raw)
    alerted = raw.get(b"alerted_at")
    return History(
        case=case,
        acts=tuple(_acts(client, case)),
        alerted_at=from_ms(int(alerted)) if alerted else None,
        timers=tuple(sorted(_timers(client, number), key=lambda pair: pair[1])),
        parked=parked_alerts(client, number),
    )


def _acts(client: StoreClient, case: Case) -> Iterator[LogEntry]:
    first = f"{max(0, to_ms(case.opened_at - _CLOCKS_DISAGREE))}"
    for _, fields in entries(client, keys.LOG, first):
        if fields.get(b"case") == case.number.encode():
            yield ENTRY.read_hash(fields)


def _timers(client: StoreClient, number: str) -> Iterator[tuple[Timer, datetime]]:
    rows = replies(client, (("ZSCORE", keys.TIMERS, row(timer, number)) for timer in Timer))
    for timer, due in zip(Timer, rows, strict=True):
        if due is not None:
            yield timer, from_ms(int(due))
