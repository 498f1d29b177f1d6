"""Cases in the order of their opening, newest first, and the fields that lists show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.case import State
from config.clock import from_ms, to_ms
from store import keys
from store.connection import StoreClient, batches, replies

#: The number of index entries of each centre, and of cases, that one round trip reads.
_BATCH = 100
_FIELDS = ("centre", "state", "kind", "merged_into", "closed_at", "opened_at", "last_shared_at",
           "claimed_at", "arrived_at")  # fmt: skip
_TIMES = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """A case in the index of the centre that has it."""

    number: str
    centre: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Requested:
    """A case as a list shows it; *updated_at* of a closed one is when it was closed."""

    number: str
    centre: str
    kind: str
    is_open: bool
    merged_into: str
    opened_at: datetime
    updated_at: datetime


def read(client: StoreClient, numbers: Iterable[str]) -> Iterator[Requested]:
    """Yield those of *numbers* that exist."""
    for batch in batches(numbers, _BATCH):
        rows = replies(client, (("HMGET", keys.case(number), *_FIELDS) for number in batch))
        found = zip(batch, rows, strict=True)
        yield from (_requested(number, row) for number, row in found if row[0])


def newest(
    client: StoreClient, centres: Sequence[str], since: datetime, until: datetime
) -> Iterator[Opened]:
    """Yield the cases of *centres* opened at or after *since* and before *until*."""
    upper: int | None = to_ms(until) - 1
    while upper is not None:
        found, upper = _page(client, centres, to_ms(since), upper)
        yield from found


def _page(
    client: StoreClient, centres: Sequence[str], lower: int, upper: int
) -> tuple[list[Opened], int | None]:
    """Return the next cases, and the time at which the next page goes on; None at the end."""
    pipeline = client.pipeline(transaction=False)
    for centre in centres:
        pipeline.zrevrangebyscore(
            keys.all_cases(centre), upper, lower, start=0, num=_BATCH, withscores=True
        )
    pages: list[Any] = pipeline.execute()
    lowest, next_upper = _down_to([[score for _, score in page] for page in pages], lower)
    found = [
        Opened(number.decode(), centre, from_ms(int(score)))
        for centre, page in zip(centres, pages, strict=True)
        for number, score in page
        if score >= lowest
    ]
    return sorted(found, key=lambda one: one.at, reverse=True), next_upper


def _down_to(pages: Sequence[Sequence[float]], lower: int) -> tuple[int, int | None]:
    """Return the lowest time above which nothing is left out, and the time at which the next page
    goes on. Cases at the last time of a full page may go on behind it, so that time is read again;
    a page of one single time would be read for ever."""
    full = [page for page in pages if len(page) == _BATCH]
    if not full:
        return lower, None
    last = max(full, key=lambda page: page[-1])
    end = int(last[-1])
    return (end, end - 1) if last[0] == end else (end + 1, end)


def _requested(number: str, row: Sequence[bytes | None]) -> Requested:
    centre, state, kind, merged_into = ((one or b"").decode() for one in row[:-_TIMES])
    closed, opened, *others = (from_ms(int(one)) if one else None for one in row[-_TIMES:])
    is_open = state != State.CLOSED.value
    times = [time for time in (opened, *others) if time is not None]
    return Requested(
        number=number,
        centre=centre,
        kind=kind,
        is_open=is_open,
        merged_into=merged_into,
        opened_at=times[0],
        updated_at=closed if closed and not is_open else max(times),
    )
