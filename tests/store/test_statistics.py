"""The numbers that are read from the counters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.calendar import Period, Span, period_of
from cases.log import COUNTED_SPANS, COUNTRY, Act, LogEntry
from cases.people import Person
from store import keys
from store.connection import StoreClient
from store.log import additions
from store.statistics import RedisStatistics
from store.unit_of_work import UnitsOfWork
from tests.builders import (
    AYUTTHAYA,
    CHIANG_MAI,
    NOW,
    VIENTIANE,
    a_case,
    a_context,
    a_person,
    a_press,
    a_share,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling

NOVEMBER = period_of(date(2026, 11, 20), Span.MONTH)
FIRST_TO_20TH = Period(date(2026, 11, 1), date(2026, 11, 20), Span.MONTH)
FISCAL_YEAR = period_of(date(2026, 11, 20), Span.YEAR)


@pytest.fixture
def statistics(client: StoreClient) -> RedisStatistics:
    """Return the statistics of an empty store."""
    return RedisStatistics(client)


@pytest.fixture
def handling(client: StoreClient) -> Handling:
    """Return handlers on an empty store."""
    return Handling(client, a_context())


def share(client: StoreClient, who: int | Person, at: datetime, centre: str = "TH-14") -> None:
    """Count one share of a case of *centre*."""
    unit = UnitsOfWork(client).open(an_event_id(), at)
    person = who if isinstance(who, Person) else a_person(who)
    unit.log.record_share(a_case(centre=centre), person)
    unit.commit([])


def on(day: int, month: int = 11, year: int = 2026) -> datetime:
    """Return noon of a day in Bangkok."""
    return datetime(year, month, day, 5, tzinfo=UTC)


def test_should_count_a_case_from_share_to_outcome(
    handling: Handling, statistics: RedisStatistics
) -> None:
    handling.enrol(9)
    handling.do(a_share(1))
    handling.do(a_share(2, at=NOW + minutes(1)))
    for after, act in [(12, "claim"), (13, "going"), (40, "arrived")]:
        handling.do(a_press(9, act, NOW + minutes(after), case="14-6911-0001"))
    handling.do(
        a_press(9, "close", NOW + minutes(136), case="14-6911-0001", outcome="ADVISED"),
    )

    numbers = statistics.numbers("TH-14", NOVEMBER)

    named = {name: numbers[name] for name in ("shares", "cases", "claimed", "visited", "closed")}
    assert named == {"shares": 2, "cases": 1, "claimed": 1, "visited": 1, "closed": 1}
    assert (numbers["found"], numbers.sharers) == (1, 2)
    assert numbers.outcomes == {"ADVISED": 1}
    assert (numbers.minutes("claim", 0.5), numbers.minutes("close", 0.9)) == (12, 140)


def test_should_count_what_is_refused_for_the_country_only(
    handling: Handling, statistics: RedisStatistics
) -> None:
    handling.do(a_share(1, VIENTIANE))

    country, centre = statistics.numbers_of_all([COUNTRY, "TH-43"], [NOVEMBER])

    assert (country["refused"], country["shares"], country.sharers) == (1, 0, 0)
    assert centre["refused"] == 0


def test_should_count_one_claim_of_a_case_that_was_released_and_claimed_again(
    handling: Handling, statistics: RedisStatistics
) -> None:
    handling.enrol(9)
    handling.do(a_share(1))
    for after, act in [(5, "claim"), (6, "release"), (50, "claim")]:
        handling.do(a_press(9, act, NOW + minutes(after), case="14-6911-0001"))

    numbers = statistics.numbers("TH-14", NOVEMBER)

    assert (numbers["claimed"], numbers.minutes("claim", 0.9)) == (1, 5)


@pytest.mark.parametrize("span", list(Span), ids=str)
def test_should_read_any_whole_period(
    client: StoreClient, statistics: RedisStatistics, span: Span
) -> None:
    period = period_of(date(2026, 11, 20), span)
    day_before, day_after = (period.first - timedelta(1), period.last + timedelta(1))
    for who, day in enumerate([day_before, period.first, period.last, day_after]):
        share(client, who, on(day.day, day.month, day.year))
        share(client, 7, on(day.day, day.month, day.year))

    numbers = statistics.numbers("TH-14", period)

    assert (numbers["shares"], numbers.sharers) == (4, 3)


def test_should_begin_the_days_of_a_month_at_midnight_in_bangkok(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    share(client, 1, datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC))
    share(client, 2, datetime(2026, 10, 31, 17, 0, tzinfo=UTC))

    october, november = statistics.numbers_of_all(["TH-14"], [NOVEMBER.before(), NOVEMBER])

    assert (october["shares"], october.sharers) == (1, 1)
    assert (november["shares"], november.sharers) == (1, 1)


def test_should_count_each_sharer_once_in_a_period_cut_short(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    for who, day in [(1, 1), (2, 3), (1, 20), (3, 21), (2, 21)]:
        share(client, who, on(day))

    numbers = statistics.numbers("TH-14", FIRST_TO_20TH)

    assert (numbers["shares"], numbers.sharers) == (3, 2)


def test_should_not_tell_the_sharers_of_days_of_which_nobody_may_know_them_any_more(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    cut = Period(date(2026, 9, 29), date(2027, 2, 2), Span.YEAR)
    share(client, 1, on(28, 9))
    share(client, 2, on(30, 9))

    numbers = statistics.numbers("TH-14", cut)

    assert (numbers["shares"], numbers.sharers) == (1, None)


def test_should_not_tell_the_sharers_of_a_cut_period_whose_sets_have_expired(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    share(client, 1, on(3))
    share(client, 1, on(4))
    client.delete(keys.sharers("TH-14", "2026-11-03"))

    cut, whole, later = statistics.numbers_of_all(
        ["TH-14"],
        [
            Period(date(2026, 11, 2), date(2026, 11, 9), Span.MONTH),
            NOVEMBER,
            Period(date(2026, 11, 4), date(2026, 11, 9), Span.MONTH),
        ],
    )

    assert (cut["shares"], cut.sharers) == (2, None)
    assert (whole.sharers, later.sharers) == (1, 1)


@pytest.mark.parametrize("span", [Span.WEEK, Span.MONTH, Span.QUARTER, Span.YEAR], ids=str)
def test_should_tell_the_sharers_of_a_period_so_far_also_when_their_sets_have_expired(
    client: StoreClient, statistics: RedisStatistics, span: Span
) -> None:
    begun = period_of(date(2027, 2, 10), span)
    so_far = Period(begun.first, date(2027, 2, 10), span)
    days = [begun.first - timedelta(1), begun.first, so_far.last, so_far.last + timedelta(1)]
    for who, day in enumerate(days):
        share(client, who, on(day.day, day.month, day.year))
        share(client, 7, on(day.day, day.month, day.year))
    exact = statistics.numbers_of_all(["TH-14", COUNTRY], [so_far])
    for key in client.scan_iter(match=keys.sharers("*", "*")):
        client.delete(key)

    expired = statistics.numbers_of_all(["TH-14", COUNTRY], [so_far])

    assert [one.sharers for one in expired] == [one.sharers for one in exact] == [3, 3]


def test_should_not_read_more_sharers_than_one_can_wait_for(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    key = keys.sharers("TH-14", "2026-11-03")
    for first in range(0, 20_001, 5_000):
        client.sadd(key, *range(first, first + 5_000))
    client.hset(keys.distinct("2026-11-03"), "TH-14", 20_001)
    client.hset(keys.count("TH-14", "2026-11-03"), "new_to:month", 19_990)

    so_far, any_days = statistics.numbers_of_all(
        ["TH-14"], [FIRST_TO_20TH, Period(date(2026, 11, 2), date(2026, 11, 9), Span.DAY)]
    )

    assert (so_far.sharers, any_days.sharers) == (19_990, None)


def test_should_give_rows_centre_by_centre_and_zeros_where_nothing_happened(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    share(client, 1, NOW)
    share(client, 1, NOW, "TH-50")

    rows = statistics.numbers_of_all(
        ["TH-14", "TH-50", COUNTRY], [NOVEMBER.before(), NOVEMBER, FIRST_TO_20TH]
    )

    assert [(row.centre, row["shares"], row.sharers) for row in rows] == [
        ("TH-14", 0, 0),
        ("TH-14", 1, 1),
        ("TH-14", 1, 1),
        ("TH-50", 0, 0),
        ("TH-50", 1, 1),
        ("TH-50", 1, 1),
        (COUNTRY, 0, 0),
        (COUNTRY, 2, 1),
        (COUNTRY, 2, 1),
    ]


def test_should_read_more_rows_than_fit_into_one_round_trip(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    share(client, 1, NOW, "TH-96")

    rows = statistics.numbers_of_all([f"TH-{number}" for number in range(10, 97)], [FIRST_TO_20TH])

    assert [row["shares"] for row in rows] == [0] * 86 + [1]
    assert [row.sharers for row in rows] == [0] * 86 + [1]


def test_should_add_the_centres_up_to_the_country(
    handling: Handling, statistics: RedisStatistics
) -> None:
    handling.enrol(9)
    for who, where in [(1, AYUTTHAYA), (2, CHIANG_MAI), (3, near(AYUTTHAYA, 900))]:
        handling.do(a_share(who, where))
    handling.do(a_press(9, "claim", NOW + minutes(5), case="14-6911-0001"))

    *centres, country = statistics.numbers_of_all(["TH-14", "TH-50", COUNTRY], [FISCAL_YEAR])

    for name in ("shares", "cases", "claimed", "escalated"):
        assert sum(numbers[name] for numbers in centres) == country[name] > 0


def test_should_know_every_centre_that_opened_a_case(
    handling: Handling, statistics: RedisStatistics
) -> None:
    handling.do(a_share(1, AYUTTHAYA))
    handling.do(a_share(2, CHIANG_MAI))

    assert statistics.centres() == ["TH-14", "TH-50"]


def test_should_report_a_month_so_far_against_as_many_days_of_the_one_before(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    days = [(1, 10), (20, 10), (21, 10), (1, 11), (20, 11)]
    for who, (day, month) in enumerate(days, start=1):
        share(client, who, on(day, month))

    report = statistics.report("TH-14", Span.MONTH, on(20))

    assert (report.now.period, report.now["shares"], report.now.sharers) == (NOVEMBER, 2, 2)
    assert report.before.period == Period(date(2026, 10, 1), date(2026, 10, 20), Span.MONTH)
    assert (report.before["shares"], report.before.sharers) == (2, 2)


def test_should_report_a_month_on_its_last_day_against_the_whole_one_before(
    client: StoreClient, statistics: RedisStatistics
) -> None:
    share(client, 1, on(31, 10))
    share(client, 1, on(30))

    report = statistics.report(COUNTRY, Span.MONTH, on(30))

    assert (report.now["shares"], report.before["shares"]) == (1, 1)


def test_should_write_counters_for_every_span_that_is_read() -> None:
    entry = LogEntry(Act.OPENED, NOW, "TH-14")

    written = {key for key, _, _ in additions(entry)}

    day = date(2026, 11, 20)
    assert {
        keys.count(scope, period_of(day, span).label)
        for scope in ("TH-14", COUNTRY)
        for span in COUNTED_SPANS
    } == written
