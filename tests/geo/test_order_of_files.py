"""What is told of a point never hangs on the order in which a file names things."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.boundaries import Boundaries, read_outlines
from geo.centres import Point
from geo.places import PopulatedPlace
from geo.whereabouts import Gazetteer

Corner = tuple[float, float]

#: Four provinces around one corner at 100.5, 14.5, with slanting borders; a fifth lies over two of
#: them, and a sixth a strip of 200 m away from the fourth.
SHAPES: dict[str, Sequence[Corner]] = {
    "TH-17": ((100.0, 14.0), (100.55, 14.0), (100.5, 14.5), (100.0, 14.45)),
    "TH-16": ((100.55, 14.0), (101.0, 14.0), (101.0, 14.55), (100.5, 14.5)),
    "TH-15": ((100.5, 14.5), (101.0, 14.55), (101.0, 15.0), (100.45, 15.0)),
    "TH-14": ((100.0, 14.45), (100.5, 14.5), (100.45, 15.0), (100.0, 15.0)),
    "TH-13": ((100.9, 14.2), (101.1, 14.2), (101.1, 14.8), (100.9, 14.8)),
    "TH-12": ((99.5, 14.45), (99.998, 14.45), (99.998, 15.0), (99.5, 15.0)),
}
#: Where more than one of them has a right to the point, and the one that has it.
SHARED = {
    "the corner of four": (Point(14.5, 100.5), "TH-14"),
    "a straight border": (Point(14.0, 100.55), "TH-16"),
    "an overlap of two": (Point(14.3, 100.95), "TH-13"),
    "an overlap of three": (Point(14.545, 100.95), "TH-13"),
    "the middle of a gap": (Point(14.7, 99.999), "TH-12"),
    "the edge of a gap": (Point(14.7, 100.0), "TH-14"),
    "beside a corner of two": (Point(13.995, 100.55), "TH-16"),
}


def _feature(iso: str, corners: Sequence[Corner]) -> dict[str, object]:
    ring = [list(corner) for corner in (*corners, corners[0])]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"iso": iso}, "geometry": geometry}


def _read(folder: Path, features: Sequence[object]) -> Boundaries:
    return Boundaries(_file(folder, features))


def _file(folder: Path, features: Sequence[object]) -> Path:
    path = folder / "provinces.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _told(boundaries: Boundaries, point: Point) -> str | None:
    return boundaries.province_at(point) or boundaries.province_beside(point)


def _turned(corners: Sequence[Corner], by: int, *, back: bool) -> Sequence[Corner]:
    """Begin the ring elsewhere, and go round the other way."""
    turned = [*corners[by % len(corners) :], *corners[: by % len(corners)]]
    return turned[::-1] if back else turned


FILES = st.tuples(
    st.permutations(list(SHAPES)), st.integers(min_value=0, max_value=3), st.booleans()
)


@pytest.mark.parametrize(("point", "province"), SHARED.values(), ids=SHARED.keys())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(file=FILES)
def test_should_give_a_shared_point_to_the_lowest_id_in_every_order_of_the_file(
    tmp_path: Path, point: Point, province: str, file: tuple[list[str], int, bool]
) -> None:
    order, by, back = file
    features = [_feature(iso, _turned(SHAPES[iso], by, back=back)) for iso in order]

    assert _told(_read(tmp_path, features), point) == province


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
def test_should_call_equal_what_only_rounding_tells_apart(tmp_path: Path, order: int) -> None:
    west = ((100.0, 14.0), (100.1, 14.0), (100.1, 14.5), (100.0, 14.5))
    east = ((100.3, 14.0), (100.4, 14.0), (100.4, 14.5), (100.3, 14.5))
    middle = [Point(14.2, 100.1 + 0.018 / 2 + shift) for shift in (0.0, 1e-13, -1e-13)]
    near = [(longitude - 0.182, latitude) for longitude, latitude in east]  # a gap of 0.018
    features = [_feature("TH-15", west), _feature("TH-14", near)][::order]
    boundaries = _read(tmp_path, features)

    assert {boundaries.province_beside(point) for point in middle} == {"TH-14"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(draw=st.randoms(use_true_random=False))
def test_should_tell_every_corner_of_the_country_alike_in_every_order(
    tmp_path: Path, corners: tuple[list[object], list[Point], list[str | None]], draw: object
) -> None:
    features, points, expected = corners
    shuffled = list(features)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    boundaries = _read(tmp_path, shuffled)

    assert [_told(boundaries, point) for point in points] == expected


@pytest.fixture(scope="module")
def corners(
    boundaries: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[object], list[Point], list[str | None]]:
    """Return the provinces, the points at which two or more meet, and what is told of those."""
    features = json.loads(boundaries.read_bytes())["features"]
    seen: dict[Corner, set[str]] = {}
    for feature in features:
        for ring in _rings(feature["geometry"]):
            for corner in ring:
                seen.setdefault((corner[0], corner[1]), set()).add(feature["properties"]["iso"])
    meeting = sorted(corner for corner, ids in seen.items() if len(ids) > 1)
    points = [Point(latitude, longitude) for longitude, latitude in meeting]
    assert len(points) > 1_000
    told = _read(tmp_path_factory.mktemp("in-order"), features)
    expected = [_told(told, point) for point in points]
    assert expected == [min(seen[corner]) for corner in meeting]
    return features, points, expected


def _rings(geometry: dict[str, list[list[list[Corner]]]]) -> list[list[Corner]]:
    polygons: list[object] = list(geometry["coordinates"])
    if str(geometry["type"]) == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]  # type: ignore[attr-defined]


def test_should_draw_all_features_of_a_province(tmp_path: Path) -> None:
    parts = [_feature("TH-14", SHAPES["TH-14"]), _feature("TH-14", SHAPES["TH-12"])]
    others = [_feature("TH-16", SHAPES["TH-16"])]

    outlines = read_outlines(_file(tmp_path, [parts[0], *others, parts[1]]))

    assert {id: len(rings) for id, rings in outlines.items()} == {"TH-14": 2, "TH-16": 1}
    assert list(read_outlines(_file(tmp_path, [*others, *parts]))) == list(outlines)


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "backwards"])
def test_should_take_the_first_name_of_two_towns_equally_near(order: int) -> None:
    towns = [PopulatedPlace("TH", name, Point(14.0, 100.0)) for name in ("Ang Thong", "Ayutthaya")]

    province = Gazetteer(
        [*towns[::order], PopulatedPlace("LA", "", Point(18.0, 102.6))],
    ).province(Point(14.1, 100.1))

    assert province == "Ang Thong"
