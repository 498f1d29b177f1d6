"""A short order of places: held against every order there is, and against the clock elsewhere."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.centres import Point, metres
from geo.route import short_order
from tests.builders import AYUTTHAYA, CHIANG_MAI, PATTAYA, near

#: A province and its neighbours, in steps of about a hundred metres.
POINTS = st.builds(
    lambda north, east: Point(14 + north / 1_000, 100 + east / 1_000),
    st.integers(0, 900),
    st.integers(0, 900),
)


def length(start: Point, stops: list[Point]) -> float:
    """Measure a way on the ellipsoid."""
    return sum(metres(a, b) for a, b in pairwise([start, *stops]))


def shortest(start: Point, stops: list[Point]) -> float:
    """Try every order; the distances are measured once."""
    places = [start, *stops]
    away = [[metres(a, b) for b in places] for a in places]
    ways = permutations(range(1, len(places)))
    return min(sum(away[a][b] for a, b in pairwise((0, *way))) for way in ways)


@settings(max_examples=60)
@given(start=POINTS, stops=st.lists(POINTS, max_size=7))
@example(start=AYUTTHAYA, stops=[AYUTTHAYA] * 4)
@example(start=AYUTTHAYA, stops=[PATTAYA, CHIANG_MAI, PATTAYA])
def test_should_be_hardly_longer_than_the_shortest_way(start: Point, stops: list[Point]) -> None:
    order = short_order(start, stops)

    assert sorted(order) == list(range(len(stops)))
    assert length(start, [stops[one] for one in order]) <= 1.2 * shortest(start, stops) + 1


@settings(max_examples=30)
@given(start=POINTS, stops=st.lists(POINTS, min_size=13, max_size=40))
def test_should_visit_every_one_of_many_places_once(start: Point, stops: list[Point]) -> None:
    assert sorted(short_order(start, stops)) == list(range(len(stops)))


def test_should_be_shorter_than_going_to_the_nearest_each_time() -> None:
    stops = [Point(14 + 7 * i**3 % 101 / 99, 100 + 3 * i**4 % 97 / 99) for i in range(1, 40)]
    here, left, nearest = AYUTTHAYA, list(stops), 0.0
    while left:
        there = min(left, key=lambda point: metres(here, point))
        nearest, here = nearest + metres(here, there), there
        left.remove(there)

    order = short_order(AYUTTHAYA, stops)

    assert length(AYUTTHAYA, [stops[one] for one in order]) < 0.97 * nearest


@pytest.mark.parametrize("count", [0, 1, 7, 30])
def test_should_follow_a_road(count: int) -> None:
    road = [near(AYUTTHAYA, 100 * step) for step in range(1, count + 1)]
    mixed = sorted(road, key=lambda point: hash((point.latitude * 7) % 1))

    order = short_order(AYUTTHAYA, mixed)

    assert [mixed[one] for one in order] == road


def test_should_uncross_a_way() -> None:
    corners = [Point(14.0, 100.0), Point(14.1, 100.1), Point(14.0, 100.1), Point(14.1, 100.0)]

    order = short_order(Point(13.99, 99.99), corners)

    assert length(Point(13.99, 99.99), [corners[one] for one in order]) < 34_500
