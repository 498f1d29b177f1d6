"""Today's round as an officer sees it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from cases.case import Place
from cases.facts.digests import RoundShown, Stop
from cases.people import Language
from geo.centres import Point
from messages.texts import manager
from tests.builders import AYUTTHAYA, a_case, near
from tests.messages.every_fact import CENTRE
from tests.messages.saying import acts, asker, links, said


def a_round(
    stops: int, language: Language = Language.THAI, urgent: str | None = None
) -> RoundShown:
    """Build a round of so many stops."""
    cases = [
        a_case(
            number=f"14-6911-{one:04d}",
            place=Place(near(AYUTTHAYA, 1_000 * one), "ตลาด"),
            urgent=urgent,
        )
        for one in range(1, stops + 1)
    ]
    every = tuple(Stop(case, 1_000.0) for case in cases)
    return RoundShown(asker(language=language), every, CENTRE)


def maps(shown: RoundShown) -> list[dict[str, list[str]]]:
    """Read the links."""
    found = [one for one in links(shown) if "google" in one]
    assert all(len(one) <= 1_000 and "|" not in one for one in found)
    return [parse_qs(urlsplit(one).query) for one in found]


@pytest.mark.parametrize(
    ("stops", "between"), [(1, [0]), (2, [1]), (10, [9]), (11, [9, 0]), (20, [9, 9])]
)
def test_should_link_the_way_in_parts_of_ten(stops: int, between: list[int]) -> None:
    ways = maps(a_round(stops))

    points = [one["waypoints"][0].split("|") if "waypoints" in one else [] for one in ways]
    assert [len(one) for one in points] == between
    assert all(one["travelmode"] == ["driving"] and one["api"] == ["1"] for one in ways)
    reached = [point for one, way in zip(points, ways, strict=True)
               for point in (*one, way["destination"][0])]  # fmt: skip
    wanted = [near(AYUTTHAYA, 1_000 * one) for one in range(1, stops + 1)]
    assert reached == [f"{one.latitude:.6f},{one.longitude:.6f}" for one in wanted]


@pytest.mark.parametrize("language", list(Language))
def test_should_number_the_stops_and_mark_the_urgent(language: Language) -> None:
    calm, urgent = said(a_round(2, language)), said(a_round(2, language, "CHILD"))

    assert "1. 14-6911-0001" in calm
    assert "2. 14-6911-0002" in calm
    mark = manager.URGENT_STOP.say(language, place="ตลาด", distance="1.0").split(" ")[0]
    assert mark not in calm
    assert mark in urgent
    assert manager.NOT_BY_URGENCY.say(language) in urgent


def test_should_never_need_more_than_a_link_may_hold() -> None:
    far = Point(-89.123456789, -179.123456789)
    stop = Stop(a_case(place=Place(far)), 1.0)

    assert len(maps(RoundShown(asker(), (stop,) * 20, CENTRE))) == 2


def test_should_lead_to_the_queue_where_there_is_nowhere_to_go() -> None:
    assert acts(a_round(0)) == ["queue"]
