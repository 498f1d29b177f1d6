"""All that the store keeps, read at the end of a fault test.

(The client is Any here: redis-py's own types say str or bytes everywhere.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cases.case import Case
from cases.log import LogEntry
from config.clock import to_ms
from store import keys
from store.cases import case_from_hash
from store.failures import parked
from store.log import ENTRY
from store.stream import GROUP
from tests.standing import places

_LENGTHS = ("inbox", "outbox", "later", "waiting for line", "waiting for quota", "due")


@dataclass(frozen=True, slots=True)
class Kept:
    """*places* tells in which sorted sets each case number stands; *people* leads from the
    integer id to the LINE id; *left* is what still waits; *dead* are bodies and their errors."""

    cases: Mapping[str, Case]
    shares: Mapping[str, Mapping[str, int]]
    places: Mapping[str, list[str]]
    log: list[LogEntry]
    counters: Mapping[tuple[str, str], Mapping[str, int]]
    distinct: Mapping[str, Mapping[str, int]]
    people: Mapping[int, str]
    left: Mapping[str, int]
    dead: list[tuple[bytes, str]]


def read(client: Any) -> Kept:
    """Read it; nobody may write meanwhile."""
    return Kept(
        cases={
            number: case_from_hash(number, client.hgetall(keys.case(number)))
            for number in _names(client, keys.case(""))
        },
        shares={
            number: {
                share.decode(): int(kept.split()[0])
                for share, kept in client.hgetall(keys.shares(number)).items()
            }
            for number in _names(client, keys.shares(""))
        },
        places=places(client),
        log=[ENTRY.read_hash(fields) for _, fields in client.xrange(keys.LOG)],
        counters={
            (centre, period): _counts(client.hgetall(keys.count(centre, period)))
            for centre, period in (
                name.split(":", 1) for name in _names(client, f"{keys.TAG}:count:")
            )
        },
        distinct={
            period: _counts(client.hgetall(keys.distinct(period)))
            for period in _names(client, keys.distinct(""))
        },
        people={int(number): line.decode() for line, number in client.hgetall(keys.PEOPLE).items()},
        left=waiting(client),
        dead=[
            (fields[b"body"], fields[b"error"].decode()) for _, fields in client.xrange(keys.DEAD)
        ],
    )


def waiting(client: Any) -> dict[str, int]:
    """Count what still waits for somebody, and what was parked, by its reason."""
    pipeline = client.pipeline(transaction=True)
    pipeline.xlen(keys.INBOX).xlen(keys.OUTBOX).zcard(keys.OUTBOX_LATER)
    pipeline.zcard(keys.WAITING_FOR_LINE).zcard(keys.WAITING_FOR_QUOTA)
    pipeline.zcount(keys.TIMERS, "-inf", to_ms(datetime.now(UTC)))
    pipeline.xpending(keys.INBOX, GROUP).xpending(keys.OUTBOX, GROUP)
    *lengths, inbox, outbox = pipeline.execute()
    counts = dict(zip(_LENGTHS, lengths, strict=True))
    counts |= {"inbox pending": inbox["pending"], "outbox pending": outbox["pending"]}
    counts |= Counter(f"parked, {one.reason}" for one in parked(client))
    return {name: int(count) for name, count in counts.items() if count}


def _names(client: Any, prefix: str) -> list[str]:
    return sorted(key.decode().removeprefix(prefix) for key in client.scan_iter(f"{prefix}*"))


def _counts(raw: Mapping[bytes, bytes]) -> Counter[str]:
    return Counter({name.decode(): int(count) for name, count in raw.items()})
