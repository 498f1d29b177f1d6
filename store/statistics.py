"""The share statistics, read from the counters: the cost grows with days and centres, never with
cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from cases.calendar import Period, Span, local_day, period_of
from cases.log import COUNTED_SPANS
from cases.statistics import Numbers, Report, add_up
from store import keys
from store.connection import StoreClient
from store.transaction import Command

#: The periods whose sharers are kept as sets and that tile any other; the longest live longest.
_SHARER_SPANS = (Span.YEAR, Span.QUARTER, Span.MONTH, Span.DAY)
#: So many reads a round trip: a long list of replies never lies in the server's memory at once.
_BATCH = 1_000

Row = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class RedisStatistics:
    """cases.ports.Statistics, and the numbers of any days for the command."""

    client: StoreClient

    def report(self, centre: str, span: Span, at: datetime) -> Report:
        """Give the numbers of *centre* (or the country) in the period of *at*, so far, and those
        of the period before: of as many days as this one has had, or of the whole one on the last
        day. A day is compared with the whole day before. ``before.period`` tells its days."""
        day = local_day(at)
        period = period_of(day, span)
        now, before = self.numbers_of_all([centre], [period, period.before_until(day)])
        return Report(now, before)

    def recent(self, centre: str, at: datetime) -> Numbers:
        """Give the counters of *centre* (or the country) in the month of *at*, so far, and the one
        before: two reads in one round trip, as every new case asks for them. The sharers, which
        would need more, are left out."""
        month = period_of(local_day(at), Span.MONTH)
        period = Period(month.before().first, month.last, Span.MONTH)
        (counts,) = self._counts([(centre, period)])
        return Numbers(centre, period, counts, sharers=None)

    def numbers(self, centre: str, period: Period) -> Numbers:
        """Give the numbers of *centre* (or the country) in *period*, be it whole or cut short."""
        return self.numbers_of_all([centre], [period])[0]

    def numbers_of_all(self, centres: Sequence[str], periods: Sequence[Period]) -> list[Numbers]:
        """Give the numbers of each of *centres* in each of *periods*, centre by centre."""
        rows = [(centre, period) for centre in centres for period in periods]
        counts = self._counts(rows)
        sharers = self._sharers(rows)
        return [
            Numbers(*row, counts=counted, sharers=sharers[row])
            for row, counted in zip(rows, counts, strict=True)
        ]

    def centres(self) -> list[str]:
        """Give every centre that ever opened a case, also one that is no longer in the file."""
        months: Any = self.client.hkeys(keys.NUMBERS)
        return sorted({f"TH-{month.decode().split('-')[0]}" for month in months})

    def _counts(self, rows: Sequence[Row]) -> Iterator[Mapping[str, int]]:
        parts = {period: list(period.parts(COUNTED_SPANS)) for _, period in rows}
        replies = self._read(
            ("HGETALL", keys.count(centre, part.label))
            for centre, period in rows
            for part in parts[period]
        )
        for _, period in rows:
            hashes = islice(replies, len(parts[period]))
            yield _decoded(add_up(map(_numbered, hashes)))

    def _sharers(self, rows: Sequence[Row]) -> dict[Row, int | None]:
        """Read the count of a whole period; count others anew from the sets of their parts."""
        whole = [row for row in rows if row[1].is_whole]
        counts = self._read(
            ("HGET", keys.distinct(period.label), centre) for centre, period in whole
        )
        found: dict[Row, int | None] = {
            row: int(count or 0) for row, count in zip(whole, counts, strict=True)
        }
        return found | self._unions([row for row in rows if row not in found])

    def _unions(self, rows: Sequence[Row]) -> dict[Row, int | None]:
        """Count the distinct sharers of periods cut short; None where a set has expired."""
        parts = {period: list(period.parts(_SHARER_SPANS)) for _, period in rows}
        pairs = [(row, part) for row in rows for part in parts[row[1]]]
        # The counts are read before the sets: a sharer who comes in between is then in a set that
        # nobody misses, while a set that is missing although it was counted has expired.
        counts = self._read(("HGET", keys.distinct(part.label), row[0]) for row, part in pairs)
        counted = [pair for pair, count in zip(pairs, counts, strict=True) if int(count or 0)]
        sets = self._read(("SMEMBERS", keys.sharers(row[0], part.label)) for row, part in counted)
        sharers: dict[Row, set[bytes]] = {row: set() for row in rows}
        expired: set[Row] = set()
        for (row, _), members in zip(counted, sets, strict=True):
            sharers[row].update(members)
            if not members:
                expired.add(row)
        return {row: None if row in expired else len(ids) for row, ids in sharers.items()}

    def _read(self, commands: Iterable[Command]) -> Iterator[Any]:
        """Give the replies in order, one round trip a batch."""
        rest = iter(commands)
        while batch := list(islice(rest, _BATCH)):
            pipeline = self.client.pipeline(transaction=False)
            for command in batch:
                pipeline.execute_command(*command)
            yield from pipeline.execute()


def _numbered(raw: Mapping[bytes, bytes]) -> dict[bytes, int]:
    return {name: int(count) for name, count in raw.items()}


def _decoded(counts: Mapping[bytes, int]) -> dict[str, int]:
    return {name.decode(): count for name, count in counts.items()}
