import json
from pathlib import Path

import pytest

from geo.boundaries import Boundaries, BoundariesError
from geo.centres import Point

WEST, EAST = (100.0, 100.5), (100.5, 101.0)


def _square(longitudes: tuple[float, float]) -> list[list[list[float]]]:
    west, east = longitudes
    return [[[west, 14.0], [east, 14.0], [east, 14.5], [west, 14.5], [west, 14.0]]]


def _feature(iso: str, longitudes: tuple[float, float]) -> dict[str, object]:
    geometry = {"type": "Polygon", "coordinates": _square(longitudes)}
    return {"type": "Feature", "properties": {"iso": iso}, "geometry": geometry}


def _file(folder: Path, *features: object) -> Path:
    path = folder / "provinces.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.fixture
def squares(tmp_path: Path) -> Boundaries:
    return Boundaries(_file(tmp_path, _feature("TH-15", WEST), _feature("TH-14", EAST)))


@pytest.mark.parametrize(
    ("point", "at", "beside"),
    [
        (Point(14.2, 100.2), "TH-15", "TH-15"),
        (Point(14.2, 100.7), "TH-14", "TH-14"),
        (Point(14.51, 100.7), None, "TH-14"),
        (Point(14.53, 100.7), None, None),
    ],
    ids=["in the west", "in the east", "1 km off", "3 km off"],
)
def test_should_find_the_province_at_and_beside_a_point(
    squares: Boundaries, point: Point, at: str | None, beside: str | None
) -> None:
    assert squares.province_at(point) == at
    assert squares.province_beside(point) == beside


def test_should_take_the_lowest_id_on_a_common_boundary(squares: Boundaries) -> None:
    province = squares.province_at(Point(14.2, 100.5))

    assert province == "TH-14"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not json", "is not GeoJSON"),
        ("[]", "is not GeoJSON"),
        ('{"features": [{"properties": {}}]}', "is not GeoJSON"),
        ('{"features": [{"properties": {"iso": "TH-14"}, "geometry": {}}]}', "is not GeoJSON"),
        ('{"features": []}', "has no province"),
    ],
    ids=["no json", "a list", "no iso", "no geometry", "no feature"],
)
def test_should_refuse_another_kind_of_file(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "provinces.geojson"
    path.write_text(text)

    with pytest.raises(BoundariesError, match=expected):
        Boundaries(path)


def test_should_refuse_an_unknown_province(tmp_path: Path) -> None:
    path = _file(tmp_path, _feature("TH-14", EAST), _feature("LA-VT", WEST))

    with pytest.raises(BoundariesError, match="LA-VT"):
        Boundaries(path)


def test_should_say_that_the_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BoundariesError, match="cannot be read"):
        Boundaries(tmp_path / "none.geojson")


def test_should_know_all_77_provinces(boundaries: Path) -> None:
    features = json.loads(boundaries.read_bytes())["features"]

    Boundaries(boundaries)

    assert len({feature["properties"]["iso"] for feature in features}) == 77
