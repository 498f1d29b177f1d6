"""A short order in which to visit several places: nearest neighbour, then 2-opt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from geo.centres import Point, position

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
