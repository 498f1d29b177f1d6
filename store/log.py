"""The log in Redis, and the counters that every entry adds to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.calendar import Period, Span, local_day, period_of
from cases.case import Case
from cases.log import COUNTED_SPANS, COUNTRY, Act, Entry, counts, scopes
from cases.people import Person
from store import keys
from store.moments import from_ms, to_ms
from store.transaction import Transaction

#: Long enough to count the distinct sharers of a fiscal year; then only the count is left.
SHARERS_LIFE_S = 400 * 24 * 3600
_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class RedisLog:
    """cases.ports.Log on one transaction."""

    tx: Transaction
    at: datetime

    def record(self, act: Act, case: Case | None = None, *, first: bool = True) -> None:
        """Write an act and add it to the counters."""
        self._write(
            Entry(
                act,
                self.at,
                centre=case.centre if case else "",
                case=case.number if case else "",
                first=first,
                minutes=_minutes_open(case, self.at) if case else 0,
            )
        )

    def record_share(self, case: Case, person: Person) -> None:
        """Write a share and count its sharer where not counted yet."""
        new = self._count_sharer(case.centre, person)
        self._write(Entry(Act.SHARED, self.at, case.centre, case.number, new_sharer=new))

    def record_close(self, case: Case, *, found: bool) -> None:
        """Write a close with its outcomes and its time."""
        self._write(
            Entry(
                Act.CLOSED,
                self.at,
                centre=case.centre,
                case=case.number,
                minutes=_minutes_open(case, self.at),
                found=found,
                outcomes=case.outcomes,
            )
        )

    def _count_sharer(self, centre: str, person: Person) -> tuple[str, ...]:
        """Give the scopes and spans ("all:month") in which *person* is new, and count there."""
        day = local_day(self.at)
        sets = [
            (scope, period)
            for scope in (centre, COUNTRY)
            for period in (period_of(day, span) for span in Span)
        ]
        known = self.tx.read_each(
            [("SISMEMBER", keys.sharers(scope, one.label), person.id) for scope, one in sets]
        )
        new = [pair for pair, is_known in zip(sets, known, strict=True) if not is_known]
        for scope, period in new:
            key = keys.sharers(scope, period.label)
            self.tx.write("SADD", key, person.id)
            self.tx.write("EXPIRE", key, SHARERS_LIFE_S)
        return tuple(f"{scope}:{period.span.value}" for scope, period in new)

    def _write(self, entry: Entry) -> None:
        flat = [word for pair in to_fields(entry).items() for word in pair]
        self.tx.write("XADD", keys.LOG, "*", *flat)
        for key, field, added in additions(entry):
            self.tx.write("HINCRBY", key, field, added)


def additions(entry: Entry) -> list[tuple[str, str, int]]:
    """Give what *entry* adds to the store's counters: key, field, amount."""
    day = local_day(entry.at)
    labels = [period_of(day, span).label for span in COUNTED_SPANS]
    added = [
        (keys.count(scope, label), name, amount)
        for name, amount in counts(entry).items()
        for scope in scopes(entry)
        for label in labels
    ]
    return added + [_sharer_addition(mark, day_periods(entry)) for mark in entry.new_sharer]


def day_periods(entry: Entry) -> dict[str, Period]:
    """Give the periods of every span in which *entry* lies."""
    day = local_day(entry.at)
    return {span.value: period_of(day, span) for span in Span}


def to_fields(entry: Entry) -> dict[str, str | int]:
    """Write an entry of the log; what is empty or usual is left out."""
    fields: dict[str, str | int] = {
        "act": entry.act.value,
        "at": to_ms(entry.at),
        "centre": entry.centre,
        "case": entry.case,
        "again": "" if entry.first else 1,
        "minutes": entry.minutes or "",
        "found": 1 if entry.found else "",
        "outcomes": " ".join(entry.outcomes),
        "new_sharer": " ".join(entry.new_sharer),
    }
    return {name: value for name, value in fields.items() if value != ""}


def from_fields(raw: Mapping[bytes, bytes]) -> Entry:
    """Read an entry of the log."""
    kept = {name.decode(): value.decode() for name, value in raw.items()}
    return Entry(
        act=Act(kept["act"]),
        at=from_ms(int(kept["at"])),
        centre=kept.get("centre", ""),
        case=kept.get("case", ""),
        first="again" not in kept,
        minutes=int(kept.get("minutes", 0)),
        found="found" in kept,
        outcomes=tuple(kept.get("outcomes", "").split()),
        new_sharer=tuple(kept.get("new_sharer", "").split()),
    )


def _sharer_addition(mark: str, periods: Mapping[str, Period]) -> tuple[str, str, int]:
    scope, span = mark.split(":")
    return keys.distinct(periods[span].label), scope, 1


def _minutes_open(case: Case, at: datetime) -> int:
    return max(0, (to_ms(at) - to_ms(case.opened_at)) // _MINUTE_MS)
