import pytest
from geopy.distance import geodesic

from geo.centres import Point, metres


def test_should_give_the_very_number_of_geopy() -> None:
    bangkok, chiang_mai = Point(13.7563, 100.5018), Point(18.7883, 98.9853)

    distance = metres(bangkok, chiang_mai)

    assert distance == geodesic((13.7563, 100.5018), (18.7883, 98.9853)).meters


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Point(0, 0), Point(0, 1), 111_319.491),
        (Point(0, 0), Point(1, 0), 110_574.389),
        (Point(0, 0), Point(90, 0), 10_001_965.729),
        (Point(0, 180), Point(0, -180), 0.0),
    ],
    ids=["degree of the equator", "degree of a meridian", "quarter meridian", "date line"],
)
def test_should_measure_on_the_ellipsoid_of_wgs_84(a: Point, b: Point, expected: float) -> None:
    distance = metres(a, b)

    assert distance == pytest.approx(expected, abs=0.001)
    assert distance == metres(b, a)
