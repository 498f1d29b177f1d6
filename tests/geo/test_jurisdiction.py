"""With ROUTING=province a share goes to the centre of the province in which it lies: measured on
points drawn inside the true boundaries. How often GeoNames alone is right, `make bench` says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cases.case import Place
from geo.centres import Centres
from geo.whereabouts import Locator
from handlers.request import Context
from tests.builders import a_context
from tests.geo.inside import Inside, address, part, part_of_land, points_inside

_EACH = 200


@pytest.fixture(scope="module")
def points(boundaries: Path) -> list[Inside]:
    """Draw 15,400 points."""
    return points_inside(boundaries, _EACH)


def a_house_with(locator: Locator) -> Context:
    """Build a house that routes by jurisdiction with a real map."""
    return replace(a_context(routing="province"), map=locator)


def goes_to(context: Context, place: Place) -> tuple[str, str]:
    """Return the centre that a place goes to, and who told its province."""
    where = context.locate(place)
    return context.centre_for(place, where.province).id, where.source


@pytest.mark.slow
def test_should_route_to_the_province_by_boundaries(
    points: list[Inside], bounded_locator: Locator
) -> None:
    context = a_house_with(bounded_locator)

    found = {one: goes_to(context, Place(one.point)) for one in points}

    assert {source for _, source in found.values()} == {"boundaries"}
    assert part({one: centre == one.province for one, (centre, _) in found.items()}) >= 99.5


@pytest.mark.slow
def test_should_route_to_the_province_that_the_address_names(
    points: list[Inside], locator: Locator, centres: Centres
) -> None:
    context = a_house_with(locator)

    found = {
        one: goes_to(context, Place(one.point, address(number, centres.by_id(one.province))))
        for number, one in enumerate(points[::2])
    }

    assert {one: to for one, to in found.items() if to != (one.province, "address")} == {}


def test_should_draw_every_point_evenly_over_the_land(
    points: list[Inside], centres: Centres
) -> None:
    nearest = {one: centres.nearest(one.point).id == one.province for one in points}

    assert len(points) == 77 * _EACH
    assert part_of_land(dict.fromkeys(points, True)) == pytest.approx(100)
    assert part_of_land(nearest) == pytest.approx(72.7, abs=1.5)
