"""The cases of a centre that were opened in a period, however many: a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from cases.calendar import BANGKOK, Period
from cases.case import Case
from cases.moments import to_ms
from store import case_hash, keys
from store.batches import replies
from store.connection import StoreClient

_BATCH = 500


def opened_in(client: StoreClient, centre: str, period: Period) -> Iterator[Case]:
    """Yield the cases that *centre* has, and that were opened in *period*, the oldest first."""
    for numbers in _batches(client, centre, period):
        rows = replies(client, (("HGETALL", keys.case(number)) for number in numbers))
        for number, raw in zip(numbers, rows, strict=True):
            if raw:
                yield case_hash.from_hash(number, raw)


def _batches(client: StoreClient, centre: str, period: Period) -> Iterator[list[str]]:
    """Walk by time and not by rank, so that a case that leaves meanwhile hides no other."""
    since, past = _span_ms(period)
    skip = 0
    while found := _some(client, centre, f"{since}", f"({past}", skip):
        yield [number.decode() for number, _ in found]
        last = int(found[-1][1])
        at_last = sum(int(at) == last for _, at in found)
        # Those opened in the very same millisecond were given already.
        since, skip = last, at_last + (skip if last == since else 0)


def _some(client: StoreClient, centre: str, since: str, past: str, skip: int) -> list[Any]:
    found: Any = client.zrange(
        keys.all_cases(centre), since, past, byscore=True, offset=skip, num=_BATCH, withscores=True
    )
    return list(found)


def _span_ms(period: Period) -> tuple[int, int]:
    begins = datetime.combine(period.first, time(0), BANGKOK)
    ends = datetime.combine(period.last + timedelta(days=1), time(0), BANGKOK)
    return to_ms(begins), to_ms(ends)
