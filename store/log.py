"""The log in Redis, and the counters that every entry adds to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from cases.calendar import BANGKOK, Period, Span, day_start, local_day, period_of
from cases.case import CALLER, Case
from cases.log import COUNTED_SPANS, COUNTRY, Act, LogEntry, Proof, counts, scopes
from cases.moments import to_ms
from cases.people import NOBODY, Person
from geo.point import cell
from store import closing_facts, keys, spots
from store.codec import Fields
from store.sharer_sets import SharerSets
from store.spelling import Spelling
from store.transaction import Transaction, flat

_MINUTE_MS = 60_000
#: "new_to:year" counts the sharers who were new to the fiscal year on a day or in a month, so that
#: those of a year so far are a sum, for ever and however many they are.
NEW_TO = "new_to"
_PARTS = {
    Span.YEAR: (Span.MONTH, Span.DAY),
    Span.QUARTER: (Span.MONTH, Span.DAY),
    Span.MONTH: (Span.DAY,),
    Span.WEEK: (Span.DAY,),
    Span.DAY: (),
}


@dataclass(frozen=True, slots=True)
class RedisLog:
    """cases.ports.Log on one transaction."""

    tx: Transaction
    at: datetime
    sharer_sets: SharerSets
    #: What was written, for the worker's own log.
    written: list[LogEntry] = field(default_factory=list)

    def record(self, act: Act, case: Case | None = None, *, first: bool = True) -> None:
        self._write(
            LogEntry(
                act,
                self.at,
                centre=case.centre if case else "",
                case=case.number if case else "",
                first=first,
                minutes=_minutes_open(case, self.at) if case else 0,
            )
        )

    def record_share(self, case: Case, person: Person, channel: str = "") -> None:
        called = person.id == NOBODY
        new = () if called else self._count_sharer(case.centre, person)
        shared = LogEntry(Act.SHARED, self.at, case.centre, case.number, new_sharer=new)
        self._write(replace(shared, channel=(channel or CALLER) if called else ""))

    def record_opened(self, case: Case, *, split: bool = False) -> None:
        """Write that a case was opened, and count its cell; whoever needs help themselves may live
        where they are, so that cell is not counted."""
        act = Act.SPLIT if split else Act.OPENED
        placed = not case.own_need
        self._write(LogEntry(act, self.at, case.centre, case.number, placed=placed))
        if placed:
            for key in spots.keys_of(case.centre, self.at):
                self.tx.write("HINCRBY", key, cell(case.place.point), 1)

    def record_said(self, said: Case, *, before: Case) -> None:
        new = [danger for danger in said.need.dangers if danger not in before.need.dangers]
        self._write(
            LogEntry(
                Act.KIND_SAID,
                self.at,
                centre=said.centre,
                case=said.number,
                minutes=_minutes_open(said, self.at),
                kind=said.need.kind or "" if before.need.kind is None else "",
                urgent="".join(new[:1]),
            )
        )

    def record_close(
        self,
        case: Case,
        *,
        found: bool,
        persons: int = 0,
        proof: Proof = Proof.NEAR,
        helped: bool = False,
        taken_back: bool = False,
    ) -> None:
        at = case.closed_at or self.at
        self._write(
            LogEntry(
                Act.CLOSE_TAKEN_BACK if taken_back else Act.CLOSED,
                at,
                centre=case.centre,
                case=case.number,
                minutes=_minutes_open(case, at),
                found=found,
                outcomes=case.visit.outcomes,
                persons=persons,
                proof=proof,
                helped=helped,
            )
        )

    def record_fact(self, case: Case, fact: str, *, taken_back: bool = False) -> None:
        """Count a closing fact on the day of the close. The log tells that one was said, never of
        which case or what: its entries come in order, seconds after the close."""
        act = Act.FACT_TAKEN_BACK if taken_back else Act.FACT_SAID
        said = LogEntry(act, day_start(case.closed_at or self.at), centre=case.centre)
        self._write(said)
        for key, counter, added in additions(replace(said, fact=fact)):
            self.tx.write("HINCRBY", key, counter, added)
        for name, added in closing_facts.fields(said, fact):
            self.tx.write("HINCRBY", keys.FACTS, name, added)

    def _count_sharer(self, centre: str, person: Person) -> tuple[str, ...]:
        """Return the scopes and spans ("all:month") in which *person* is new, and count there."""
        day = local_day(self.at)
        periods = [period_of(day, span) for span in Span]
        new = self.sharer_sets.add_new((centre, COUNTRY), periods, person.id)
        return tuple(f"{scope}:{period.span.value}" for scope, period in new)

    def _write(self, entry: LogEntry) -> None:
        self.written.append(entry)
        self.tx.write("XADD", keys.LOG, "*", *flat(ENTRY.write(entry)))
        for key, counter, added in additions(entry):
            self.tx.write("HINCRBY", key, counter, added)


def additions(entry: LogEntry) -> list[tuple[str, str, int]]:
    """Return what *entry* adds to the store's counters: key, field, amount."""
    day = local_day(entry.at)
    labels = [period_of(day, span).label for span in COUNTED_SPANS]
    added = [
        (keys.count(scope, label), name, amount)
        for name, amount in counts(entry).items()
        for scope in scopes(entry)
        for label in labels
    ]
    periods = day_periods(entry)
    for mark in entry.new_sharer:
        added += _sharer_additions(mark, periods)
    return added + (_hour_additions(entry, labels) if entry.act is Act.SHARED else [])


def day_periods(entry: LogEntry) -> dict[str, Period]:
    """Return the periods of every span in which *entry* lies."""
    day = local_day(entry.at)
    return {span.value: period_of(day, span) for span in Span}


#: An entry of the log: what is empty or usual is left out.
ENTRY = Fields(
    LogEntry,
    names={"first": "again"},
    spelled={"first": Spelling(lambda first: "1", lambda text: False)},
)


def _sharer_additions(mark: str, periods: Mapping[str, Period]) -> list[tuple[str, str, int]]:
    """Count a sharer who is new to a period there, and on which of its days or months that was."""
    scope, span = mark.split(":")
    when = [keys.count(scope, periods[part].label) for part in _PARTS[Span(span)]]
    distinct = (keys.distinct(periods[span].label), scope, 1)
    return [distinct, *((key, f"{NEW_TO}:{span}", 1) for key in when)]


def _hour_additions(entry: LogEntry, labels: Sequence[str]) -> list[tuple[str, str, int]]:
    at = entry.at.astimezone(BANGKOK)
    hour = f"{at.weekday()}.{at.hour}"
    return [(keys.hours(scope, label), hour, 1) for scope in scopes(entry) for label in labels]


def _minutes_open(case: Case, at: datetime) -> int:
    return max(0, (to_ms(at) - to_ms(case.opened_at)) // _MINUTE_MS)
