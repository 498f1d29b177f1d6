"""From what is published no number can be worked out: not by sums, not by comparing days, not by
knowing the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cases.statistics import UNIT, PublicRow, PublicTable, publish, publish_row

#: The month of each day that is looked at; a month is settled when the next begins.
SEASONS = [(0, 0, 0), (0, 0, 1, 1), (0, 1, 1, 2), (0, 1, 2, 3), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5)]
COUNTS = some.one_of(some.integers(0, 9), some.sampled_from([0, 4, 5, 19]))
#: What is shown on each day, and the true months behind it.
Days = list[tuple[PublicRow, tuple[int, ...]]]


def days(season: Sequence[int], grown: Sequence[int]) -> Days:
    """Follow a province whose running month grows by so many each day."""
    months: list[int] = []
    seen = []
    for month, more in zip(season, grown, strict=True):
        months += [0] * (month + 1 - len(months))
        months[month] += more
        seen.append((publish_row(months, settled=month), tuple(months)))
    return seen


def histories(season: Sequence[int], most: int) -> Iterator[Days]:
    """Yield every way in which a province can grow by up to so many a day."""
    return (days(season, grown) for grown in product(range(most + 1), repeat=len(season)))


@pytest.mark.slow
@pytest.mark.parametrize("season", SEASONS, ids=str)
def test_should_tell_no_number_to_who_kept_every_day_and_knows_the_rule(
    season: tuple[int, ...],
) -> None:
    looks: dict[tuple[PublicRow, ...], list[set[int]]] = defaultdict(
        lambda: [set() for _ in range(sum(month + 1 for month in season))]
    )
    most = 9 if len(season) < 5 else 6

    for history in histories(season, most):
        numbers = (count for _, months in history for count in months)
        for could_be, count in zip(looks[_shown(history)], numbers, strict=True):
            could_be.add(count)

    # Who grows by more than four a day is left out: what it could be instead is beyond *most*.
    for history in histories(season, 4):
        assert min(map(len, looks[_shown(history)])) > 1


def _shown(history: Days) -> tuple[PublicRow, ...]:
    return tuple(shown for shown, _ in history)


@given(some.lists(COUNTS, min_size=1, max_size=12), some.integers(0, 12))
def test_should_show_whole_fives_and_never_more_than_there_are(
    months: list[int], settled: int
) -> None:
    shown = publish_row(months, settled)

    for count, said in zip([*months, sum(months)], [*shown.months, shown.year], strict=True):
        assert said % UNIT == 0
        assert said <= count
    assert sum(shown.months) <= shown.year


@given(some.lists(COUNTS, min_size=1, max_size=12))
def test_should_never_take_back_what_it_has_told_of_a_year(months: list[int]) -> None:
    told = [publish_row(months[:n], settled=n - 1).year for n in range(1, len(months) + 1)]

    assert told == sorted(told)
    assert publish_row(months, len(months)).year >= told[-1]


def test_should_not_tell_four_months_by_how_the_year_grows() -> None:
    quiet = days((0, 1, 2, 3, 4, 5), (0, 4, 4, 4, 4, 4))
    a_little_less = days((0, 1, 2, 3, 4, 5), (0, 3, 3, 3, 3, 3))

    assert _shown(quiet) == _shown(a_little_less)


def test_should_count_the_hidden_rests_in_the_year_once_their_months_are_settled() -> None:
    assert publish_row([2, 3, 1, 4], settled=3) == PublicRow((0, 0, 0, 0), 5)
    assert publish_row([2, 3, 1, 8], settled=3) == PublicRow((0, 0, 0, 5), 10)


@given(some.lists(some.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=5))
def test_should_say_nothing_of_the_country_that_its_provinces_do_not(
    rows: list[tuple[int, int, int]],
) -> None:
    public = publish({f"TH-{n}": row for n, row in enumerate(rows, 10)}, settled=2)

    shown = [publish_row(row, settled=2) for row in rows]
    sums = tuple(map(sum, zip(*(one.months for one in shown), strict=True)))
    assert public.country == PublicRow(sums, sum(one.year for one in shown))


def test_should_publish_nothing_of_nothing() -> None:
    assert publish({}, settled=0) == PublicTable({})
    assert publish({}, settled=0).country == PublicRow((), 0)


def _grown(before: Sequence[PublicRow], after: Sequence[PublicRow]) -> list[int]:
    """Tell which provinces show more of the running month than the day before."""
    pairs = zip(before, after, strict=True)
    return [at for at, (old, new) in enumerate(pairs) if new.months[-1] > old.months[-1]]


@given(some.integers(0, 10_000))
@settings(max_examples=30)
def test_should_hide_the_cells_of_a_year_of_three_cases_a_day_from_who_subtracts_days(
    seed: int,
) -> None:
    """The attack that an exact number of the country allowed: it rose by as many as provinces
    stepped to another five, so each of them stood just below."""
    dice = Random(seed)
    often = [1 / (place + 1) ** 0.8 for place in range(77)]
    counts, before = [0] * 77, publish({str(one): (0,) for one in range(77)}, 0)

    for _ in range(30):
        for at in dice.choices(range(77), often, k=dice.randint(0, 6)):
            counts[at] += 1
        now = publish({str(at): (count,) for at, count in enumerate(counts)}, 0)
        stepped = _grown(list(before.rows.values()), list(now.rows.values()))
        rose = now.country.months[0] - before.country.months[0]
        assert rose >= UNIT * len(stepped)
        before = now
