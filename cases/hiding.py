"""What of a table may be public: no number below five, and none that could be worked out.

Provinces (rows) by months (columns) of one fiscal year. Each number of a province is rounded down
to whole fives, so one below five is 0 and is shown as "fewer than 5". The country is the sum of
what is shown, so it tells nothing that its provinces do not, on one day or on many. Who compares
days finds, at most, that a rest was 3 or 4; docs/decisions/0035 has the argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Public numbers are whole fives, and what lies below is hidden.
UNIT = 5
#: So much of what rounding takes from a month counts in the year: a rest of 3 and one of 4 are the
#: same there, and whoever follows the year over months can tell no rest exactly.
_MOST_OF_A_REST = UNIT - 2

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PublicRow:
    """The months and the year of one province, in whole fives; 0 stands for fewer than five."""

    months: Row
    year: int


@dataclass(frozen=True, slots=True)
class PublicTable:
    """What may be told of each province."""

    rows: Mapping[str, PublicRow]

    @property
    def country(self) -> PublicRow:
        """Return the country: the sums of what is shown of its provinces, so at least that many."""
        columns = zip(*(row.months for row in self.rows.values()), strict=True)
        return PublicRow(tuple(map(sum, columns)), sum(row.year for row in self.rows.values()))


def publish_row(months: Sequence[int], settled: int) -> PublicRow:
    """Round the months of one row down, and the year: the first *settled* months together, and of
    the others, which may still grow, what is shown of them."""
    shown = tuple(round_down(count) for count in months)
    counted = sum(
        known + min(count - known, _MOST_OF_A_REST)
        for count, known in zip(months[:settled], shown, strict=False)
    )
    return PublicRow(shown, round_down(counted) + sum(shown[settled:]))


def publish(table: Mapping[str, Sequence[int]], settled: int) -> PublicTable:
    """Return what of *table* (province -> its months) may be public."""
    return PublicTable({name: publish_row(months, settled) for name, months in table.items()})


def round_down(count: int) -> int:
    """Return the whole fives of a number."""
    return count // UNIT * UNIT
