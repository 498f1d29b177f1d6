"""A fiscal year of shares, put into the counters without a million transactions.

What an entry of the log adds comes from `store.log.additions`, the function that the service
writes its counters with; it is asked once for entries that are alike, multiplied, and each counter
is written by one HINCRBY. The sharers of each centre and day go into the real sets by SADD; the
sets of longer periods and of the country are made from these by SUNIONSTORE, and what they hold is
counted as `RedisLog` would have. A third of the shares join an open case; of five cases four are
claimed and three visited and closed.

Ten million sharers in these sets would need gigabytes. Beyond a million shares they are counted and
not kept: no report reads so many ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cases.calendar import BANGKOK, Span, period_of
from cases.log import COUNTRY, Act, LogEntry
from store import keys
from store.connection import Command, StoreClient, replies
from store.log import additions

#: The fiscal year 2569: 1 October 2025 to 30 September 2026.
FIRST, LAST = date(2025, 10, 1), date(2026, 9, 30)
_DAYS = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
#: Three in four shares are by somebody new to the year.
_SHARES_A_PERSON = 4 / 3
_OUTCOMES = ("ADVISED", "DECLINED", "TEMP_PROTECTED", "FAMILY", "NOT_FOUND")
#: Times spread over these many minutes, so that a centre's month has as many counters of them.
_MINUTES = 90
#: Beyond so many shares no sets of sharers are made.
_MOST_KEPT = 1_000_000
#: A province of 2,000 km² in which people are seen everywhere.
_CELLS = 8_000
#: When people are out.
_HOURS = range(6, 22)
_KINDS = (("ADULT", ""), ("WITH_CHILD", "CHILD"), ("ELDER_DISABLED", ""), ("FORCED", "TRAFFICKING"))

#: Counted from the sets where there are some.
_DISTINCT = {keys.distinct(period_of(day, span).label) for day in _DAYS for span in Span}

Where = tuple[str, date]


def fill(client: StoreClient, centres: Sequence[str], shares: int) -> None:
    """Count *shares* over all centres and days of the year."""
    if shares > _MOST_KEPT:
        _write(client, _counters(_spread(centres, shares)))
    else:
        sharers = _drawn(centres, shares)
        counted = {where: len(who) for where, who in sharers.items()}
        _write(client, (one for one in _counters(counted) if one[1] not in _DISTINCT))
        _write(client, (_sharers_of_a_day(*where, who) for where, who in sharers.items()))
        _count_sharers(client, sharers)
    _write(client, _spots(centres, shares * 2 // 3))
    _write(client, (("HSET", keys.NUMBERS, f"{one[3:]}-6810", 1) for one in centres))


def _drawn(centres: Sequence[str], shares: int) -> dict[Where, list[int]]:
    """Draw who shares where and when."""
    sharers: defaultdict[Where, list[int]] = defaultdict(list)
    random = Random(2569)
    people = round(shares / _SHARES_A_PERSON)
    for _ in range(shares):
        sharers[random.choice(centres), random.choice(_DAYS)].append(random.randrange(people))
    return sharers


def _spread(centres: Sequence[str], shares: int) -> dict[Where, int]:
    """Spread shares evenly over centres and days."""
    places = [(centre, day) for centre in centres for day in _DAYS]
    each, more = divmod(shares, len(places))
    return {where: each + (number < more) for number, where in enumerate(places)}


def _counters(shares: dict[Where, int]) -> Iterator[Command]:
    counters: Counter[tuple[str, str]] = Counter()
    for where, often in shares.items():
        for entry, times in _entries(*where, often):
            for key, field, by in additions(entry) if times else ():
                counters[key, field] += by * times
    return (("HINCRBY", key, field, by) for (key, field), by in counters.items())


def _spots(centres: Sequence[str], cases: int) -> Iterator[Command]:
    """Count the cases of each centre in its cells, more in some than in others."""
    random = Random(2570)
    each = cases // len(centres)
    months = [period_of(FIRST, Span.YEAR), period_of(LAST, Span.MONTH)]
    for centre in centres:
        cells = Counter(
            min(int(random.expovariate(1 / 800)), _CELLS - 1) for _ in range(min(each, 50_000))
        )
        for period in months:
            for cell, often in cells.items():
                yield ("HINCRBY", keys.spots(centre, period.label), f"3188.{cell}", often)


def _entries(centre: str, day: date, shares: int) -> Iterator[tuple[LogEntry, int]]:
    """Yield the log of a centre's day: every entry, and how many there are like it."""
    cases = -(-shares * 2 // 3)
    claimed, closed = cases * 4 // 5, cases * 3 // 5
    at = datetime.combine(day, time(5), UTC)
    minutes = (day.toordinal() * 7 + int(centre[3:])) % _MINUTES
    outcome = _OUTCOMES[minutes % len(_OUTCOMES)]
    yield from _shared(centre, day, shares)
    yield LogEntry(Act.OPENED, at, centre), cases
    kind, urgent = _KINDS[minutes % len(_KINDS)]
    yield LogEntry(Act.KIND_SAID, at, centre, kind=kind, urgent=urgent), cases // 2
    yield LogEntry(Act.CLAIMED, at, centre, minutes=minutes // 3), claimed
    yield LogEntry(Act.ARRIVED, at, centre, minutes=minutes), closed
    closing = LogEntry(Act.CLOSED, at, centre, minutes=minutes * 2, outcomes=(outcome,))
    yield closing, closed


def _shared(centre: str, day: date, shares: int) -> Iterator[tuple[LogEntry, int]]:
    """Yield the shares of a centre's day at four of its hours; three in four are by somebody
    new."""
    marks = tuple(f"{scope}:{span}" for scope in (centre, COUNTRY) for span in Span)
    new, known = round(shares / _SHARES_A_PERSON), shares - round(shares / _SHARES_A_PERSON)
    first = _HOURS[day.toordinal() % len(_HOURS)]
    yield LogEntry(Act.SHARED, _at(day, first), centre, new_sharer=marks), new
    for number in range(3):
        hour = _HOURS[(first + 5 * number) % len(_HOURS)]
        yield LogEntry(Act.SHARED, _at(day, hour), centre), known // 3 + (number < known % 3)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BANGKOK)


def _sharers_of_a_day(centre: str, day: date, who: Sequence[int]) -> Command:
    return ("SADD", keys.sharers(centre, day.isoformat()), *who)


def _count_sharers(client: StoreClient, days: Iterable[Where]) -> None:
    """Make the sets of all periods and scopes, and count what is in each."""
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for centre, day in days:
        key = keys.sharers(centre, day.isoformat())
        for span in Span:
            label = period_of(day, span).label
            parts[COUNTRY, label].append(key)
            if span is not Span.DAY:
                parts[centre, label].append(key)
    _write(client, (("SUNIONSTORE", keys.sharers(*one), *days) for one, days in parts.items()))
    every = [*parts, *((centre, day.isoformat()) for centre, day in days)]
    counts = _write(client, (("SCARD", keys.sharers(*one)) for one in every))
    _write(
        client,
        (
            ("HINCRBY", keys.distinct(label), scope, count)
            for (scope, label), count in zip(every, counts, strict=True)
        ),
    )


def _write(client: StoreClient, commands: Iterable[Command]) -> list[int]:
    return list(replies(client, commands))
