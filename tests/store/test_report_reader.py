"""A manager's report, read from the counters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.calendar import Period, Span, period_of
from cases.log import COUNTRY
from cases.people import NOBODY, Person
from cases.periods import any_days
from cases.report import FullReport, ReportOf, Step, funnel
from geo.centres import Point, cell, corners
from store.connection import StoreClient
from store.report_reader import RedisReports
from store.statistics import RedisStatistics
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    VIENTIANE,
    a_case,
    a_context,
    a_press,
    a_share,
    minutes,
    near,
)
from tests.handling import Handling

TODAY = date(2026, 11, 20)
NOVEMBER = period_of(TODAY, Span.MONTH)
#: In the south of a cell, so that the next places in the north lie in it as well.
MARKET = Point(near(corners(cell(AYUTTHAYA))[0], 30).latitude, AYUTTHAYA.longitude)
CENTRES = ("TH-10", "TH-14", "TH-50")


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Return handlers on an empty store, with an officer in Ayutthaya."""
    handling = Handling(client, a_context())
    handling.enrol(9)
    return handling


def on(day: int, month: int = 11, year: int = 2026, hour: int = 12) -> datetime:
    """Return an hour of a day in Bangkok."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=7)


def read(
    client: StoreClient, scope: str = COUNTRY, period: Period = NOVEMBER, today: date = TODAY
) -> FullReport:
    """Read a report."""
    return RedisReports(client, CENTRES).read(ReportOf(scope, period), today)


def test_should_report_a_month_of_the_country(handling: Handling) -> None:
    case = "14-6911-0001"
    handling.do(a_share(1))
    handling.do(a_share(2))
    handling.do(a_share(3, CHIANG_MAI))
    handling.do(a_share(4, VIENTIANE))
    for after, act in [(12, "claim"), (13, "going"), (40, "arrived")]:
        handling.do(a_press(9, act, NOW + minutes(after), case=case))
    handling.do(a_press(9, "close", NOW + minutes(60), case=case, outcome="SHELTER"))

    report = read(handling.client)

    assert [row.count for row in funnel(report.now)] == [3, 2, 1, 1, 1, 1]
    assert (report.now.sharers, report.now["refused"]) == (3, 1)
    assert report.now == RedisStatistics(handling.client).numbers(COUNTRY, NOVEMBER)
    assert [row.centre for row in report.centres] == list(CENTRES)
    assert [row.numbers["shares"] for row in report.centres] == [0, 2, 1]
    assert report.silent == ("TH-10",)
    assert (report.spots, report.spots_of) == ((), None)


def test_should_report_a_centre_alone(handling: Handling) -> None:
    handling.do(a_share(1))
    handling.do(a_share(2, CHIANG_MAI))

    report = read(handling.client, "TH-14")

    assert report.now["shares"] == 1
    assert sum(map(sum, report.hours)) == 1
    assert report.centres == ()
    assert sum(point["shares"] for point in report.series) == 1


def test_should_hold_it_against_as_many_days_before_and_a_year_ago(handling: Handling) -> None:
    days = [on(1), on(20), on(20, 10), on(21, 10), on(20, 11, 2025), on(21, 11, 2025)]
    for who, at in enumerate(sorted(days)):
        handling.do(a_share(who, near(AYUTTHAYA, 300 * who), at))

    report = read(handling.client)

    assert report.last_year is not None
    assert [one["shares"] for one in (report.now, report.before, report.last_year)] == [2, 1, 1]
    assert [one.sharers for one in (report.now, report.before, report.last_year)] == [2, 1, 1]
    assert report.before.period == Period(date(2026, 10, 1), date(2026, 10, 20), Span.MONTH)
    assert report.last_year.period == Period(date(2025, 11, 1), date(2025, 11, 20), Span.MONTH)


def test_should_not_say_the_same_twice_of_a_year(client: StoreClient) -> None:
    report = read(client, period=period_of(TODAY, Span.YEAR))

    assert report.last_year is None
    assert report.before.period == Period(date(2025, 10, 1), date(2025, 11, 20), Span.YEAR)


def test_should_draw_a_running_month_by_day_up_to_today(handling: Handling) -> None:
    handling.do(a_share(1, at=on(3)))
    handling.do(a_share(2, at=on(20)))
    handling.do(a_share(3, at=on(20)))

    series = read(handling.client, "TH-14").series

    assert [point.period.first.day for point in series] == list(range(1, 21))
    assert {point.period.first.day: point["shares"] for point in series if point["shares"]} == {
        3: 1,
        20: 2,
    }


def test_should_draw_a_quarter_by_week_and_a_year_by_month(handling: Handling) -> None:
    for who, at in enumerate([on(1, 10), on(5, 10), on(20)]):
        handling.do(a_share(who, at=at))

    weeks = read(handling.client, period=period_of(TODAY, Span.QUARTER)).series
    months = read(handling.client, period=period_of(TODAY, Span.YEAR)).series

    assert [point["shares"] for point in weeks] == [1, 1, 0, 0, 0, 0, 0, 1]
    assert weeks[0].period == Period(date(2026, 10, 1), date(2026, 10, 4), Span.WEEK)
    assert [point["shares"] for point in months] == [2, 1]
    assert set(months[0].counts) == set(Step)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (NOVEMBER, 3),
        (period_of(TODAY, Span.DAY), 1),
        (any_days(date(2026, 10, 30), date(2026, 11, 13)), 3),
        (period_of(TODAY, Span.YEAR), 4),
    ],
    ids=["month", "day", "any days", "year"],
)
def test_should_tell_the_hours_of_any_period(
    handling: Handling, period: Period, expected: int
) -> None:
    fridays = [on(30, 10), on(6), on(13), on(20)]
    for who, at in enumerate(fridays):
        handling.do(a_share(who, at=at))

    hours = read(handling.client, "TH-14", period).hours

    assert (len(hours), {len(day) for day in hours}) == (7, {24})
    assert hours[4][12] == sum(map(sum, hours)) == expected


def test_should_show_cells_with_three_cases_to_a_centre(handling: Handling) -> None:
    for who, metres in enumerate([0, 130, 260, 5_000]):
        handling.do(a_share(who, near(MARKET, metres)))

    report = read(handling.client, "TH-14", period_of(TODAY, Span.DAY))

    assert [(spot.cell, spot.cases) for spot in report.spots] == [(cell(MARKET), 3)]
    assert report.spots_of == NOVEMBER
    spot = report.spots[0]
    assert spot.south_west.latitude < MARKET.latitude < spot.north_east.latitude
    assert spot.south_west.longitude < MARKET.longitude < spot.north_east.longitude
    assert spot.middle == spot.middle.rounded(3)


def test_should_add_up_the_spots_of_the_months_that_any_days_touch(handling: Handling) -> None:
    for who, at in enumerate([on(30, 9), on(30, 10), on(1), on(2)]):
        handling.do(a_share(who, near(MARKET, 130 * (who % 3)), at))

    days = any_days(date(2026, 10, 20), date(2026, 11, 3))
    report = read(handling.client, "TH-14", days)

    assert report.spots_of == any_days(date(2026, 10, 1), date(2026, 11, 30))
    assert [(spot.cell, spot.cases) for spot in report.spots] == [(cell(MARKET), 3)]


def test_should_mark_a_province_in_which_nobody_shared_for_thirty_days(handling: Handling) -> None:
    handling.do(a_share(1, AYUTTHAYA, on(22, 10)))
    handling.do(a_share(2, CHIANG_MAI, on(21, 10)))

    rows = read(handling.client, period=period_of(date(2026, 10, 1), Span.MONTH)).centres

    assert [row.silent_30_days for row in rows] == [True, False, True]
    assert [row.is_silent for row in rows] == [True, False, False]


def test_should_hear_a_province_from_which_only_callers_came(handling: Handling) -> None:
    unit = handling.unit(at=on(1))
    unit.log.record_share(a_case(), Person(NOBODY, ""))
    unit.commit([])

    rows = read(handling.client).centres

    assert [row.silent_30_days for row in rows] == [True, False, True]


def test_should_list_a_centre_that_is_no_longer_in_the_file(handling: Handling) -> None:
    handling.do(a_share(1))

    report = RedisReports(handling.client, ["TH-10"]).read(ReportOf(COUNTRY, NOVEMBER), TODAY)

    assert [row.centre for row in report.centres] == ["TH-10", "TH-14"]


def test_should_report_what_nobody_did(client: StoreClient) -> None:
    report = read(client)

    assert [row.count for row in funnel(report.now)] == [0] * 6
    assert sum(map(sum, report.hours)) == 0
    assert report.silent == CENTRES
