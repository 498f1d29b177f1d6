import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.centres import Centres, Point
from geo.places import LEFT_OUT, read_places
from geo.whereabouts import Gazetteer, Verdict, spell, spellings
from tests.geo.places import ABROAD, IN_THAILAND, TOO_NEAR_TO_TELL


def _land(boundaries: Path) -> BaseGeometry:
    features = json.loads(boundaries.read_bytes())["features"]
    return shapely.union_all([shapely.geometry.shape(feature["geometry"]) for feature in features])


@pytest.mark.parametrize("name", IN_THAILAND)
def test_should_never_put_a_thai_place_abroad(name: str) -> None:
    verdict = Gazetteer.of_geonames().verdict(Point(*IN_THAILAND[name]))

    assert verdict is not Verdict.ABROAD


@pytest.mark.parametrize("name", ABROAD)
def test_should_put_abroad_what_is_abroad_or_far_at_sea(name: str) -> None:
    verdict = Gazetteer.of_geonames().verdict(Point(*ABROAD[name]))

    assert verdict is Verdict.ABROAD


@pytest.mark.parametrize("name", TOO_NEAR_TO_TELL)
def test_should_be_in_doubt_next_to_the_border(name: str) -> None:
    verdict = Gazetteer.of_geonames().verdict(Point(*TOO_NEAR_TO_TELL[name]))

    assert verdict is Verdict.DOUBTFUL


def test_should_be_sure_in_a_thai_town() -> None:
    verdict = Gazetteer.of_geonames().verdict(Point(14.3532, 100.5689))

    assert verdict is Verdict.THAI


def test_should_have_thai_towns_in_all_77_provinces(centres: Centres) -> None:
    ids = spellings(centres)

    found = {ids.get(spell(place.province)) for place in read_places() if place.country == "TH"}

    assert found == {centre.id for centre in centres}


def test_should_name_the_province_of_every_place_left_out(centres: Centres) -> None:
    ids = spellings(centres)

    unknown = [p.province for p in LEFT_OUT if p.country == "TH" and spell(p.province) not in ids]

    assert unknown == []


def test_should_have_left_out_places_on_their_side_of_the_border(boundaries: Path) -> None:
    land = _land(boundaries)
    about_500_metres = 0.0045

    wrong = [
        place
        for place in LEFT_OUT
        if (place.country == "TH")
        != (
            land.distance(shapely.Point(place.point.longitude, place.point.latitude))
            <= about_500_metres
        )
    ]

    assert wrong == []
