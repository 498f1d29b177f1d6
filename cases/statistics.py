"""The numbers of one centre, or of the country, in one period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
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
        """Give one counter: shares, cases, claimed, visited, found, closed, refused, escalated."""
        return self.counts.get(name, 0)

    @property
    def outcomes(self) -> dict[str, int]:
        """Give how many cases ended with each outcome code."""
        return dict(self._counters_of("outcome"))

    def minutes(self, of: str, share: float) -> int | None:
        """Give a percentile of the minutes from opening to *of* ("claim" or "close"), as they
        are kept: see cases.log.minutes_kept."""
        times = self._counters_of(f"{of}_minutes")
        return percentile(((int(minutes), often) for minutes, often in times), share)

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
