"""The numbers of one centre or of the country in one period, and what of them may be public:
none below five, and none that could be worked out.

Provinces (rows) by months (columns) of one fiscal year. Each number of a province is rounded down
to whole fives, so one below five is 0 and is shown as "fewer than 5". The country is the sum of
what is shown, so it tells nothing that its provinces do not, on one day or on many. Who compares
days finds, at most, that a rest was 3 or 4; docs/decisions/0035 has the argument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cases.calendar import Period
from cases.log import percentile

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counters of a period; *sharers* is None where the distinct sharers of a period cut short
    can no longer be told (their sets have expired). What is refused lies outside Thailand, so it
    is counted for the country only."""

    centre: str
    period: Period
    counts: Mapping[str, int] = field(default_factory=dict)
    sharers: int | None = 0

    def __getitem__(self, name: str) -> int:
        """Return one counter: shares, cases, claimed, visited, found, helped, closed, refused,
        escalated."""
        return self.counts.get(name, 0)

    @property
    def outcomes(self) -> dict[str, int]:
        """Return how many cases ended with each outcome code."""
        return dict(self._counters_of("outcome"))

    @property
    def kinds(self) -> dict[str, int]:
        """Return how many cases were said to be of each kind; the first word of a case counts."""
        return dict(self._counters_of("kind"))

    @property
    def urgencies(self) -> dict[str, int]:
        """Return how many cases each danger was said of, once a case."""
        return dict(self._counters_of("urgent"))

    @property
    def channels(self) -> dict[str, int]:
        """Return how many shares came by each channel other than LINE."""
        return dict(self._counters_of("channel"))

    @property
    def facts(self) -> dict[str, dict[str, int]]:
        """Return how often each closing fact was said: {"sex": {"male": 3}}."""
        facts: dict[str, dict[str, int]] = {}
        for fact, count in self._counters_of("fact"):
            name, _, value = fact.partition(":")
            facts.setdefault(name, {})[value] = count
        return facts

    def minutes(self, of: str, share: float) -> int | None:
        """Return a percentile of the minutes from opening to *of* ("claim", "visit" or "close"), as
        they are kept: see cases.log.minutes_kept."""
        times = self._counters_of(f"{of}_minutes")
        return percentile(((int(minutes), often) for minutes, often in times), share)

    def timed(self, of: str) -> int:
        """Return how many times to *of* there are."""
        return sum(often for _, often in self._counters_of(f"{of}_minutes"))

    def _counters_of(self, family: str) -> list[tuple[str, int]]:
        prefix = f"{family}:"
        return sorted(
            (name.removeprefix(prefix), count)
            for name, count in self.counts.items()
            if name.startswith(prefix) and count
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a head or a manager asked for: the numbers of the running period so far, and those of
    as many days of the one before (*before.period* says which)."""

    now: Numbers
    before: Numbers


def add_up(parts: Iterable[Mapping[Name, int]]) -> Counter[Name]:
    """Add counters of the days and months that make up a period."""
    total: Counter[Name] = Counter()
    for part in parts:
        total.update(part)
    return total


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
