"""A point on the earth, checked when it is made, and the cell of a fixed grid that holds it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from math import cos, floor, radians


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees of WGS-84. Raises ValueError for numbers out of range, without naming them."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Where a person stands is personal data, and error texts end up in logs.
        if not _within(self.latitude, 90) or not _within(self.longitude, 180):
            raise ValueError(
                "A point needs a latitude in [-90; 90] and a longitude in [-180; 180]."
            )

    def rounded(self, decimals: int) -> Point:
        """Return the point rounded: 2 decimals are about 1 km, 3 about 100 m."""
        return Point(round(self.latitude, decimals), round(self.longitude, decimals))


def _within(degrees: float, limit: int) -> bool:
    return math.isfinite(degrees) and -limit <= degrees <= limit


#: Degrees of a cell's height: 500 m along a meridian.
_HEIGHT = 0.0045
#: Nobody shares nearer to a pole, where the cells of a row would have no width.
_FARTHEST = 89.0


def cell(point: Point) -> str:
    """Return the name of the cell of *point*, "row.place", both counted from 0° and 0°."""
    row = floor(point.latitude / _HEIGHT)
    return f"{row}.{floor(point.longitude / _width(row))}"


def corners(name: str) -> tuple[Point, Point]:
    """Return the south-west and the north-east corner of a cell."""
    row, place = map(int, name.split("."))
    south_west = Point(row * _HEIGHT, place * _width(row))
    return south_west, Point((row + 1) * _HEIGHT, (place + 1) * _width(row))


def _width(row: int) -> float:
    middle = min(abs(row + 0.5) * _HEIGHT, _FARTHEST)
    return _HEIGHT / cos(radians(middle))
