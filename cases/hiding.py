"""What of a table may be public: no number below five, and none that could be worked out.

Provinces (rows) by months (columns) of one fiscal year, with the sum of each row and column. Each
number of a province is rounded down to whole fives, so one below five is 0 and is shown as "fewer
than 5". A country's number is exact only where every number of a province could then still be
another one; docs/decisions/0035 has the argument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

#: Public numbers are whole fives, and what lies below is hidden.
UNIT = 5

#: So many other provinces must be able to make up for a change of one. One would do against sums
#: alone; more leave room where somebody knows this rule and asks why a number is exact.
_OTHERS = 3

Row = tuple[int, ...]
#: Adds to some months of one province: {month: how many}.
Change = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PublicRow:
    """The months and the year of one province, in whole fives; 0 stands for fewer than five."""

    months: Row
    year: int


@dataclass(frozen=True, slots=True)
class PublicTable:
    """What may be told: each province, and the country's months. A month that is not *exact* is
    the sum of what is shown of the provinces, and so at least that many."""

    rows: Mapping[str, PublicRow]
    country: Row
    exact: tuple[bool, ...]

    @property
    def year(self) -> int:
        """Give the country's year: exact where each of its months is."""
        return sum(self.country)

    @property
    def year_is_exact(self) -> bool:
        """Tell whether the country's year is more than "at least so many"."""
        return all(self.exact)


def publish_row(months: Sequence[int]) -> PublicRow:
    """Round the months of one row down, and their sum.

    The sum is capped below what it could be at most, given the months as shown: five months of 4
    and a year of 20 would tell every one of them."""
    shown = tuple(round_down(count) for count in months)
    at_most = sum(shown) + (UNIT - 1) * len(shown)
    cap = at_most if len(shown) == 1 else at_most - 1
    return PublicRow(shown, round_down(min(sum(months), cap)))


def publish(table: Mapping[str, Sequence[int]]) -> PublicTable:
    """Give what of *table* (province -> its months) may be public."""
    rows = {name: publish_row(months) for name, months in table.items()}
    width = max((len(months) for months in table.values()), default=0)
    exact = _exact_months(_Audit({name: tuple(row) for name, row in table.items()}), width)
    country = tuple(
        sum(row[month] for row in table.values())
        if month in exact
        else sum(row.months[month] for row in rows.values())
        for month in range(width)
    )
    return PublicTable(rows, country, tuple(month in exact for month in range(width)))


def _exact_months(audit: _Audit, width: int) -> frozenset[int]:
    """Give the months in which the country's exact number gives nothing away: begin with all that
    are no small number themselves, and take back until every province's number can be another."""
    exact = frozenset(month for month in range(width) if audit.total(month) >= UNIT)
    while (found := audit.told_by(exact)) is not None:
        exact = exact - {found} if found in exact else frozenset()
        if not exact:
            break
    return exact


def round_down(count: int) -> int:
    """Give the whole fives of a number."""
    return count // UNIT * UNIT


class _Audit:
    """Looks for another table that would be published as the same one."""

    def __init__(self, table: Mapping[str, Row]) -> None:
        self._table = table
        self._shown = {name: publish_row(row) for name, row in table.items()}
        self._givers: dict[tuple[tuple[int, int], ...], list[str]] = {}

    def total(self, month: int) -> int:
        """Give the country's number of a month."""
        return sum(row[month] for row in self._table.values())

    def told_by(self, exact: frozenset[int]) -> int | None:
        """Find a month in which a province's number could be no other one; None if there is none.

        What is searched for are small moves, so that this may find one too many, never one too
        few."""
        for name, row in self._table.items():
            for month in range(len(row)):
                if not any(self._can_move(name, move, exact) for move in _moves(month, len(row))):
                    return month
        return None

    def _can_move(self, name: str, move: Change, exact: frozenset[int]) -> bool:
        """Tell whether one province could have *move* more, and another one as much less in the
        months whose sums are known."""
        if not self._looks_the_same(name, move):
            return False
        back = {month: -more for month, more in move.items() if month in exact}
        if not back:
            return True
        return sum(other != name for other in self._who_can(back)) >= _OTHERS

    def _who_can(self, move: Change) -> list[str]:
        """Find provinces that could have *move* more, as many as are looked for, and one more."""
        key = tuple(sorted(move.items()))
        if key not in self._givers:
            self._givers[key] = self._find(move)
        return self._givers[key]

    def _find(self, move: Change) -> list[str]:
        found: list[str] = []
        for name in self._table:
            if self._looks_the_same(name, move):
                found.append(name)
            if len(found) > _OTHERS:
                break
        return found

    def _looks_the_same(self, name: str, move: Change) -> bool:
        row = tuple(count + move.get(month, 0) for month, count in enumerate(self._table[name]))
        return min(row) >= 0 and publish_row(row) == self._shown[name]


def _moves(month: int, width: int) -> Iterator[Change]:
    """Give the small moves that change a month: alone, then with another month against it."""
    for more in (1, -1):
        yield {month: more}
    for other in range(width):
        if other != month:
            for more in (1, -1):
                yield {month: more, other: -more}
