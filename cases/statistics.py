"""The numbers of one centre or of the country in one period, and those that may be public: none
below five, and none from which such a number could be derived.

Provinces (rows) by months (columns) of one fiscal year. Each number of a province is rounded down
to whole fives, so one below five is 0 and is shown as "fewer than 5". The country is the sum of
what is shown, so it discloses nothing that its provinces do not, on one day or on many. A reader
who compares days finds, at most, that a rest was 3 or 4; docs/decisions/0035 has the argument."""

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
    """Counters of a period; *sharers* is None if the distinct sharers of a period cut short are not
    known any more (their sets have expired). Refused shares lie outside Thailand, so they are
    counted for the country only."""

    centre: str
    period: Period
    counts: Mapping[str, int] = field(default_factory=dict)
    sharers: int | None = 0

    def __getitem__(self, name: str) -> int:
        """Return one counter by its name in the log (cases/log.py): shares, cases, claimed,
        visited, found; 0 if nothing was counted."""
        return self.counts.get(name, 0)

    @property
    def outcomes(self) -> dict[str, int]:
        """Return the number of cases by outcome code."""
        return dict(self._counters_of("outcome"))

    @property
    def kinds(self) -> dict[str, int]:
        """Return the number of cases by kind; the first kind that was named for a case counts."""
        return dict(self._counters_of("kind"))

    @property
    def urgencies(self) -> dict[str, int]:
        """Return the number of cases by danger, each once a case."""
        return dict(self._counters_of("urgent"))

    @property
    def channels(self) -> dict[str, int]:
        """Return the number of shares by channel, without LINE."""
        return dict(self._counters_of("channel"))

    @property
    def facts(self) -> dict[str, dict[str, int]]:
        """Return the counts of closing facts: {"sex": {"male": 3}}."""
        facts: dict[str, dict[str, int]] = {}
        for fact, count in self._counters_of("fact"):
            name, _, value = fact.partition(":")
            facts.setdefault(name, {})[value] = count
        return facts

    def minutes(self, of: str, share: float) -> int | None:
        """Return a percentile of the minutes from opening to *of* ("claim", "visit" or "close"),
        rounded as by cases.log.minutes_kept."""
        times = self._counters_of(f"{of}_minutes")
        return percentile(((int(minutes), often) for minutes, often in times), share)

    def timed(self, of: str) -> int:
        """Return the number of counted times to *of*."""
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
    """The numbers that a head or a manager asked for: of the running period so far, and of as many
    days of the one before (see *before.period*)."""

    now: Numbers
    before: Numbers


def add_up(parts: Iterable[Mapping[Name, int]]) -> Counter[Name]:
    """Return the sum of the counters of the days and months that make up a period."""
    total: Counter[Name] = Counter()
    for part in parts:
        total.update(part)
    return total


#: Public numbers are whole fives, and smaller ones are hidden.
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
    """The public numbers of each province."""

    rows: Mapping[str, PublicRow]

    @property
    def country(self) -> PublicRow:
        """Return the country: the sums of its provinces' public numbers, so at least that many."""
        columns = zip(*(row.months for row in self.rows.values()), strict=True)
        return PublicRow(tuple(map(sum, columns)), sum(row.year for row in self.rows.values()))


def publish_row(months: Sequence[int], settled: int) -> PublicRow:
    """Return one row with its months rounded down, and its year: the first *settled* months summed
    before rounding, and of the others, which may still grow, their public numbers."""
    shown = tuple(round_down(count) for count in months)
    counted = sum(
        known + min(count - known, _MOST_OF_A_REST)
        for count, known in zip(months[:settled], shown, strict=False)
    )
    return PublicRow(shown, round_down(counted) + sum(shown[settled:]))


def publish(table: Mapping[str, Sequence[int]], settled: int) -> PublicTable:
    """Return the public numbers of *table* (province -> its months)."""
    return PublicTable({name: publish_row(months, settled) for name, months in table.items()})


def round_down(count: int) -> int:
    """Return a number rounded down to whole fives."""
    return count // UNIT * UNIT
