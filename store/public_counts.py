"""The few counters that the public may see, read by fiscal year: no sharers, no times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from cases.calendar import Period
from cases.log import COUNTED_SPANS
from store import keys
from store.batches import replies
from store.connection import StoreClient

Counts = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class RedisPublicCounts:
    """Reads what web.public_numbers publishes, before anything is hidden."""

    client: StoreClient

    def first_year(self) -> int | None:
        """Return the fiscal year (Buddhist era) of the first case; None before there is one."""
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
    """Add up the parts of one month: itself, or its days where it is cut short."""
    parts = list(islice(counts, len(list(month.parts(COUNTED_SPANS)))))
    return tuple(sum(int(part[at] or 0) for part in parts) for at in range(width))


def _fiscal_year(month: str) -> int:
    """Read "6911": year and month of the Buddhist era, as case numbers have them."""
    year, number = 2500 + int(month[:2]), int(month[2:])
    return year + (number >= 10)
