"""What `drill` says of routing to the nearest centre and by jurisdiction."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Place
from geo.centres import metres
from geo.whereabouts import Locator
from tests.builders import the_centres
from tests.tools.test_drill import a_plan
from tools.crowd.plan import load_places
from tools.drill.measures import compare


def test_should_route_to_the_nearest_or_to_who_has_jurisdiction() -> None:
    centres, locator = the_centres(), Locator(the_centres())
    shares = a_plan(shares=200).shares

    found = compare(shares, centres, locator)

    nearest, province = found["nearest"], found["province"]
    assert (nearest.shares, nearest.elsewhere) == (200, 0)
    assert 0 < province.elsewhere == 200 - nearest.has_duty
    assert province.has_duty == 200
    assert sum(nearest.metres) < sum(province.metres)


def test_should_send_pattaya_to_chon_buri_though_rayong_is_nearer() -> None:
    centres, locator = the_centres(), Locator(the_centres())
    pattaya = next(one for one in load_places().inside if centres.nearest(one.point).id == "TH-21")
    share = replace(a_plan().shares[0], place=Place(pattaya.point), address=pattaya.address)

    found = compare([share], centres, locator)

    duty = centres.by_id("TH-20")
    assert duty is not None
    assert (found["nearest"].has_duty, found["province"].has_duty) == (0, 1)
    assert found["province"].elsewhere == 1
    assert list(found["province"].metres) == [metres(duty.point, pattaya.point)]
