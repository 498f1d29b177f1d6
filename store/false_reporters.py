"""Whose reports were found false, for an operator to look at and to lift."""

from __future__ import annotations

from dataclasses import dataclass

from store import keys
from store.batches import replies
from store.connection import StoreClient
from store.transaction import Command, Write

_DAY_S = 24 * 3600
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class FalseReporter:
    """A person as a number; *cases* are those that still lead to them."""

    id: int
    false_reports: int
    cases: int
    days_left: int


def doubted(client: StoreClient) -> list[FalseReporter]:
    """Return everybody with a false report, the most first. It walks through the whole store."""
    found = client.scan_iter(match=keys.false_reports("*"), count=_BATCH)
    people = sorted({int(key.rsplit(b":", 1)[1]) for key in found})
    read = replies(client, (command for person in people for command in _of(person)))
    rows = zip(people, read, read, read, strict=False)
    kept = [
        FalseReporter(person, int(often), int(cases), -(-int(life_s) // _DAY_S))
        for person, often, cases, life_s in rows
        if often
    ]
    return sorted(kept, key=lambda one: (-one.false_reports, one.id))


def _of(person: int) -> tuple[Command, ...]:
    return (
        ("GET", keys.false_reports(person)),
        ("ZCARD", keys.shared(person)),
        ("TTL", keys.false_reports(person)),
    )


def is_doubted(client: StoreClient, person: int) -> bool:
    """Return whether a false report of a person is kept."""
    return bool(client.exists(keys.false_reports(person)))


def lift(write: Write, person: int) -> None:
    """Forget a person's false reports."""
    write("DEL", keys.false_reports(person))
