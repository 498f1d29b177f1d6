"""A fiscal year of shares, put into the counters without a million transactions.

What an entry of the log adds comes from `store.log.additions`, the function that the service
writes its counters with; it is asked once for entries that are alike, multiplied, and each counter
is written by one HINCRBY. The sharers of each centre and day go into the real sets by SADD; the
sets of longer periods and of the country are made from these by SUNIONSTORE, and what they hold is
counted as `RedisLog` would have. A third of the shares join an open case; of five cases four are
claimed and three visited and closed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random

from cases.calendar import Span, period_of
from cases.log import COUNTRY, Act, Entry
from store import keys
from store.connection import StoreClient
from store.log import additions
from store.transaction import Command

#: The fiscal year 2569: 1 October 2025 to 30 September 2026.
FIRST, LAST = date(2025, 10, 1), date(2026, 9, 30)
_DAYS = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
_BATCH = 1_000
#: Three in four shares are by somebody new to the year.
_SHARES_A_PERSON = 4 / 3
_OUTCOMES = ("ADVISED", "DECLINED", "TEMP_PROTECTED", "FAMILY", "NOT_FOUND")
#: Times spread over these many minutes, so that a centre's month has as many counters of them.
_MINUTES = 90

Where = tuple[str, date]


def fill(client: StoreClient, centres: Sequence[str], shares: int) -> None:
    """Count *shares* over all centres and days of the year."""
    sharers: defaultdict[Where, list[int]] = defaultdict(list)
    random = Random(2569)
    people = round(shares / _SHARES_A_PERSON)
    for _ in range(shares):
        sharers[random.choice(centres), random.choice(_DAYS)].append(random.randrange(people))
    _write(client, _counters(sharers))
    _write(client, (_sharers_of_a_day(*where, who) for where, who in sharers.items()))
    _count_sharers(client, sharers)
    _write(client, (("HSET", keys.NUMBERS, f"{one[3:]}-6810", 1) for one in centres))


def _counters(sharers: dict[Where, list[int]]) -> Iterator[Command]:
    counters: Counter[tuple[str, str]] = Counter()
    for (centre, day), who in sharers.items():
        for entry, times in _entries(centre, day, len(who)):
            for key, field, by in additions(entry):
                counters[key, field] += by * times
    return (("HINCRBY", key, field, by) for (key, field), by in counters.items())


def _entries(centre: str, day: date, shares: int) -> Iterator[tuple[Entry, int]]:
    """Give the log of a centre's day: every entry, and how many there are like it."""
    cases = -(-shares * 2 // 3)
    claimed, closed = cases * 4 // 5, cases * 3 // 5
    at = datetime.combine(day, time(5), UTC)
    minutes = (day.toordinal() * 7 + int(centre[3:])) % _MINUTES
    outcome = _OUTCOMES[minutes % len(_OUTCOMES)]
    yield Entry(Act.SHARED, at, centre), shares
    yield Entry(Act.OPENED, at, centre), cases
    yield Entry(Act.CLAIMED, at, centre, minutes=minutes // 3), claimed
    yield Entry(Act.ARRIVED, at, centre, minutes=minutes), closed
    closing = Entry(Act.CLOSED, at, centre, minutes=minutes * 2, outcomes=(outcome,))
    yield closing, closed


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
    rest = iter(commands)
    replies: list[int] = []
    while batch := list(islice(rest, _BATCH)):
        pipeline = client.pipeline(transaction=False)
        for command in batch:
            pipeline.execute_command(*command)
        replies += pipeline.execute()
    return replies
