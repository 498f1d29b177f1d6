"""Who keeps what every public source tells, every day, works out no hidden number.

A country of three cases a day is followed over months, and beside it one whose hidden numbers are
others. Where all that is public is the same in both, on every day and by every question, nobody can
tell which of the two it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cases.calendar import Span, fiscal_year, periods_between
from cases.people import WRITTEN
from cases.statistics import UNIT, publish, publish_row, round_down
from config.settings import Settings
from tests.builders import the_centres
from web.open311.service_list import CLOSED, OPEN, SHARE, Query, Services
from web.open311.share_form import PublicRequests
from web.open_data import centre_feature, rows
from web.public import OF_PROVINCES, PublicNumbers, PublicYear, is_settled, tables
from web.templates import Catalogue

FIRST = date(2026, 10, 1)
CENTRES = the_centres()
OFFERED = Services(Catalogue(Settings()))
#: Few provinces have most of the cases.
OFTEN = [1 / (place + 1) ** 0.8 for place in range(77)]
NONE: frozenset[str] = frozenset()
STATES = [NONE, frozenset({OPEN}), frozenset({CLOSED})]
SERVICES = [NONE, frozenset({SHARE}), frozenset({"WITH_CHILD"})]
#: Province and month ("2026-11") -> cases at the end of a day.
Truth = Counter[tuple[str, str]]
SEEDS = some.integers(0, 10_000)
A_FEW = settings(max_examples=3)

#: Each looks at every cell of 77 provinces on each of many days.
pytestmark = pytest.mark.slow


def a_country(seed: int, days: int) -> Iterator[tuple[date, Truth]]:
    """Yield the cases at the end of each day: three a day, now none, now six."""
    dice, truth = Random(seed), Truth()
    for number in range(days):
        day = FIRST + timedelta(days=number)
        for centre in dice.choices([one.id for one in CENTRES], OFTEN, k=dice.randint(0, 6)):
            truth[centre, f"{day:%Y-%m}"] += 1
        yield day, truth.copy()


def another(truth: Truth, rest: Callable[[int], int]) -> Truth:
    """Return a country with other rests: what rounding to whole fives takes from each month."""
    months = {month for _, month in truth}
    cells = [(one.id, month) for one in CENTRES for month in months]
    return Truth({cell: round_down(truth[cell]) + rest(truth[cell] % UNIT) for cell in cells})


def published(until: date, truth: Truth) -> PublicNumbers:
    """Publish a day as PublicTotals does."""
    months = tuple(periods_between(FIRST, until, Span.MONTH))
    settled = sum(is_settled(month, until) for month in months)
    counts = {
        one.id: [truth[one.id, f"{month.first:%Y-%m}"] for month in months] for one in CENTRES
    }
    found = publish_row([40] * len(months), settled)
    told = {name: publish(counts, settled) for name in OF_PROVINCES}
    year = PublicYear(fiscal_year(until), months, told, {"visited": found, "found": found})
    return PublicNumbers(until, (year,), "")


def all_told(numbers: PublicNumbers) -> list[object]:
    """Return what every source tells: the files, the page, and Open311 by every filter."""
    return [
        list(rows(numbers, CENTRES)),
        [centre_feature(one, numbers.now) for one in CENTRES],
        [tables(numbers, CENTRES, language) for language in WRITTEN],
        *open311(numbers),
    ]


def open311(numbers: PublicNumbers) -> Iterator[list[object]]:
    """Ask for each filter, and for days, weeks and months."""
    reader = PublicRequests(numbers, OFFERED)
    last = datetime(numbers.until.year, numbers.until.month, numbers.until.day, 5, tzinfo=UTC)
    for states in STATES:
        for services in SERVICES:
            yield [*reader.find_all(Query(last - timedelta(days=89), last, services, states))]
    for days in (0, 6, 30):
        yield [*reader.find_all(Query(last - timedelta(days=days), last, NONE, NONE))]


@given(SEEDS)
@A_FEW
def test_should_let_each_number_be_none_to_four_more_until_its_month_is_settled(seed: int) -> None:
    for day, truth in a_country(seed, days=38):
        told = all_told(published(day, truth))

        assert told == all_told(published(day, another(truth, lambda _: 0)))
        assert told == all_told(published(day, another(truth, lambda _: UNIT - 1)))


@given(SEEDS)
@A_FEW
def test_should_never_tell_that_a_number_was_just_below_five(seed: int) -> None:
    for day, truth in a_country(seed, days=75):
        told = all_told(published(day, truth))

        assert told == all_told(published(day, another(truth, lambda rest: min(rest, 3))))
        assert told == all_told(published(day, another(truth, lambda rest: rest + (rest == 3))))


@given(SEEDS)
@A_FEW
def test_should_never_take_back_or_tell_by_open311_a_cell_below_five(seed: int) -> None:
    before: Counter[tuple[object, ...]] = Counter()
    for day, truth in a_country(seed, days=40):
        last = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        listed = PublicRequests(published(day, truth), OFFERED).find_all(
            Query(last - timedelta(days=80), last, NONE, NONE)
        )
        names = ("agency_responsible", "requested_datetime", "updated_datetime", "status")
        cells: Counter[tuple[object, ...]] = Counter(
            tuple(one[name] for name in names) for one in listed
        )

        assert {count % UNIT for count in cells.values()} <= {0}
        assert before <= cells
        before = cells
