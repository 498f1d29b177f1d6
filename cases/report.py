"""A manager's report: the numbers of a scope and period, and those for comparison. All of it is
read from counters by store/report_reader.py; the page, the workbook and the digests show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from cases.calendar import Period, Span
from cases.log import COUNTRY
from cases.statistics import Numbers
from cases.taxonomy import DUPLICATE
from geo.centres import Point

#: Centres with fewer cases are shown and never ranked, because the numbers say nothing about them.
FEWEST_RANKED = 5
#: A cell with fewer cases is no hot spot, and would point at a person.
FEWEST_IN_SPOT = 3
#: A province without a share for this many days is marked, whatever the period.
SILENT_DAYS = 30
#: The most days of a period that is drawn by day, and by week; a longer one is drawn by month.
_BY_DAY, _BY_WEEK = 45, 190
#: For a confidence of 95 %.
_Z = 1.96


class Step(StrEnum):
    """The steps from a share to help, by the names of their counters."""

    SHARES = "shares"
    CASES = "cases"
    CLAIMED = "claimed"
    VISITED = "visited"
    FOUND = "found"
    HELPED = "helped"


#: Steps that have no rate of the cases.
_NO_CASES = (Step.SHARES, Step.CASES)


@dataclass(frozen=True, slots=True)
class ReportOf:
    """The report that is asked for: a centre ("TH-14") or the country, a period, and the span of a
    point of the series (None: as fits the period)."""

    scope: str
    period: Period
    by: Span | None = None

    @property
    def is_country(self) -> bool:
        return self.scope == COUNTRY

    @property
    def series_by(self) -> Span:
        """Return the length of one point of the series."""
        days = (self.period.last - self.period.first).days + 1
        fitting = Span.DAY if days <= _BY_DAY else Span.WEEK if days <= _BY_WEEK else Span.MONTH
        return self.by or fitting


@dataclass(frozen=True, slots=True)
class Rate:
    """*part* of *of*. The steps of a period are counted on the day on which they happened, so a
    rate of steps can be more than 1: a person found this month may have been shared in the last."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        return self.part / self.of if self.of else None

    @property
    def is_small(self) -> bool:
        """Return whether it rests on too few cases to be ranked."""
        return self.of < FEWEST_RANKED

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return Wilson's interval, which contains the true rate with a probability of 95 %; None
        if *of* is 0, or less than *part*."""
        if not 0 <= self.part <= self.of or not self.of:
            return None
        share, square = self.part / self.of, _Z * _Z
        middle = share + square / (2 * self.of)
        reach = _Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of * self.of))
        whole = 1 + square / self.of
        low, high = (middle - reach) / whole, (middle + reach) / whole
        # In sums of floats an end may miss a rate of 0 or 1 by a hair.
        return max(0.0, min(low, share)), min(1.0, max(high, share))


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One step: its number, its rate of the step before, its rate of the cases."""

    step: Step
    count: int
    of_before: Rate | None
    of_cases: Rate | None


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes from the opening of a case to *of* ("claim", "visit", "close"), exact below 100 and
    rounded to two digits above; and their number."""

    of: str
    median: int | None
    p90: int | None
    count: int


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One point of the series: the counters of the funnel's steps in a (maybe cut) period."""

    period: Period
    counts: Mapping[str, int]

    def __getitem__(self, step: str) -> int:
        return self.counts.get(step, 0)


@dataclass(frozen=True, slots=True)
class CentreRow:
    """The numbers of one centre; the country's report has a row even for one without shares."""

    centre: str
    numbers: Numbers
    silent_30_days: bool

    @property
    def is_silent(self) -> bool:
        """Return whether it had no share in the period."""
        return self.numbers["shares"] == 0

    @property
    def found_rate(self) -> Rate:
        """Return the part of the closed cases, without merged ones, in which somebody was met."""
        return self._rate("found")

    @property
    def helped_rate(self) -> Rate:
        """Return the part of the closed cases that led to protection or to another's help."""
        return self._rate("helped")

    def _rate(self, of: str) -> Rate:
        merged = self.numbers.outcomes.get(DUPLICATE, 0)
        return Rate(self.numbers[of], self.numbers["closed"] - merged)

    @property
    def is_ranked(self) -> bool:
        """Return whether its rates and times rest on enough cases to be compared with others."""
        return not self.found_rate.is_small


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of about 500 m in which at least three cases were opened: its middle (rounded) and its
    corners, never the place of a case."""

    cell: str
    middle: Point
    south_west: Point
    north_east: Point
    cases: int


@dataclass(frozen=True, slots=True)
class FullReport:
    """All that the page shows. *now* is the period so far. *before* and *last_year* have as many
    days as it has had (see their ``period``); *last_year* is None if it would equal *before*.
    *hours* is shares by weekday (Monday first) and hour in Bangkok. *centres* is empty in a
    centre's report. *spots* is empty in the country's; *spots_of* holds its days, which are whole
    months."""

    asked: ReportOf
    now: Numbers
    before: Numbers
    last_year: Numbers | None
    series: tuple[SeriesPoint, ...]
    hours: tuple[tuple[int, ...], ...]
    centres: tuple[CentreRow, ...] = ()
    spots: tuple[Spot, ...] = ()
    spots_of: Period | None = None

    @property
    def silent(self) -> tuple[str, ...]:
        """Return the centres without a share in the period."""
        return tuple(row.centre for row in self.centres if row.is_silent)


def funnel(numbers: Numbers) -> list[FunnelRow]:
    """Return the steps from share to help with their rates."""
    rows = []
    for before, step in zip((None, *Step), Step, strict=False):
        of_before = Rate(numbers[step], numbers[before]) if before else None
        of_cases = Rate(numbers[step], numbers["cases"]) if step not in _NO_CASES else None
        rows.append(FunnelRow(step, numbers[step], of_before, of_cases))
    return rows


def times(numbers: Numbers) -> list[Times]:
    """Return the median and the 90th percentile of the time to claim, to visit and to close."""
    return [
        Times(of, numbers.minutes(of, 0.5), numbers.minutes(of, 0.9), numbers.timed(of))
        for of in ("claim", "visit", "close")
    ]


def change(now: int | None, then: int | None) -> float | None:
    """Return the growth as a part of *then* (0.25 is a quarter more); None if there is nothing to
    compare with."""
    if now is None or not then:
        return None
    return (now - then) / then
