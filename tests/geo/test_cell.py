"""Cells of about 500 m: every place has one, and it is coarser than any place that is kept."""

from __future__ import annotations

import pytest

from geo.centres import Point, cell, corners, metres
from tests.builders import AYUTTHAYA, CHIANG_MAI, PATTAYA

BETONG = Point(5.7731, 101.0725)


@pytest.mark.parametrize("place", [AYUTTHAYA, CHIANG_MAI, PATTAYA, BETONG, Point(-33.9, -70.6)])
def test_should_be_about_500_m_wide_and_high(place: Point) -> None:
    north = _edge(place, 1, 0), _edge(place, -1, 0)
    east = _edge(place, 0, 1), _edge(place, 0, -1)

    assert 480 < metres(*north) < 520
    assert 480 < metres(*east) < 520


def test_should_tell_two_places_apart_that_are_a_kilometre_away() -> None:
    places = [
        Point(14.0 + north / 100, 100.0 + east / 100) for north in range(9) for east in range(9)
    ]

    assert len({cell(place) for place in places}) == len(places)


@pytest.mark.parametrize("place", [Point(90, 0), Point(-90, 180), Point(0, 0), Point(0, -180)])
def test_should_name_a_cell_anywhere(place: Point) -> None:
    assert cell(place)


def _edge(place: Point, north: int, east: int) -> Point:
    """Walk to where the cell ends."""
    step, here = 0.000_05, place
    while cell(here) == cell(place):
        here = Point(here.latitude + north * step, here.longitude + east * step)
    return here


@pytest.mark.parametrize("place", [AYUTTHAYA, CHIANG_MAI, BETONG, Point(-33.9, -70.6)])
def test_should_know_the_corners_of_a_cell(place: Point) -> None:
    south_west, north_east = corners(cell(place))

    assert south_west.latitude <= place.latitude < north_east.latitude
    assert south_west.longitude <= place.longitude < north_east.longitude
    middle = Point(
        (south_west.latitude + north_east.latitude) / 2,
        (south_west.longitude + north_east.longitude) / 2,
    )
    assert cell(middle) == cell(place)
