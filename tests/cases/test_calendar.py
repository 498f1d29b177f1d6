"""Bangkok's days and the periods of reports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import Period, Span, fiscal_year, local_day, period_of, periods_between
from cases.periods import as_many_days, before

DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))
SPANS = st.sampled_from(list(Span))
LONGEST_FIRST = (Span.YEAR, Span.QUARTER, Span.MONTH, Span.DAY)


@given(DAYS, SPANS)
def test_should_put_every_day_into_the_same_period_as_its_neighbours_there(
    day: date, span: Span
) -> None:
    period = period_of(day, span)

    assert period.first <= day <= period.last
    assert period_of(period.first, span) == period_of(period.last, span) == period
    assert period.is_whole


@given(DAYS, SPANS)
def test_should_let_the_next_period_begin_where_one_ends(day: date, span: Span) -> None:
    period = period_of(day, span)

    following = period_of(period.last + timedelta(days=1), span)

    assert following.first == period.last + timedelta(days=1)
    assert following.before() == period
    assert following.label != period.label


@given(DAYS, DAYS, SPANS)
def test_should_never_give_two_periods_of_one_span_one_label(
    one: date, other: date, span: Span
) -> None:
    same = period_of(one, span) == period_of(other, span)

    assert (period_of(one, span).label == period_of(other, span).label) is same


@given(DAYS, st.integers(0, 900), SPANS)
def test_should_tile_the_days_from_first_to_last(first: date, days: int, span: Span) -> None:
    last = first + timedelta(days=days)

    periods = periods_between(first, last, span)

    assert periods[0].first == first
    assert periods[-1].last == last
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(periods))
    assert all(period.is_whole for period in periods[1:-1])
    assert [one.label for one in periods] == [period_of(one.last, span).label for one in periods]


def test_should_give_no_period_between_days_in_the_wrong_order() -> None:
    assert periods_between(date(2026, 11, 2), date(2026, 11, 1), Span.MONTH) == []


@given(DAYS, st.integers(0, 900), SPANS)
def test_should_cut_any_period_into_the_fewest_whole_parts(
    first: date, days: int, span: Span
) -> None:
    period = Period(first, first + timedelta(days=days), span)

    parts = list(period.parts(LONGEST_FIRST))

    assert all(part.is_whole for part in parts)
    assert [day for part in parts for day in part.days()] == list(period.days())
    assert sum(part.span is Span.DAY for part in parts) <= 2 * 30
    assert sum(part.span is Span.MONTH for part in parts) <= 2 * 2
    assert sum(part.span is Span.QUARTER for part in parts) <= 2 * 3


@pytest.mark.parametrize(
    ("day", "year"),
    [
        pytest.param(date(2026, 9, 30), 2569, id="last day"),
        pytest.param(date(2026, 10, 1), 2570, id="first day"),
        pytest.param(date(2026, 12, 31), 2570, id="end of December"),
        pytest.param(date(2027, 1, 1), 2570, id="New Year changes nothing"),
        pytest.param(date(2027, 9, 30), 2570, id="last day again"),
    ],
)
def test_should_name_a_fiscal_year_by_the_buddhist_year_in_which_it_ends(
    day: date, year: int
) -> None:
    assert fiscal_year(day) == year
    assert period_of(day, Span.YEAR).label == str(year)


@pytest.mark.parametrize(
    ("day", "span", "first", "last", "label"),
    [
        (date(2026, 11, 20), Span.DAY, date(2026, 11, 20), date(2026, 11, 20), "2026-11-20"),
        (date(2026, 11, 20), Span.WEEK, date(2026, 11, 16), date(2026, 11, 22), "2026-W47"),
        (date(2027, 1, 3), Span.WEEK, date(2026, 12, 28), date(2027, 1, 3), "2026-W53"),
        (date(2025, 12, 29), Span.WEEK, date(2025, 12, 29), date(2026, 1, 4), "2026-W01"),
        (date(2026, 12, 31), Span.MONTH, date(2026, 12, 1), date(2026, 12, 31), "2026-12"),
        (date(2028, 2, 29), Span.MONTH, date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
        (date(2026, 12, 31), Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31), "2570-Q1"),
        (date(2027, 1, 1), Span.QUARTER, date(2027, 1, 1), date(2027, 3, 31), "2570-Q2"),
        (date(2027, 6, 30), Span.QUARTER, date(2027, 4, 1), date(2027, 6, 30), "2570-Q3"),
        (date(2027, 9, 30), Span.QUARTER, date(2027, 7, 1), date(2027, 9, 30), "2570-Q4"),
        (date(2027, 2, 1), Span.YEAR, date(2026, 10, 1), date(2027, 9, 30), "2570"),
    ],
    ids=lambda value: str(value),
)
def test_should_give_the_period_of_a_day(
    day: date, span: Span, first: date, last: date, label: str
) -> None:
    period = period_of(day, span)

    assert period == Period(first, last, span)
    assert period.label == label


@pytest.mark.parametrize(
    ("at", "day"),
    [
        pytest.param(
            datetime(2026, 9, 30, 16, 59, 59, 999_999, UTC), date(2026, 9, 30), id="before"
        ),
        pytest.param(datetime(2026, 9, 30, 17, 0, tzinfo=UTC), date(2026, 10, 1), id="after"),
    ],
)
def test_should_begin_a_day_at_midnight_in_bangkok(at: datetime, day: date) -> None:
    assert local_day(at) == day


@pytest.mark.parametrize(
    ("day", "span", "first", "last"),
    [
        pytest.param(
            date(2026, 11, 20), Span.MONTH, date(2026, 10, 1), date(2026, 10, 20), id="month"
        ),
        pytest.param(
            date(2026, 11, 30), Span.MONTH, date(2026, 10, 1), date(2026, 10, 31), id="month's end"
        ),
        pytest.param(
            date(2027, 3, 30), Span.MONTH, date(2027, 2, 1), date(2027, 2, 28), id="a shorter one"
        ),
        pytest.param(
            date(2026, 11, 18), Span.WEEK, date(2026, 11, 9), date(2026, 11, 11), id="week"
        ),
        pytest.param(
            date(2026, 11, 20), Span.DAY, date(2026, 11, 19), date(2026, 11, 19), id="day"
        ),
        pytest.param(
            date(2026, 11, 20), Span.YEAR, date(2025, 10, 1), date(2025, 11, 20), id="year"
        ),
    ],
)
def test_should_compare_with_as_many_days_of_the_period_before(
    day: date, span: Span, first: date, last: date
) -> None:
    period = period_of(day, span)

    assert as_many_days(before(period), period, day) == Period(first, last, span)
