"""All that is kept of one case, for an operator who traces it: its acts, timers and calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cases.case import Case
from cases.log import LogEntry
from cases.moments import from_ms, to_ms
from cases.ports import Timer
from store import case_hash, keys
from store.connection import StoreClient
from store.failures import parked_alerts
from store.log import ENTRY
from store.timers import row

_BATCH = 1_000
#: The log is ordered by the store's clock, and a case knows its opening by ours: they may disagree.
_CLOCKS_DISAGREE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class History:
    """One case with its acts in the order in which they were kept; *alerted_at* is when LINE last
    took an alert of it, *parked* how many of its alerts LINE refuses."""

    case: Case
    acts: tuple[LogEntry, ...]
    alerted_at: datetime | None
    timers: tuple[tuple[Timer, datetime], ...]
    parked: int


def history(client: StoreClient, number: str) -> History | None:
    """Read the history of a case; None where there is none of that number."""
    raw: Any = client.hgetall(keys.case(number))
    if not raw:
        return None
    case = case_hash.from_hash(number, raw)
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
    while rows := _some(client, first):
        for _, fields in rows:
            if fields.get(b"case") == case.number.encode():
                yield ENTRY.read_hash(fields)
        first = f"({rows[-1][0].decode()}"


def _some(client: StoreClient, first: str) -> Any:
    return client.xrange(keys.LOG, first, "+", count=_BATCH)


def _timers(client: StoreClient, number: str) -> Iterator[tuple[Timer, datetime]]:
    pipeline = client.pipeline(transaction=False)
    for timer in Timer:
        pipeline.zscore(keys.TIMERS, row(timer, number))
    for timer, due in zip(Timer, pipeline.execute(), strict=True):
        if due is not None:
            yield timer, from_ms(int(due))
