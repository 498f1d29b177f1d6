"""The periods that somebody picks for a report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import Period, Span, period_of
from cases.periods import (
    NoPeriod,
    after,
    any_days,
    as_many_days,
    before,
    name_of,
    read_days,
    read_period,
    so_far,
    year_before,
)

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2000, 1, 1), TODAY)
SPANS = st.sampled_from(list(Span))


@pytest.mark.parametrize(
    ("words", "first", "last", "span"),
    [
        ("2026-11-20", date(2026, 11, 20), date(2026, 11, 20), Span.DAY),
        ("2569-11-20", date(2026, 11, 20), date(2026, 11, 20), Span.DAY),
        ("20/11/2569", date(2026, 11, 20), date(2026, 11, 20), Span.DAY),
        ("๒๐/๑๑/๒๕๖๙", date(2026, 11, 20), date(2026, 11, 20), Span.DAY),
        ("29/2/2567", date(2024, 2, 29), date(2024, 2, 29), Span.DAY),
        ("2026-W47", date(2026, 11, 16), date(2026, 11, 22), Span.WEEK),
        ("2569-w47", date(2026, 11, 16), date(2026, 11, 22), Span.WEEK),
        (" 2569-11 ", date(2026, 11, 1), date(2026, 11, 30), Span.MONTH),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), Span.MONTH),
        ("11/2569", date(2026, 11, 1), date(2026, 11, 30), Span.MONTH),
        ("2570-Q1", date(2026, 10, 1), date(2026, 12, 31), Span.QUARTER),
        ("2569-q2", date(2026, 1, 1), date(2026, 3, 31), Span.QUARTER),
        ("2026-Q4", date(2026, 7, 1), date(2026, 9, 30), Span.QUARTER),
        ("2570", date(2026, 10, 1), date(2027, 9, 30), Span.YEAR),
        ("2027", date(2026, 10, 1), date(2027, 9, 30), Span.YEAR),
        ("2026-11-03..2026-11-09", date(2026, 11, 3), date(2026, 11, 9), Span.DAY),
        ("3/11/2569 .. 9/11/2569", date(2026, 11, 3), date(2026, 11, 9), Span.DAY),
        ("2026-11-01..2026-11-30", date(2026, 11, 1), date(2026, 11, 30), Span.MONTH),
        ("2569-04..2569-09", date(2026, 4, 1), date(2026, 9, 30), Span.DAY),
    ],
)
def test_should_read_a_period_in_either_era(
    words: str, first: date, last: date, span: Span
) -> None:
    assert read_period(words, TODAY) == Period(first, last, span)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", NoPeriod.UNREADABLE),
        ("yesterday", NoPeriod.UNREADABLE),
        ("2026-13", NoPeriod.UNREADABLE),
        ("31/6/2569", NoPeriod.UNREADABLE),
        ("29/2/2569", NoPeriod.UNREADABLE),
        ("2025-W53", NoPeriod.UNREADABLE),
        ("2570-Q5", NoPeriod.UNREADABLE),
        ("0000", NoPeriod.UNREADABLE),
        ("2026-11-20'; --", NoPeriod.UNREADABLE),
        ("2026-11-01..", NoPeriod.UNREADABLE),
        ("2026-11-09..2026-11-03", NoPeriod.BACKWARDS),
        ("2026-11-21", NoPeriod.FUTURE),
        ("2570-Q2", NoPeriod.FUTURE),
        ("2571", NoPeriod.FUTURE),
        ("2026-11-21..2026-11-22", NoPeriod.FUTURE),
        ("1999-12", NoPeriod.TOO_EARLY),
        ("2500", NoPeriod.TOO_EARLY),
        ("2569-11-20..2569-11-19", NoPeriod.BACKWARDS),
        ("2015-01-01..2026-11-20", NoPeriod.TOO_LONG),
        ("2020-10-01..9999-12-31", NoPeriod.TOO_LONG),
    ],
)
def test_should_say_why_it_is_no_period(words: str, why: NoPeriod) -> None:
    assert read_period(words, TODAY) is why


def test_should_take_five_fiscal_years_and_not_a_day_more_than_as_many_can_have() -> None:
    assert isinstance(read_days("2564-10-01", "2569-09-30", TODAY), Period)
    assert read_days("2564-09-01", "2569-10-01", TODAY) is NoPeriod.TOO_LONG


def test_should_take_days_whose_last_lies_ahead() -> None:
    period = read_days("1/11/2569", "30/11/2569", TODAY)

    assert period == period_of(TODAY, Span.MONTH)


@given(DAYS, SPANS)
def test_should_read_its_own_name_of_a_whole_period(day: date, span: Span) -> None:
    period = period_of(day, span)

    again = read_period(name_of(period), TODAY)

    assert again == period or period.first < date(2000, 1, 1)


@given(DAYS, st.integers(0, 1800))
def test_should_read_its_own_name_of_any_days(first: date, days: int) -> None:
    period = any_days(first, first + timedelta(days=days))

    assert read_period(name_of(period), TODAY) == period


@given(DAYS, st.integers(0, 500))
def test_should_come_back_from_the_period_before(first: date, days: int) -> None:
    period = any_days(first, first + timedelta(days=days))

    earlier = before(period)

    assert earlier.last == period.first - timedelta(days=1)
    back = after(earlier, date(2099, 1, 1))
    # A month before is a month, however long; other days have as many.
    assert back is not None
    assert back.first == period.first
    if earlier.span is Span.DAY:
        assert back == period


def test_should_know_nothing_after_the_running_period() -> None:
    assert after(period_of(TODAY, Span.MONTH), TODAY) is None
    assert after(period_of(date(2026, 10, 1), Span.MONTH), TODAY) == period_of(TODAY, Span.MONTH)


@pytest.mark.parametrize(
    ("words", "last_year"),
    [
        ("2026-11-20", "2025-11-20"),
        ("2024-02-29", "2023-02-28"),
        ("2026-W47", "2025-W47"),
        ("2026-11", "2025-11"),
        ("2024-02", "2023-02"),
        ("2570-Q1", "2569-Q1"),
        ("2570", "2569"),
        ("2026-11-04..2026-11-09", "2025-11-04..2025-11-09"),
        ("2024-02-20..2024-02-29", "2023-02-20..2023-02-28"),
    ],
)
def test_should_give_the_same_period_a_year_ago(words: str, last_year: str) -> None:
    period = read_period(words, TODAY)
    assert isinstance(period, Period)

    assert name_of(year_before(period)) == last_year


@pytest.mark.parametrize(
    ("words", "today", "then"),
    [
        ("2026-11", date(2026, 11, 20), "2025-11-01..2025-11-20"),
        ("2026-11", date(2026, 11, 30), "2025-11"),
        ("2026-11", date(2027, 1, 5), "2025-11"),
        ("2570", date(2026, 11, 20), "2025-10-01..2025-11-20"),
        ("2024-02", date(2024, 2, 28), "2023-02"),
    ],
)
def test_should_compare_with_as_many_days_of_last_year(words: str, today: date, then: str) -> None:
    period = read_period(words, date(2027, 1, 5))
    assert isinstance(period, Period)

    assert name_of(as_many_days(year_before(period), period, today)) == then


def test_should_cut_a_running_period_after_today() -> None:
    assert so_far(period_of(TODAY, Span.MONTH), TODAY).last == TODAY
    assert so_far(period_of(date(2026, 9, 1), Span.MONTH), TODAY).last == date(2026, 9, 30)
