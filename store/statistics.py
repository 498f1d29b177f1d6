"""The share statistics, read from the counters: the cost grows with days and centres, never with
cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, islice
from typing import Any

from cases.calendar import Period, Span, local_day, period_of
from cases.digest import OpenCases
from cases.log import COUNTED_SPANS
from cases.periods import as_many_days, before
from cases.statistics import Numbers, Report, add_up
from store import keys
from store.connection import StoreClient, replies
from store.log import NEW_TO

#: Older sets are deleted (store/log.py), so they are not read.
_MOST_DAYS = 31
#: So many ids are read for one report at most. Beyond it they are no longer counted one by one: the
#: time of a report may not grow with the number of sharers.
_MOST_IDS = 20_000

Row = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class RedisStatistics:
    """Implements cases.sources.Statistics, and the numbers of any days for the command."""

    client: StoreClient

    def report(self, centre: str, span: Span, at: datetime) -> Report:
        """Return the numbers of *centre* (or the country) in the period of *at*, so far, and those
        of the period before: of as many days as this one has had, or of the whole one on the last
        day. A day is compared with the whole day before. ``before.period`` holds its days."""
        day = local_day(at)
        period = period_of(day, span)
        then = as_many_days(before(period), period, day)
        now, earlier = self.numbers_of_all([centre], [period, then])
        return Report(now, earlier)

    def recent(self, centre: str, at: datetime) -> Numbers:
        """Return the counters of *centre* (or the country) in the month of *at*, so far, and the
        one before: two reads in one round trip, as every new case asks for them. The sharers, which
        would need more, are left out."""
        month = period_of(local_day(at), Span.MONTH)
        period = Period(month.before().first, month.last, Span.MONTH)
        (counts,) = self._counts([(centre, period)])
        return Numbers(centre, period, counts, sharers=None)

    def series(self, centre: str, periods: Sequence[Period]) -> list[Numbers]:
        counts = self._counts([(centre, period) for period in periods])
        return [
            Numbers(centre, period, counted, sharers=None)
            for period, counted in zip(periods, counts, strict=True)
        ]

    def open_cases(self, centres: Sequence[str]) -> OpenCases:
        queues = [keys.queue(centre) for centre in centres]
        commands = [("ZCARD", key) for key in (*queues, keys.ESCALATED)]
        *counts, escalated = replies(self.client, commands)
        return OpenCases(dict(zip(centres, map(int, counts), strict=True)), int(escalated))

    def numbers(self, centre: str, period: Period) -> Numbers:
        """Return the numbers of *centre* (or the country) in *period*, whole or cut short."""
        return self.numbers_of_all([centre], [period])[0]

    def numbers_of_all(self, centres: Sequence[str], periods: Sequence[Period]) -> list[Numbers]:
        """Return the numbers of each of *centres* in each of *periods*, centre by centre."""
        rows = [(centre, period) for centre in centres for period in periods]
        counts = list(self._counts(rows))
        sharers = self._sharers(rows)
        for row, counted in zip(rows, counts, strict=True):
            if sharers[row] is None:
                sharers[row] = _new_so_far(row[1], counted)
        return [Numbers(*row, one, sharers[row]) for row, one in zip(rows, counts, strict=True)]

    def centres(self) -> list[str]:
        """Return every centre that ever opened a case, also one that is no longer in the file."""
        months: Any = self.client.hkeys(keys.NUMBERS)
        return sorted({f"TH-{month.decode().split('-')[0]}" for month in months})

    def _counts(self, rows: Sequence[Row]) -> Iterator[Mapping[str, int]]:
        parts = {period: list(period.parts(COUNTED_SPANS)) for _, period in rows}
        wanted = [(centre, part.label) for centre, period in rows for part in parts[period]]
        hashes = replies(self.client, (("HGETALL", keys.count(*one)) for one in wanted))
        for _, period in rows:
            its_own = islice(hashes, len(parts[period]))
            summed = add_up({name: int(count) for name, count in raw.items()} for raw in its_own)
            yield {name.decode(): count for name, count in summed.items()}

    def _sharers(self, rows: Sequence[Row]) -> dict[Row, int | None]:
        """Return the sharers of each row: the counter of a whole period, or a new count from the
        sets of its parts."""
        whole = [row for row in rows if row[1].is_whole]
        counts = replies(
            self.client, (("HGET", keys.distinct(period.label), centre) for centre, period in whole)
        )
        found: dict[Row, int | None] = {
            row: int(count or 0) for row, count in zip(whole, counts, strict=True)
        }
        return found | self._unions([row for row in rows if row not in found])

    def _unions(self, rows: Sequence[Row]) -> dict[Row, int | None]:
        """Return the distinct sharers of periods cut short; None if a set has expired, or if there
        are too many."""
        lately = [row for row in rows if (row[1].last - row[1].first).days < _MOST_DAYS]
        parts = {period: list(period.parts((Span.DAY,))) for _, period in lately}
        pairs = [(row, part) for row in lately for part in parts[row[1]]]
        # The counts are read before the sets: a sharer who comes in between is then in a set that
        # nobody misses, while a set that is missing although it was counted has expired.
        raw = replies(
            self.client, (("HGET", keys.distinct(part.label), row[0]) for row, part in pairs)
        )
        counts = dict(zip(pairs, (int(count or 0) for count in raw), strict=True))
        few = _affordable(counts) & set(lately)
        counted = [pair for pair, count in counts.items() if count and pair[0] in few]
        sets = replies(
            self.client,
            (("SMEMBERS", keys.sharers(row[0], part.label)) for row, part in counted),
        )
        sharers: dict[Row, set[bytes]] = {row: set() for row in few}
        for (row, _), members in zip(counted, sets, strict=True):
            sharers.get(row, set()).update(members)
            if not members:
                sharers.pop(row, None)
        return {row: len(sharers[row]) if row in sharers else None for row in rows}


def _affordable(counts: Mapping[tuple[Row, Period], int]) -> set[Row]:
    """Return the rows, in their order, whose ids are few enough to be read."""
    totals: dict[Row, int] = {}
    for (row, _), count in counts.items():
        totals[row] = totals.get(row, 0) + count
    sums = accumulate(totals.values())
    return {row for row, ids in zip(totals, sums, strict=True) if ids <= _MOST_IDS}


def _new_so_far(period: Period, counts: Mapping[str, int]) -> int | None:
    """Return the sum of the sharers new to a week, month, quarter or year on each of its days so
    far; None for days that do not begin with one."""
    begins = period_of(period.first, period.span).first == period.first
    if not begins or period.span is Span.DAY:
        return None
    return counts.get(f"{NEW_TO}:{period.span.value}")


Counts = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class RedisPublicCounts:
    """Reads the counters that web.public_numbers publishes, before anything is hidden."""

    client: StoreClient

    def first_year(self) -> int | None:
        """Return the fiscal year (Buddhist era) of the first case; None without a case."""
        fields: Any = self.client.hkeys(keys.NUMBERS)
        months = (field.decode().split("-")[1] for field in fields)
        return min(map(_fiscal_year, months), default=None)

    def by_month(
        self, centres: Sequence[str], months: Sequence[Period], names: Sequence[str]
    ) -> dict[str, Counts]:
        """Return each counter of *names* for each of *centres*, month by month."""
        parts = (
            (centre, part)
            for centre in centres
            for month in months
            for part in month.parts(COUNTED_SPANS)
        )
        counts = replies(
            self.client,
            (("HMGET", keys.count(centre, part.label), *names) for centre, part in parts),
        )
        found: dict[str, Counts] = {name: {} for name in names}
        for centre in centres:
            rows = [_sum(counts, month, len(names)) for month in months]
            for name, row in zip(names, zip(*rows, strict=True), strict=True):
                found[name][centre] = row
        return found


def _sum(counts: Iterator[Any], month: Period, width: int) -> tuple[int, ...]:
    """Return the sums of the parts of one month: the month itself, or its days if it is cut
    short."""
    parts = list(islice(counts, len(list(month.parts(COUNTED_SPANS)))))
    return tuple(sum(int(part[at] or 0) for part in parts) for at in range(width))


def _fiscal_year(month: str) -> int:
    """Return the fiscal year of "6911": year and month of the Buddhist era, as in case numbers."""
    year, number = 2500 + int(month[:2]), int(month[2:])
    return year + (number >= 10)
