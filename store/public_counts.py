"""The few counters that the public may see, read by fiscal year: no sharers, no times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cases.calendar import Period
from cases.log import COUNTED_SPANS
from store import keys
from store.connection import StoreClient

#: So many reads a round trip.
_BATCH = 1_000

Counts = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class RedisPublicCounts:
    """Reads what bot.web.public_numbers publishes, before anything is hidden."""

    client: StoreClient

    def centres(self) -> list[str]:
        """Give every centre that ever opened a case."""
        return sorted({f"TH-{centre}" for centre, _ in self._numbered()})

    def first_year(self) -> int | None:
        """Give the fiscal year (Buddhist era) of the first case; None before there is one."""
        months = [month for _, month in self._numbered()]
        return min((_fiscal_year(month) for month in months), default=None)

    def by_month(
        self, centres: Sequence[str], months: Sequence[Period], names: Sequence[str]
    ) -> dict[str, Counts]:
        """Give each counter of *names* for each of *centres*, month by month."""
        replies = self._read(
            (keys.count(centre, part.label), names)
            for centre in centres
            for month in months
            for part in month.parts(COUNTED_SPANS)
        )
        found: dict[str, Counts] = {name: {} for name in names}
        for centre in centres:
            rows = [_sum(replies, month, len(names)) for month in months]
            for name, row in zip(names, zip(*rows, strict=True), strict=True):
                found[name][centre] = row
        return found

    def _numbered(self) -> list[tuple[str, str]]:
        """Give the centres and months ("14", "6911") in which cases were opened."""
        fields: Any = self.client.hkeys(keys.NUMBERS)
        return [(one[0], one[1]) for one in (field.decode().split("-") for field in fields)]

    def _read(self, hashes: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Any]:
        rest = iter(hashes)
        while batch := list(islice(rest, _BATCH)):
            pipeline = self.client.pipeline(transaction=False)
            for key, names in batch:
                pipeline.execute_command("HMGET", key, *names)
            yield from pipeline.execute()


def _sum(replies: Iterator[Any], month: Period, width: int) -> tuple[int, ...]:
    """Add up the parts of one month: itself, or its days where it is cut short."""
    parts = list(islice(replies, len(list(month.parts(COUNTED_SPANS)))))
    return tuple(sum(int(part[at] or 0) for part in parts) for at in range(width))


def _fiscal_year(month: str) -> int:
    """Read "6911": year and month of the Buddhist era, as case numbers have them."""
    year, number = 2500 + int(month[:2]), int(month[2:])
    return year + (number >= 10)
