import math
import random
import time
from functools import cache
from pathlib import Path

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.centres import Centre, Centres, Point
from geo.centres_file import load_centres

CENTRES = load_centres(Path(__file__).parents[2] / "config" / "centres.csv")
THAILAND = ((5.6, 20.5), (97.3, 105.7))
SEA = ((5.0, 13.0), (95.0, 104.0))
EARTH = ((-90.0, 90.0), (-180.0, 180.0))
Area = tuple[tuple[float, float], tuple[float, float]]


def _geodesic(point: Point, centre: Centre) -> float:
    here = (point.latitude, point.longitude)
    metres: float = geodesic(here, (centre.point.latitude, centre.point.longitude)).meters
    return metres


def _plain_loop(point: Point) -> Centre:
    return min(CENTRES, key=lambda centre: (_geodesic(point, centre), centre.id))


def _great_circle(a: Point, b: Point) -> float:
    south, north = math.radians(a.latitude), math.radians(b.latitude)
    east = math.radians(b.longitude - a.longitude)
    square = math.sin((north - south) / 2) ** 2
    square += math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    return 2 * math.asin(min(1, math.sqrt(square)))


def _quick_loop(point: Point) -> Centre:
    """Skip what a sphere, wrong by 0.6 % at most, puts farther than 2 % behind the best."""
    angles = [(_great_circle(point, centre.point), centre) for centre in CENTRES]
    limit = min(angle for angle, _ in angles) * 1.02
    rivals = [centre for angle, centre in angles if angle <= limit]
    return min(rivals, key=lambda centre: (_geodesic(point, centre), centre.id))


def _points(area: Area, count: int) -> list[Point]:
    rng = random.Random(2560)
    latitudes, longitudes = area
    return [Point(rng.uniform(*latitudes), rng.uniform(*longitudes)) for _ in range(count)]


@cache
def _on_the_border(a: Centre, b: Centre) -> Point:
    """Halve the way between two centres until both are equally far."""
    near, far = a.point, b.point
    for _ in range(60):
        middle = Point((near.latitude + far.latitude) / 2, (near.longitude + far.longitude) / 2)
        if _geodesic(middle, a) <= _geodesic(middle, b):
            near = middle
        else:
            far = middle
    return near


def _neighbours(count: int) -> list[tuple[Centre, Centre]]:
    pairs = [(a, b) for a in CENTRES for b in CENTRES if a.id < b.id]
    return sorted(pairs, key=lambda pair: _great_circle(pair[0].point, pair[1].point))[:count]


@settings(max_examples=150)
@given(
    st.builds(
        Point,
        latitude=st.floats(-90, 90, allow_nan=False),
        longitude=st.floats(-180, 180, allow_nan=False),
    )
    | st.builds(Point, latitude=st.floats(5.6, 20.5), longitude=st.floats(97.3, 105.7))
)
def test_should_find_what_the_plain_loop_over_all_centres_finds(point: Point) -> None:
    centre = CENTRES.nearest(point)

    assert centre == _plain_loop(point)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("area", "count"),
    [(THAILAND, 15_000), (SEA, 3_000), (EARTH, 600)],
    ids=["Thailand", "the sea", "the earth"],
)
def test_should_find_the_same_on_many_thousand_points(area: Area, count: int) -> None:
    points = _points(area, count)

    wrong = [point for point in points if CENTRES.nearest(point) != _quick_loop(point)]

    assert wrong == []


@pytest.mark.slow
def test_should_check_the_quick_loop_of_this_file_by_the_plain_one() -> None:
    points = [*_points(THAILAND, 100), *_points(EARTH, 100)]

    wrong = [point for point in points if _quick_loop(point) != _plain_loop(point)]

    assert wrong == []


@pytest.mark.parametrize("shift", [0.0, 1e-12, -1e-12, 1e-9, -1e-9, 1e-7, -1e-7], ids=str)
def test_should_be_exact_where_two_centres_are_equally_far(shift: float) -> None:
    borders = [_on_the_border(a, b) for a, b in _neighbours(25)]
    points = [Point(one.latitude + shift, one.longitude) for one in borders]

    wrong = [point for point in points if CENTRES.nearest(point) != _quick_loop(point)]

    assert wrong == []


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
def test_should_take_the_lowest_id_of_equals(order: int) -> None:
    ayutthaya, ang_thong = (_a_centre(id, Point(14.35, 100.57)) for id in ("TH-14", "TH-15"))
    centres = Centres([ayutthaya, ang_thong][::order])

    centre = centres.nearest(Point(14.0, 100.0))

    assert centre.id == "TH-14"


def test_should_find_the_only_centre_from_the_other_side_of_the_earth() -> None:
    centres = Centres([_a_centre("TH-14", Point(14.35, 100.57))])

    centre = centres.nearest(Point(-14.35, -79.43))

    assert centre.id == "TH-14"


def _seconds(point: Point) -> float:
    begun = time.perf_counter()
    CENTRES.nearest(point)
    return time.perf_counter() - begun


def _a_centre(id: str, point: Point) -> Centre:
    return Centre(id, "ก", "A", "ศูนย์ ก", "Centre A", "1300", point, "exact")
