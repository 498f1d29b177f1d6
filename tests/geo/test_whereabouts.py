import json
from pathlib import Path

import pytest
import shapely

from geo.centres import Centres, Point
from geo.whereabouts import Locator, Whereabouts
from tests.geo.inside import points_inside
from tests.geo.places import ABROAD, IN_THAILAND, TOO_NEAR_TO_TELL


@pytest.mark.parametrize("name", [*IN_THAILAND, *TOO_NEAR_TO_TELL])
def test_should_accept_without_boundaries(locator: Locator, name: str) -> None:
    place = Point(*(IN_THAILAND | TOO_NEAR_TO_TELL)[name])

    found = locator.locate(place, None)

    assert found.inside
    assert found.province is not None
    assert found.source == "geonames"


@pytest.mark.parametrize("name", ABROAD)
def test_should_refuse_without_boundaries(locator: Locator, name: str) -> None:
    found = locator.locate(Point(*ABROAD[name]), None)

    assert found == Whereabouts(inside=False, province=None, source="geonames")


@pytest.mark.parametrize("name", IN_THAILAND)
def test_should_accept_with_boundaries(bounded_locator: Locator, name: str) -> None:
    found = bounded_locator.locate(Point(*IN_THAILAND[name]), None)

    assert found.inside
    assert found.source == "boundaries"


@pytest.mark.parametrize("name", ABROAD)
def test_should_refuse_with_boundaries(bounded_locator: Locator, name: str) -> None:
    found = bounded_locator.locate(Point(*ABROAD[name]), None)

    assert found == Whereabouts(inside=False, province=None, source="boundaries")


def test_should_tell_with_boundaries_what_was_too_near(bounded_locator: Locator) -> None:
    points = [Point(*TOO_NEAR_TO_TELL[name]) for name in ("Bukit Kayu Hitam",)]

    found = [bounded_locator.locate(point, None) for point in points]

    assert [where.inside for where in found] == [False]


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Ko Tao", "TH-84"),
        ("Ko Lipe", "TH-91"),
        ("Mae Sai, market", "TH-57"),
        ("Aranyaprathet, Rong Kluea market", "TH-27"),
        ("Sadao, Dan Nok market", "TH-90"),
        ("Betong", "TH-95"),
        ("Nong Khai, river bank", "TH-43"),
        ("Ranong", "TH-85"),
    ],
)
def test_should_name_the_province_by_the_nearest_thai_place(
    locator: Locator, name: str, province: str
) -> None:
    found = locator.locate(Point(*IN_THAILAND[name]), None)

    assert found == Whereabouts(inside=True, province=province, source="geonames")


def test_should_believe_the_address_before_the_nearest_place(locator: Locator) -> None:
    point = Point(*IN_THAILAND["Betong"])

    found = locator.locate(point, "อ.ธารโต จ.ปัตตานี 95150 ประเทศไทย")

    assert found == Whereabouts(inside=True, province="TH-94", source="address")


def test_should_accept_a_point_at_sea_that_a_thai_address_vouches_for(locator: Locator) -> None:
    point = Point(12.0, 100.5)

    assert not locator.locate(point, None).inside
    assert not locator.locate(point, "Vientiane, Laos").inside
    assert locator.locate(point, "Rock Island, Chon Buri, Thailand").province == "TH-20"
    assert locator.locate(point, "หินกลางทะเล ประเทศไทย").inside


def test_should_not_believe_an_address_at_the_other_end_of_the_earth(locator: Locator) -> None:
    found = locator.locate(Point(35.7, 139.7), "Thai Town, Bangkok, Thailand")

    assert found == Whereabouts(inside=False, province=None, source="geonames")


def test_should_name_no_province_that_has_no_centre(centres: Centres) -> None:
    locator = Locator(Centres(c for c in centres if c.id != "TH-95"), None)

    found = locator.locate(Point(*IN_THAILAND["Betong"]), "อ.เบตง จ.ยะลา")

    assert found == Whereabouts(inside=True, province=None, source="geonames")


@pytest.fixture
def nong_khai_only(tmp_path: Path, centres: Centres) -> Locator:
    """Draw the river's southern bank as a straight line 0.7 km from the one of Vientiane."""
    box = shapely.box(102.4, 17.5, 102.9, 17.9550)
    feature = {
        "type": "Feature",
        "properties": {"iso": "TH-43"},
        "geometry": json.loads(shapely.to_geojson(box)),
    }
    path = tmp_path / "provinces.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return Locator(centres, path)


@pytest.mark.parametrize(
    ("point", "address", "expected"),
    [
        (Point(17.885, 102.744), "จ.เลย", Whereabouts(True, "TH-43", "boundaries")),
        (Point(17.959, 102.589), "จ.เลย", Whereabouts(True, "TH-43", "boundaries")),
        (Point(17.9625, 102.6060), None, Whereabouts(False, None, "boundaries")),
        (Point(17.4138, 102.787), "จ.เลย", Whereabouts(True, "TH-42", "address")),
        (Point(17.4138, 102.787), None, Whereabouts(True, "TH-41", "geonames")),
        (Point(16.5563, 104.7519), None, Whereabouts(False, None, "boundaries")),
    ],
    ids=[
        "inside, whatever the address says",
        "on a pier",
        "over the river in Vientiane",
        "left out of the file, with an address",
        "left out of the file, without one",
        "in doubt and outside the file",
    ],
)
def test_should_weigh_boundaries_before_address_before_places(
    nong_khai_only: Locator, point: Point, address: str | None, expected: Whereabouts
) -> None:
    found = nong_khai_only.locate(point, address)

    assert found == expected


def test_should_accept_999_of_1000_points_of_thailand_without_boundaries(
    locator: Locator, boundaries: Path
) -> None:
    points = points_inside(boundaries, each=60)

    found = [(one.province, locator.locate(one.point, None)) for one in points]

    assert sum(where.inside for _, where in found) >= 0.999 * len(found)
    assert sum(where.province == iso for iso, where in found) >= 0.85 * len(found)


def test_should_know_every_point_of_thailand_with_boundaries(
    bounded_locator: Locator, boundaries: Path
) -> None:
    points = points_inside(boundaries, each=20)

    found = [(one.province, bounded_locator.locate(one.point, None)) for one in points]

    assert [iso for iso, where in found if where != Whereabouts(True, iso, "boundaries")] == []
