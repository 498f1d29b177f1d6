"""The maps of the report page: rates of provinces, cells of many cases, and no place of a case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings
from geo.boundaries import on_plane
from geo.centres import Centre, Point, cell
from messages.texts import report_page
from store import keys
from tests.builders import AYUTTHAYA, a_share, the_centres
from tests.web.browser import CENTRE, HEAD, MANAGER, SETTINGS, a_rig, look

TILES = "https://tiles.example/{Z}/{X}/{Y}.png"
SQUARE = [[[100.4, 14.2], [100.8, 14.2], [100.8, 14.6], [100.4, 14.6], [100.4, 14.2]]]


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    """Write a file with the outline of one province, as an operator sets it."""
    shape = {"type": "Polygon", "coordinates": SQUARE}
    feature = {"type": "Feature", "properties": {"iso": CENTRE}, "geometry": shape}
    path = tmp_path / "provinces.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def charts(client: Any, who: int, settings: Settings = SETTINGS, query: str = "") -> dict[str, Any]:
    """Return the charts of a month with one share and with one cell of many cases."""
    rig = a_rig(client, settings)
    rig.handling.do(a_share(1, AYUTTHAYA))
    client.hset(keys.spots(CENTRE, "2026-11"), cell(AYUTTHAYA), 4)
    answer = look(rig.signed_in(who), f"/reports/charts?period=2026-11&{query}")
    assert answer.status_code == 200
    return dict(answer.json or {})


def kinds(of: Any) -> set[str]:
    """Return the names of all that a chart is made of."""
    return {one["name"] for one in parts(of) if "name" in one and "id" in one}


def columns(of: Any, name: str) -> list[Any]:
    """Return what stands in a column of a chart's sources."""
    return [value for one in parts(of) if one.get("type") == "map"
            for key, value in one["entries"] if key == name]  # fmt: skip


def parts(of: Any) -> Iterator[dict[str, Any]]:
    """Walk through a chart."""
    if isinstance(of, dict):
        yield of
        of = list(of.values())
    if isinstance(of, list):
        for one in of:
            yield from parts(one)


def the_centre() -> Centre:
    """Return the centre with the one share."""
    found = the_centres().by_id(CENTRE)
    assert found is not None
    return found


def test_should_draw_points_of_centres_where_no_outlines_are_set(client: Any) -> None:
    drawn = charts(client, MANAGER)["map"]

    assert "MultiPolygons" not in kinds(drawn)
    assert "Scatter" in kinds(drawn)
    assert sum(map(len, columns(drawn, "name"))) == 77


def test_should_mark_every_province_of_which_nobody_shares(client: Any) -> None:
    drawn = charts(client, MANAGER)["map"]

    here, _ = on_plane(the_centre().point)
    (marked,) = [xs for xs in columns(drawn, "x") if here not in xs]
    assert len(set(marked)) == 76
    assert {"type": "value", "value": "x"} in parts(drawn)
    assert report_page.SILENT.en in json.dumps(drawn)


def test_should_draw_outlines_where_a_file_of_them_is_set(client: Any, boundaries: Path) -> None:
    drawn = charts(client, MANAGER, replace(SETTINGS, boundaries_file=boundaries))["map"]

    assert "MultiPolygons" in kinds(drawn)
    west, south = on_plane(Point(14.2, 100.4))
    assert str(west) in json.dumps(columns(drawn, "xs"))
    assert str(south) in json.dumps(columns(drawn, "ys"))


@pytest.mark.parametrize("who", [MANAGER, HEAD])
def test_should_load_street_tiles_only_where_an_address_is_set(client: Any, who: int) -> None:
    name = "map" if who == MANAGER else "spots"

    without = charts(client, who)[name]
    with_tiles = charts(client, who, replace(SETTINGS, tiles_url=TILES))[name]

    assert "TileRenderer" not in kinds(without)
    assert "TileRenderer" in kinds(with_tiles)
    assert TILES in json.dumps(with_tiles)


@pytest.mark.parametrize("who", [MANAGER, HEAD])
def test_should_show_the_spots_of_one_centre_to_who_reads_its_report(client: Any, who: int) -> None:
    drawn = charts(client, who, query=f"centre={CENTRE}")

    assert columns(drawn["spots"], "cases") == [[4]]
    assert "map" not in drawn


@pytest.mark.parametrize(
    ("who", "unit", "of"), [(MANAGER, "km", "Centre of"), (HEAD, "กม.", "ศูนย์")]
)
def test_should_give_the_spots_something_to_find_ones_way_by(
    client: Any, boundaries: Path, who: int, unit: str, of: str
) -> None:
    settings = replace(SETTINGS, boundaries_file=boundaries)

    drawn = charts(client, who, settings, query=f"centre={CENTRE}")["spots"]

    told, (west, _) = json.dumps(drawn, ensure_ascii=False), on_plane(Point(14.2, 100.4))
    assert re.search(rf'"[125] {unit}"', told)
    assert re.search(rf'"{of} \S+', told)
    assert str(west) in json.dumps(columns(drawn, "x"))


def test_should_lead_from_each_spot_to_a_map_and_tell_it_nothing_of_us(client: Any) -> None:
    rig = a_rig(client)
    rig.handling.do(a_share(1, AYUTTHAYA))
    client.hset(keys.spots(CENTRE, "2026-11"), cell(AYUTTHAYA), 4)

    answer = look(rig.signed_in(HEAD), "/reports?period=2026-11")

    links = re.findall(r'<a href="(https://www.google.com/[^"]*)" rel="noreferrer"', answer.text)
    assert len(links) == 1
    assert re.fullmatch(r"https://www\.google\.com/maps/search/\?api=1&amp;query=14\.3\d+,100\.5\d+",
                        links[0])  # fmt: skip
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_should_show_no_spots_in_the_report_of_the_country(client: Any) -> None:
    assert "spots" not in charts(client, MANAGER)


def test_should_never_draw_the_place_of_a_case(client: Any) -> None:
    centre = the_centre()
    case = [str(one) for one in on_plane(AYUTTHAYA)]

    told = json.dumps([charts(client, MANAGER), charts(client, HEAD)])

    assert on_plane(centre.point) != on_plane(AYUTTHAYA)
    assert str(on_plane(centre.point)[0]) in told
    assert not [one for one in case if one in told]
