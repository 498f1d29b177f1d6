"""A point on the earth, checked when it is made, and the cell of a fixed grid that holds it.

The only file that knows geopy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, floor, radians

from geopy.distance import geodesic


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


# One instance is kept because each new one computes the series of the ellipsoid again, a third of
# the price of a distance.
_WGS84 = geodesic(ellipsoid="WGS-84")


def metres(a: Point, b: Point) -> float:
    """Return the length of the geodesic on WGS-84, exactly as `geodesic(a, b).meters` does."""
    kilometres: float = _WGS84.measure((a.latitude, a.longitude), (b.latitude, b.longitude))
    return kilometres * 1000


Position = tuple[float, float, float]

_A = 6_378_137.0
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)

# A geodesic of WGS-84 bends everywhere at least like a circle of radius a^2/b = 6,399,594 m and at
# most like one of b^2/a = 6,335,439 m (its normal curvature), and twists out of its plane by at
# most half the difference, 0.5 % of the bend. So a chord c has a length s over the ground with
#     2 R asin(c / 2R), R = 6,420 km   <=   s   <=   2 r asin(c / 2r), r = 6,330 km.
# The right side is Schur's theorem; the left side is the same without the twist, which can take
# off less than the 20 km of reserve give. Both are also tested on pairs from the whole earth.
_FLATTEST = 6_420_000.0
_ROUNDEST = 6_330_000.0

#: Metres that hide every rounding of a chord (1e-9) and of geopy's geodesic (1e-8).
_ROUNDING = 1e-3


def position(point: Point) -> Position:
    """Return x, y and z of a point on the ellipsoid, in metres from the centre of the earth."""
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    sin, cos = math.sin(latitude), math.cos(latitude)
    normal = _A / math.sqrt(1 - _E2 * sin * sin)
    across = normal * cos
    return (
        across * math.cos(longitude),
        across * math.sin(longitude),
        normal * (1 - _E2) * sin,
    )


def longest_geodesic(chord: float) -> float:
    """Return an upper bound of the geodesic for a chord in metres; infinite near the antipode."""
    if chord >= 2 * _ROUNDEST:
        return math.inf
    return 2 * _ROUNDEST * math.asin(chord / (2 * _ROUNDEST))


def longest_rival_chord(chord: float) -> float:
    """Return the chord up to which another point may have a shorter geodesic than this one's."""
    way = longest_geodesic(chord)
    if way >= math.pi * _FLATTEST:
        return math.inf
    return 2 * _FLATTEST * math.sin(way / (2 * _FLATTEST)) + _ROUNDING


#: Up to so many places each is tried as the first one; of more, only the nearest.
_FEW = 12
#: A smaller gain is rounding, and would be found again for ever.
_GAIN_M = 0.01

_Matrix = list[list[float]]


def short_order(start: Point, stops: Sequence[Point]) -> list[int]:
    """Return the indexes of *stops* in the order of a short way from *start* through all of them.

    Chords of the ellipsoid stand for geodesics: over 100 km they differ by a metre, so they order
    ways alike, and hundreds of places are compared in an instant."""
    places = [position(one) for one in (start, *stops)]
    metres = [[math.dist(a, b) for b in places] for a in places]
    firsts = list(range(1, len(places)))
    if len(firsts) > _FEW:
        firsts = [_nearest(0, set(firsts), metres)]
    ways = (_improved(_by_nearest(first, metres), metres) for first in firsts)
    best = min(ways, key=lambda way: _length(way, metres), default=[0])
    return [place - 1 for place in best[1:]]


def _by_nearest(first: int, metres: _Matrix) -> list[int]:
    way, left = [0, first], set(range(1, len(metres))) - {first}
    while left:
        way.append(_nearest(way[-1], left, metres))
        left.remove(way[-1])
    return way


def _nearest(here: int, left: set[int], metres: _Matrix) -> int:
    return min(left, key=lambda place: (metres[here][place], place))


def _improved(way: list[int], metres: _Matrix) -> list[int]:
    """Reverse parts of the way and move single places, as long as that makes it shorter."""
    while _reversed(way, metres) or _moved(way, metres):
        pass
    return way


def _reversed(way: list[int], metres: _Matrix) -> bool:
    """Reverse each part whose reversal is shorter (2-opt); return whether there was one. The way is
    open: past its last place nothing has to be joined again."""
    found, end = False, len(way)
    for i in range(1, end - 1):
        before, first = metres[way[i - 1]], metres[way[i]]
        for j in range(i + 1, end):
            last = way[j]
            gain = before[way[i]] - before[last]
            if j + 1 < end:
                after = way[j + 1]
                gain += metres[last][after] - first[after]
            if gain > _GAIN_M:
                way[i : j + 1] = reversed(way[i : j + 1])
                first, found = metres[way[i]], True
    return found


def _moved(way: list[int], metres: _Matrix) -> bool:
    """Move single places to where they cost less (or-opt), which no reversal finds."""
    found = False
    for place in way[1:]:
        at = way.index(place)
        way.remove(place)
        costs = [_added(place, j, way, metres) for j in range(1, len(way) + 1)]
        best = min(range(len(costs)), key=costs.__getitem__)
        better = costs[best] < costs[at - 1] - _GAIN_M
        way.insert(best + 1 if better else at, place)
        found = found or better
    return found


def _added(place: int, at: int, rest: list[int], metres: _Matrix) -> float:
    """Return the metres that *place* adds when it is inserted before index *at* of *rest*."""
    here = metres[rest[at - 1]][place]
    if at == len(rest):
        return here
    return here + metres[place][rest[at]] - metres[rest[at - 1]][rest[at]]


def _length(way: Sequence[int], metres: _Matrix) -> float:
    return sum(metres[a][b] for a, b in pairwise(way))
