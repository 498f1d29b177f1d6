"""Cells of about 500 m, by which sightings are counted: coarser than any place that is kept."""

from __future__ import annotations

from math import cos, floor, radians

from geo.point import Point

#: 500 m along a meridian.
_HEIGHT = 0.0045
#: Nobody shares nearer to a pole, where the cells of a row would have no width.
_FARTHEST = 89.0


def cell(point: Point) -> str:
    """Name the cell of *point* by its row and its place in the row, counted from 0, 0."""
    row = floor(point.latitude / _HEIGHT)
    return f"{row}.{floor(point.longitude / _width(row))}"


def corners(name: str) -> tuple[Point, Point]:
    """Return the corners of a cell in the south-west and in the north-east."""
    row, place = map(int, name.split("."))
    south_west = Point(row * _HEIGHT, place * _width(row))
    return south_west, Point((row + 1) * _HEIGHT, (place + 1) * _width(row))


def _width(row: int) -> float:
    middle = min(abs(row + 0.5) * _HEIGHT, _FARTHEST)
    return _HEIGHT / cos(radians(middle))
