"""What the screen is made of: its files, its places and borders, the people of the start."""

import csv
import json
import re
from pathlib import Path

import pytest

from simulator.control import add_people
from simulator.platform import Platform
from simulator.screen import read_outlines
from simulator.server import RunningSimulator, start
from simulator.users import Users
from tests.simulator.screen_side import Browser

STATIC = Path("simulator/static")
FILES = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", FILES)
def test_should_never_make_html_of_a_text(name: str) -> None:
    words = (STATIC / name).read_text()

    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", words) == []


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(("js/", "css/"))])
def test_should_keep_its_files_short_and_its_words_in_one_place(name: str) -> None:
    source = (STATIC / name).read_text()

    thai = name != "js/words.js" and re.search(r"[\u0e01-\u0e3a\u0e40-\u0e5b]{2,}", source)
    assert len(source.splitlines()) <= 250
    assert not thai


def test_should_add_people_from_json_and_from_a_file(tmp_path: Path) -> None:
    told = [{"displayName": "มะลิ"}, {"displayName": "Ann", "language": "en", "role": "head"}]
    file = tmp_path / "people.json"
    file.write_text(json.dumps(told))
    kept: list[Users] = [Platform().people, Platform().people]

    add_people(kept[0], json.dumps(told))
    add_people(kept[1], str(file))

    seen = [[(one.display_name, one.language, one.role) for one in each.all()] for each in kept]
    assert seen == [[("มะลิ", "th", ""), ("Ann", "en", "head")]] * 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("[{}]", "displayName"),
        ('[{"displayName": "Ann", "colour": "red"}]', "colour"),
        ('["Ann"]', "Must be an object"),
        ("[", "Expecting value"),
    ],
)
def test_should_say_what_is_wrong_with_people(told: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        add_people(Platform().people, told)


def test_should_draw_the_borders_it_is_given(tmp_path: Path) -> None:
    square = [[100, 13], [101, 13], [101, 14], [100.9991, 14.0001], [100, 14], [100, 13]]
    rock = [[99, 9], [99.001, 9], [99, 9.001], [99, 9]]
    geometry = {"type": "MultiPolygon", "coordinates": [[square], [rock]]}
    file = tmp_path / "borders.geojson"
    file.write_text(json.dumps({"features": [{"geometry": geometry}]}))

    with start(outlines=read_outlines(file)) as running:
        visitor = Browser(running.url)
        rings = json.loads(visitor.get("/_screen/borders").data)["rings"]
        visitor.close()

    assert rings == [[[100, 13], [101, 13], [101, 14], [100, 14], [100, 13], [100, 13]]]


def test_should_do_without_borders(simulator: RunningSimulator) -> None:
    visitor = Browser(simulator.url)
    status = visitor.get("/_screen/borders").status
    visitor.close()

    assert status == 204


def test_should_refuse_a_file_without_borders(tmp_path: Path) -> None:
    file = tmp_path / "empty.geojson"
    file.write_text('{"features": []}')

    with pytest.raises(ValueError, match="no Polygon"):
        read_outlines(file)


def test_should_know_places_all_over_the_country_and_some_abroad() -> None:
    places = json.loads((STATIC / "data/places.json").read_text())

    thai = [place for place in places if place["in"].startswith("TH-")]
    assert len(thai) >= 40
    assert len({place["in"] for place in thai}) >= 30
    assert len(places) - len(thai) >= 4
    assert all(place["th"] and place["en"] for place in places)
    assert all(len(place["address"][one]) <= 100 for place in places for one in ("th", "en"))


def test_should_know_all_provinces() -> None:
    provinces = json.loads((STATIC / "data/provinces.json").read_text())
    with Path("config/centres.csv").open(encoding="utf-8") as file:
        centres = {row["centre_id"] for row in csv.DictReader(file)}

    assert {province["id"] for province in provinces} == centres
