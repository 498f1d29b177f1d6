import math
from dataclasses import FrozenInstanceError

import pytest

from geo.centres import Point


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (13.7563, 100.5018)],
    ids=["north-east end", "south-west end", "origin", "Bangkok"],
)
def test_should_accept_all_of_the_earth(latitude: float, longitude: float) -> None:
    point = Point(latitude, longitude)

    assert (point.latitude, point.longitude) == (latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (math.nan, 100.5),
        (13.75, math.nan),
        (math.inf, 100.5),
        (13.75, -math.inf),
        (90.0001, 100.5),
        (-90.0001, 100.5),
        (13.75, 180.0001),
        (100.5018, 13.7563),
    ],
    ids=["nan", "nan east", "inf", "inf west", "north", "south", "east", "swapped"],
)
def test_should_refuse_what_is_no_place_without_repeating_it(
    latitude: float, longitude: float
) -> None:
    with pytest.raises(ValueError, match="needs a latitude") as refusal:
        Point(latitude, longitude)

    assert str(latitude) not in str(refusal.value)
    assert str(longitude) not in str(refusal.value)


def test_should_not_change_once_made() -> None:
    point = Point(13.7563, 100.5018)

    with pytest.raises(FrozenInstanceError):
        point.latitude = 14.0  # type: ignore[misc]  # that is the test


def test_should_blur_to_the_decimals_asked_for() -> None:
    point = Point(13.756331, 100.501762)

    blurred = point.rounded(2)

    assert blurred == Point(13.76, 100.5)
