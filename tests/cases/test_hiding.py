"""From what is published no number can be worked out, by sums or by knowing the rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cases.hiding import UNIT, PublicRow, PublicTable, publish, publish_row

Table = dict[str, tuple[int, ...]]
#: Provinces and months: small enough that every table that could be meant is looked at.
SHAPES = [(1, 1), (1, 5), (2, 1), (2, 2), (3, 1), (3, 2), (4, 1), (5, 1)]
COUNTS = some.one_of(some.integers(0, 9), some.sampled_from([0, 4, 5, 19]))


@some.composite
def tables(draw: some.DrawFn) -> Table:
    """Make a small table."""
    height, width = draw(some.sampled_from(SHAPES))
    row = some.tuples(*[COUNTS] * width)
    return {f"TH-{number}": draw(row) for number in range(10, 10 + height)}


def could_be_meant(public: PublicTable) -> list[tuple[tuple[int, ...], ...]]:
    """Give every table that would look the same in all that is told."""
    rows = [
        [row for row in product(*(range(one, one + UNIT) for one in shown.months))
         if publish_row(row) == shown]
        for shown in public.rows.values()
    ]  # fmt: skip
    return [table for table in product(*rows) if _has_the_sums(table, public)]


def _has_the_sums(table: tuple[tuple[int, ...], ...], public: PublicTable) -> bool:
    sums = [sum(column) for column in zip(*table, strict=True)]
    told = zip(sums, public.country, public.exact, strict=True)
    return all(total == said for total, said, exact in told if exact)


@given(tables())
@settings(max_examples=150, deadline=None)
def test_should_leave_every_number_open(table: Table) -> None:
    meant = could_be_meant(publish(table))

    assert tuple(table.values()) in meant
    for row, months in enumerate(table.values()):
        for month in range(len(months)):
            assert len({one[row][month] for one in meant}) > 1


@pytest.mark.parametrize(
    ("height", "width", "most"),
    [(2, 1, 14), (3, 1, 9), (2, 2, 9), (4, 1, 4), (5, 1, 4), (1, 5, 4), (3, 2, 4)],
)
def test_should_leave_every_number_open_to_one_who_knows_the_rule(
    height: int, width: int, most: int
) -> None:
    looks: dict[str, list[set[int]]] = defaultdict(lambda: [set() for _ in range(height * width)])

    for cells in product(range(most + 1), repeat=height * width):
        table = {str(row): cells[row * width : (row + 1) * width] for row in range(height)}
        for seen, count in zip(looks[repr(publish(table))], cells, strict=True):
            seen.add(count)

    assert len(looks) > 1
    assert min(len(seen) for one in looks.values() for seen in one) > 1


@given(some.lists(COUNTS, min_size=1, max_size=12))
def test_should_show_whole_fives_and_never_more_than_there_are(months: list[int]) -> None:
    shown = publish_row(months)

    for count, said in zip([*months, sum(months)], [*shown.months, shown.year], strict=True):
        assert said % UNIT == 0
        assert said <= count
        assert count >= UNIT or said == 0
    assert sum(shown.months) <= shown.year


def test_should_not_tell_five_months_by_their_year() -> None:
    assert publish_row([4, 4, 4, 4, 4]) == PublicRow((0, 0, 0, 0, 0), 15)


def test_should_tell_the_country_exactly_where_that_gives_nothing_away() -> None:
    a_year = _a_lumpy_year()

    public = publish(a_year)

    assert public.country == tuple(map(sum, zip(*a_year.values(), strict=True)))
    assert public.year_is_exact
    assert public.year == sum(public.country)


def test_should_not_tell_a_country_of_few_shares() -> None:
    public = publish(
        {"TH-10": (2, 30), "TH-11": (1, 31), "TH-12": (1, 33), "TH-13": (0, 32), "TH-14": (0, 38)}
    )

    assert public.country == (0, 164)
    assert public.exact == (False, True)
    assert not public.year_is_exact


@pytest.mark.parametrize(
    "table",
    [
        pytest.param({"TH-10": (7,)}, id="the country is one province"),
        pytest.param({f"TH-{n}": (4,) for n in range(10, 15)}, id="all have the most"),
        pytest.param({"TH-10": (40,), "TH-11": (0,), "TH-12": (0,)}, id="the others have none"),
    ],
)
def test_should_round_the_country_where_it_would_tell(table: Table) -> None:
    public = publish(table)

    assert public.exact == (False,)
    assert public.country == (sum(row.months[0] for row in public.rows.values()),)


def test_should_publish_nothing_of_nothing() -> None:
    assert publish({}) == PublicTable({}, (), ())


def _a_lumpy_year() -> Table:
    dice = Random(1)
    often = [0, 0, 1, 2, 3, 4, 7, 40]
    return {f"TH-{n}": tuple(dice.choice(often) for _ in range(12)) for n in range(10, 87)}
