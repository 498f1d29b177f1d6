"""The log in Redis, and the counters to which every entry adds.

The set of persons counted in a period, so that nobody is counted twice, lives no longer than that
needs. For a day and a week it holds ids, for longer periods a keyed hash; the key is deleted with
the period, and then no way leads back. A set of whole numbers is stored in their order, so that it
does not disclose who came first. (docs/decisions/0056-sets-of-sharers.md)

Counters by cells of about 500 m hold where cases are opened, for hot spots, and at which hours
people are shared, for the best time to go: never of one person. The log holds no place, so a
rebuild cannot make the counters of opened cases anew; it holds which openings were counted, so that
their sums can be verified. Closing facts are counted without order, time and case."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from cases.calendar import BANGKOK, Period, Span, day_start, local_day, period_of
from cases.case import CALLER, Case
from cases.log import COUNTED_SPANS, COUNTRY, Act, LogEntry, Proof, counts, scopes
from cases.outlook import SightingCounts
from cases.people import NOBODY, Person
from config.clock import to_ms
from geo.centres import Point, cell
from store import keys
from store.codec import Fields, Spelling
from store.connection import Command, Transaction, flat

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
    """Implements cases.ports.Log on one transaction."""

    tx: Transaction
    at: datetime
    sharer_sets: SharerSets
    #: The entries that were written, for the worker's own log.
    written: list[LogEntry] = field(default_factory=list)

    def record(self, act: Act, case: Case | None = None, *, first: bool = True) -> None:
        entry = _of_case(act, self.at, case) if case else LogEntry(act, self.at)
        self._write(replace(entry, first=first))

    def record_unreached(self, case: Case, persons: int) -> None:
        self._write(replace(_of_case(Act.UNREACHED, self.at, case), persons=persons))

    def record_share(self, case: Case, person: Person, channel: str = "") -> None:
        called = person.id == NOBODY
        new = () if called else self._count_sharer(case.centre, person)
        shared = LogEntry(Act.SHARED, self.at, case.centre, case.number, new_sharer=new)
        self._write(replace(shared, channel=(channel or CALLER) if called else ""))

    def record_opened(self, case: Case, *, split: bool = False) -> None:
        """Record that a case was opened, and count its cell; not for a person's own need, because
        they may live there."""
        act, placed = Act.SPLIT if split else Act.OPENED, not case.own_need
        self._write(LogEntry(act, self.at, case.centre, case.number, placed=placed))
        if placed:
            for key in keys_of(case.centre, self.at):
                self.tx.write("HINCRBY", key, cell(case.place.point), 1)

    def record_said(self, said: Case, *, before: Case) -> None:
        new = [danger for danger in said.need.dangers if danger not in before.need.dangers]
        kind = said.need.kind or "" if before.need.kind is None else ""
        entry = _of_case(Act.KIND_SAID, self.at, said)
        self._write(replace(entry, kind=kind, urgent="".join(new[:1])))

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
        act, outcomes = Act.CLOSE_TAKEN_BACK if taken_back else Act.CLOSED, case.visit.outcomes
        closed = _of_case(act, case.closed_at or self.at, case)
        closed = replace(closed, found=found, outcomes=outcomes, persons=persons)
        self._write(replace(closed, proof=proof, helped=helped))

    def record_fact(self, case: Case, fact: str, *, taken_back: bool = False) -> None:
        """Count a closing fact on the day of the close. The log holds that a fact was recorded,
        never of which case or its value: its entries come in order, seconds after the close."""
        act = Act.FACT_TAKEN_BACK if taken_back else Act.FACT_SAID
        said = LogEntry(act, day_start(case.closed_at or self.at), centre=case.centre)
        self._write(said)
        for key, counter, added in additions(replace(said, fact=fact)):
            self.tx.write("HINCRBY", key, counter, added)
        for name, added in fact_fields(said, fact):
            self.tx.write("HINCRBY", keys.FACTS, name, added)

    def _count_sharer(self, centre: str, person: Person) -> tuple[str, ...]:
        """Count *person* in the scopes and spans ("all:month") in which they are new; return
        these."""
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
    """Return the additions of *entry* to the store's counters: key, field, amount."""
    day = local_day(entry.at)
    labels = [period_of(day, span).label for span in COUNTED_SPANS]
    added = [
        (keys.count(scope, label), name, amount)
        for name, amount in counts(entry).items()
        for scope in scopes(entry)
        for label in labels
    ]
    periods = {span.value: period_of(day, span) for span in Span}
    for mark in entry.new_sharer:
        added += _sharer_additions(mark, periods)
    return added + (_hour_additions(entry, labels) if entry.act is Act.SHARED else [])


def _short(marks: tuple[str, ...]) -> str:
    """Write marks; a scope with a mark for each span, as most have, is the scope alone."""
    of_scopes: dict[str, list[str]] = {}
    for mark in marks:
        of_scopes.setdefault(mark.split(":")[0], []).append(mark)
    return " ".join(
        scope if len(some) == len(Span) else " ".join(some) for scope, some in of_scopes.items()
    )


def _long(text: str) -> tuple[str, ...]:
    """Return the marks of a text; older ones have a span each."""
    named = ([one] if ":" in one else [f"{one}:{span}" for span in Span] for one in text.split())
    return tuple(mark for marks in named for mark in marks)


#: An entry of the log: fields that are empty or equal their default are left out.
ENTRY = Fields(
    LogEntry,
    names={"first": "again"},
    spelled={
        "first": Spelling(lambda first: "1", lambda text: False),
        "new_sharer": Spelling(_short, _long),
    },
)


def _sharer_additions(mark: str, periods: Mapping[str, Period]) -> list[tuple[str, str, int]]:
    """Return the additions for a sharer who is new to a period, for the period and for its day or
    month."""
    scope, span = mark.split(":")
    when = [keys.count(scope, periods[part].label) for part in _PARTS[Span(span)]]
    distinct = (keys.distinct(periods[span].label), scope, 1)
    return [distinct, *((key, f"{NEW_TO}:{span}", 1) for key in when)]


def _hour_additions(entry: LogEntry, labels: Sequence[str]) -> list[tuple[str, str, int]]:
    at = entry.at.astimezone(BANGKOK)
    hour = f"{at.weekday()}.{at.hour}"
    return [(keys.hours(scope, label), hour, 1) for scope in scopes(entry) for label in labels]


def _of_case(act: Act, at: datetime, case: Case) -> LogEntry:
    """Return the entry of an act on *case*, with the minutes since it was opened."""
    minutes = max(0, (to_ms(at) - to_ms(case.opened_at)) // _MINUTE_MS)
    return LogEntry(act, at, case.centre, case.number, minutes=minutes)


#: An event is accepted up to seven days after it happened.
SETS_LIVE_ON = timedelta(days=8)
#: Periods so short that their sets hold the ids themselves.
WITH_IDS = (Span.DAY, Span.WEEK)
#: Each other period lies within one of them.
_WIDEST = (Span.WEEK, Span.YEAR)
_KEY_BYTES = 32
_HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class SharerSets:
    """The sets of sharers on one transaction."""

    tx: Transaction
    now: datetime
    _known: dict[Period, bytes] = field(default_factory=dict)

    def add_new(
        self, scopes: Iterable[str], periods: Sequence[Period], person: int
    ) -> list[tuple[str, Period]]:
        """Add a sharer to the sets of all *scopes* and *periods*; return those that did not hold
        them."""
        drawn = self._keys(period for period in periods if period.span not in WITH_IDS)
        members = {
            period: person if period.span in WITH_IDS else hashed(drawn[period], person)
            for period in periods
        }
        sets = [(scope, period) for scope in scopes for period in members]
        # Whoever is new to the country in a year and a week is new to all that lies within them.
        widest = [one for one in sets if one[0] == COUNTRY and one[1].span in _WIDEST]
        new = self._without(widest, members)
        new = sets if new == widest else self._without(sets, members)
        for scope, period in new:
            self.tx.write("SADD", key_of(scope, period), members[period])
            # Its end is the same for all: whoever comes first sets it.
            self.tx.write("EXPIRE", key_of(scope, period), life_s(period, self.now), "NX")
        return new

    def _without(
        self, sets: Sequence[tuple[str, Period]], members: Mapping[Period, int]
    ) -> list[tuple[str, Period]]:
        """Return those of *sets* that do not hold their member."""
        reads: list[Command] = [("SISMEMBER", key_of(*one), members[one[1]]) for one in sets]
        return [one for one, held in zip(sets, self.tx.read_each(reads), strict=True) if not held]

    def _keys(self, periods: Iterable[Period]) -> Mapping[Period, bytes]:
        """Return the keys of *periods*. Concurrent draws are resolved at the commit: the reads are
        compared."""
        names = {one: keys.sharer_key(one.label) for one in periods if one not in self._known}
        kept = self.tx.read_each([("GET", name) for name in names.values()])
        for (period, name), key in zip(names.items(), kept, strict=True):
            if key is None:
                key = secrets.token_hex(_KEY_BYTES).encode()
                self.tx.write("SET", name, key, "EX", life_s(period, self.now))
            self._known[period] = key
        return self._known


def key_of(scope: str, period: Period) -> str:
    """Return the key of the set of a centre, or of the country, in a period."""
    named = keys.sharers if period.span in WITH_IDS else keys.hashed_sharers
    return named(scope, period.label)


def hashed(key: bytes, person: int) -> int:
    """Return the number that stands for a person in a period's sets."""
    digest = hmac.digest(key, str(person).encode(), "sha256")
    return int.from_bytes(digest[:_HASH_BYTES], "big", signed=True)


def life_s(period: Period, now: datetime) -> int:
    """Return for how many seconds from *now* a period's sets and key live."""
    after = period.last + timedelta(days=1)
    end = datetime(after.year, after.month, after.day, tzinfo=BANGKOK) + SETS_LIVE_ON
    return max(1, int((end - now).total_seconds()))


#: The periods that have spots, longest first: a day has too few cases for one.
SPOT_SPANS = (Span.YEAR, Span.MONTH)


def keys_of(centre: str, at: datetime) -> list[str]:
    """Return the keys in which a case of *centre* that was opened *at* is counted."""
    day = local_day(at)
    return [keys.spots(centre, period_of(day, span).label) for span in SPOT_SPANS]


#: A year, and some days so that a yearly feast is still known when it comes again.
LIFE_S = 400 * 24 * 3600
_DAY, _DAYS = "day", "days"


@dataclass(frozen=True, slots=True)
class RedisSightings:
    """Implements cases.ports.Sightings on one transaction."""

    tx: Transaction
    at: datetime

    def add(self, point: Point) -> None:
        key, local = keys.sightings(cell(point)), self.at.astimezone(BANGKOK)
        self.tx.write("HINCRBY", key, f"{local.weekday()}.{local.hour}", 1)
        last = self.tx.read("HGET", key, _DAY)
        day = local.date().isoformat()
        if last is None or last.decode() < day:
            self.tx.write("HSET", key, _DAY, day)
            self.tx.write("HINCRBY", key, _DAYS, 1)
        self.tx.write("EXPIRE", key, LIFE_S)

    def around(self, point: Point) -> SightingCounts:
        raw = self.tx.peek("HGETALL", keys.sightings(cell(point)))
        kept = {name.decode(): value for name, value in raw.items()}
        hours = {name: int(often) for name, often in kept.items() if "." in name}
        return SightingCounts({_hour(name): hours[name] for name in hours}, int(kept.get(_DAYS, 0)))


def _hour(name: str) -> tuple[int, int]:
    weekday, hour = name.split(".")
    return int(weekday), int(hour)


#: The field that counts the changes, so that a reader sees whether there was one since.
FACT_WRITES = "writes"


def fact_fields(entry: LogEntry, fact: str) -> list[tuple[str, int]]:
    """Return the field and the amount that *entry* with its *fact* adds to the hash."""
    amount = -1 if entry.act is Act.FACT_TAKEN_BACK else 1
    return [(f"{local_day(entry.at)}|{entry.centre}|{fact}", amount), (FACT_WRITES, 1)]


def facts_in(raw: Mapping[bytes, bytes]) -> Iterator[tuple[LogEntry, int]]:
    """Yield an entry for each fact in the hash, with its count."""
    for name, count in raw.items():
        if name == FACT_WRITES.encode():
            continue
        day, centre, fact = name.decode().split("|", 2)
        at = datetime.combine(date.fromisoformat(day), datetime.min.time(), BANGKOK)
        yield LogEntry(Act.FACT_SAID, at, centre, fact=fact), int(count)


@dataclass(frozen=True, slots=True)
class RedisSaidFacts:
    """Implements cases.ports.SaidFacts on one transaction: for some minutes the facts of a case are
    kept, so that a wrong tap can be corrected."""

    tx: Transaction
    at: datetime

    def of(self, number: str) -> Mapping[str, str]:
        rows = self.tx.read("HGETALL", keys.said_facts(number))
        kept = {mark.decode(): words.decode().split(" ") for mark, words in rows.items()}
        at = to_ms(self.at)
        return {mark: value for mark, (value, until) in kept.items() if at < int(until)}

    def keep(self, number: str, mark: str, value: str, *, minutes: int) -> None:
        until = to_ms(self.at + timedelta(minutes=minutes))
        self.tx.write("HSET", keys.said_facts(number), mark, f"{value} {until}")
        self.tx.write("EXPIRE", keys.said_facts(number), minutes * 60)

    def forget(self, number: str) -> None:
        self.tx.write("DEL", keys.said_facts(number))
