import math
import random

import pytest

from geo.centres import Point, longest_geodesic, longest_rival_chord, metres, position

#: The radius of which geo/centres.py says that no geodesic bends less.
FLATTEST = 6_420_000.0


def shortest_way(chord: float) -> float:
    """Say below which length no geodesic with this chord can be."""
    return 2 * FLATTEST * math.asin(chord / (2 * FLATTEST))


def _a_point(rng: random.Random) -> Point:
    return Point(math.degrees(math.asin(rng.uniform(-1, 1))), rng.uniform(-180, 180))


def _beside(point: Point, degrees: float, rng: random.Random) -> Point:
    latitude = point.latitude + rng.uniform(-degrees, degrees)
    longitude = point.longitude + rng.uniform(-degrees, degrees)
    return Point(max(-90, min(90, latitude)), (longitude + 180) % 360 - 180)


@pytest.mark.parametrize("degrees", [0.01, 1, 10, 90, 180], ids=lambda degrees: f"{degrees} deg")
def test_should_hold_every_geodesic_between_its_bounds(degrees: float) -> None:
    rng = random.Random(20171012)
    starts = [_a_point(rng) for _ in range(1_000)]

    for start in starts:
        end = _beside(start, degrees, rng)
        chord = math.dist(position(start), position(end))
        way = metres(start, end)

        assert shortest_way(chord) <= way + 1e-6
        assert longest_geodesic(chord) >= way - 1e-6


@pytest.mark.parametrize("chord", [0.0, 1.0, 5e4, 1e6, 6e6, 1.2e7], ids=str)
def test_should_let_a_rival_go_only_when_its_shortest_way_is_longer(chord: float) -> None:
    rival = longest_rival_chord(chord) + 0.001

    assert shortest_way(rival) > longest_geodesic(chord)


def test_should_let_no_rival_go_near_the_antipode() -> None:
    chord = 12_740_000.0

    limit = longest_rival_chord(chord)

    assert limit == math.inf
