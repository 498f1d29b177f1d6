"""The nearest centre: ours against the plain loop of geopy over all centres."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from random import Random

from geopy.distance import geodesic

from geo.centres import Centre, Point
from tests.bench.places import centres
from tests.bench.results import Row, percentile

_PART = "nearest"
_OURS, _LOOPS = 20_000, 300
#: A box around Thailand.
_SOUTH, _NORTH, _WEST, _EAST = 5.6, 20.5, 97.3, 105.7


def measure(_: Path) -> list[Row]:
    """Look points of all Thailand up; the first ones both ways, with the same answer."""
    known, random = centres(), Random(77)
    points = [
        Point(random.uniform(_SOUTH, _NORTH), random.uniform(_WEST, _EAST)) for _ in range(_OURS)
    ]

    def loop(point: Point) -> Centre:
        here = (point.latitude, point.longitude)
        return min(
            known,
            key=lambda one: float(geodesic(here, (one.point.latitude, one.point.longitude)).meters),
        )

    if any(known.nearest(point) != loop(point) for point in points[:_LOOPS]):
        raise AssertionError("not the same centre")
    ours, theirs = _times(known.nearest, points), _times(loop, points[:_LOOPS])
    peer = f"loop over {len(known)}, geopy {version('geopy')}"
    return [
        Row(
            _PART, f"look-up, {name}", percentile(ours, share), "ms",
            peer, percentile(theirs, share), False, "<= 0.1",
        )
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]  # fmt: skip


def _times(look_up: Callable[[Point], Centre], points: Sequence[Point]) -> list[float]:
    times = []
    for point in points:
        began = time.perf_counter()
        look_up(point)
        times.append((time.perf_counter() - began) * 1000)
    return times
