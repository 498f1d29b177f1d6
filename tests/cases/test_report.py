"""What is worked out of the numbers of a report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.calendar import Period, Span, period_of
from cases.report import (
    CentreRow,
    Rate,
    ReportOf,
    Step,
    change,
    funnel,
    times,
)
from cases.statistics import Numbers

MONTH = period_of(date(2026, 11, 20), Span.MONTH)
COUNTS = {"shares": 12, "cases": 8, "claimed": 6, "visited": 5, "found": 4, "helped": 2}


def numbers(**counts: int) -> Numbers:
    return Numbers("TH-14", MONTH, counts)


def test_should_give_each_step_of_the_step_before_and_of_the_cases() -> None:
    rows = funnel(numbers(**COUNTS))

    assert [(row.step, row.count) for row in rows] == list(COUNTS.items())
    assert [row.of_before and row.of_before.value for row in rows] == [
        None,
        8 / 12,
        6 / 8,
        5 / 6,
        4 / 5,
        2 / 4,
    ]
    assert [row.of_cases and row.of_cases.part for row in rows] == [None, None, 6, 5, 4, 2]
    assert {row.of_cases.of for row in rows if row.of_cases} == {8}


def test_should_give_no_rate_of_nothing() -> None:
    assert [row.of_before and row.of_before.value for row in funnel(numbers())] == [None] * 6


def test_should_name_the_steps_as_their_counters() -> None:
    assert [step.value for step in Step] == list(COUNTS)


def test_should_give_the_times_to_claim_to_visit_and_to_close() -> None:
    counts = {"claim_minutes:9": 5, "claim_minutes:40": 1, "visit_minutes:60": 2}

    claim, visit, close = times(Numbers("TH-14", MONTH, counts))

    assert (claim.median, claim.p90, claim.count) == (9, 40, 6)
    assert (visit.median, visit.p90, visit.count) == (60, 60, 2)
    assert (close.median, close.p90, close.count) == (None, None, 0)


def test_should_take_rates_of_what_was_closed_and_not_merged() -> None:
    counted = Numbers(
        "TH-14", MONTH, {"closed": 9, "found": 6, "helped": 3, "outcome:DUPLICATE": 1}
    )
    row = CentreRow("TH-14", counted, silent_30_days=False)

    assert (row.found_rate, row.helped_rate) == (Rate(6, 8), Rate(3, 8))


@pytest.mark.parametrize(("closed", "ranked"), [(4, False), (5, True)])
def test_should_rank_no_centre_by_fewer_than_five(closed: int, ranked: bool) -> None:
    row = CentreRow("TH-14", numbers(shares=9, closed=closed), silent_30_days=False)

    assert row.is_ranked is ranked


def test_should_mark_a_centre_in_which_nobody_shared() -> None:
    assert CentreRow("TH-14", numbers(closed=2), silent_30_days=True).is_silent
    assert not CentreRow("TH-14", numbers(shares=1), silent_30_days=False).is_silent


@given(st.integers(0, 500), st.integers(1, 500))
@example(0, 221)  # floats alone put the lower end above 0
def test_should_hold_the_rate_within_its_interval(part: int, more: int) -> None:
    rate = Rate(part, part + more)

    assert rate.interval is not None
    low, high = rate.interval
    assert 0 <= low <= part / (part + more) <= high <= 1


def test_should_give_wilsons_interval() -> None:
    low, high = Rate(8, 10).interval or (0, 0)

    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


@pytest.mark.parametrize("rate", [Rate(0, 0), Rate(7, 5)])
def test_should_give_no_interval_of_what_is_no_share(rate: Rate) -> None:
    assert rate.interval is None


@pytest.mark.parametrize(
    ("now", "then", "by"), [(15, 10, 0.5), (5, 10, -0.5), (3, 0, None), (None, 3, None), (0, 4, -1)]
)
def test_should_tell_a_change(now: int | None, then: int | None, by: float | None) -> None:
    assert change(now, then) == by


@pytest.mark.parametrize(
    ("days", "span"),
    [(1, Span.DAY), (45, Span.DAY), (46, Span.WEEK), (190, Span.WEEK), (191, Span.MONTH)],
)
def test_should_draw_a_longer_period_less_finely(days: int, span: Span) -> None:
    first = date(2026, 1, 1)
    asked = ReportOf("all", Period(first, first + timedelta(days=days - 1), Span.DAY))

    assert asked.series_by is span
    assert ReportOf("all", asked.period, by=Span.YEAR).series_by is Span.YEAR
