"""Past sightings at a spot tell the one who goes when to go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.facts.answers import MovedHere
from cases.facts.casework import CaseClaimed, OfficerGoing
from cases.facts.shares import CaseOpened
from cases.outlook import BestTime
from geo.centres import Point, cell
from store import keys
from store.log import LIFE_S
from tests.builders import AYUTTHAYA, CHIANG_MAI, NOW, a_line_id, a_press, a_share, minutes, near
from tests.handling import Handling, only
from tests.scan import everything

ANNA, FRI, SAT = 11, 4, 5
NUMBER = "14-6911-0001"
#: Friday, 16:28 in Bangkok, and the days after.
DAY = timedelta(days=1)


def share(handling: Handling, days: int, who: int, where: Point = AYUTTHAYA) -> None:
    """Let somebody share so many days after NOW."""
    handling.do(a_share(who, where, NOW + days * DAY))


def claimed(handling: Handling) -> BestTime | None:
    """Return what the one who claims the first case is told."""
    handling.enrol(ANNA)
    return only(handling.do(a_press(ANNA, "claim", case=NUMBER)), CaseClaimed).best


def test_should_tell_the_one_who_claims_and_goes(handling: Handling) -> None:
    for days, who in ((0, 1), (0, 2), (1, 3), (7, 4)):
        share(handling, days, who)

    assert claimed(handling) == BestTime(15, (FRI,))
    going = only(handling.do(a_press(ANNA, "going", case=NUMBER)), OfficerGoing)
    assert going.best == BestTime(15, (FRI,))


@pytest.mark.parametrize(
    "shares",
    [
        [(0, 1), (1, 2), (2, 3)],
        [(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)],
    ],
    ids=["three", "one day"],
)
def test_should_say_nothing_where_little_is_known(
    handling: Handling, shares: list[tuple[int, int]]
) -> None:
    for days, who in shares:
        share(handling, days, who)

    assert claimed(handling) is None


def test_should_not_take_another_spot_for_this_one(handling: Handling) -> None:
    share(handling, 0, 1)
    for days in range(6):
        share(handling, days, 2, near(AYUTTHAYA, 1_200))

    assert claimed(handling) is None


def test_should_count_the_place_that_a_case_moved_to(handling: Handling) -> None:
    only(handling.do(a_share(1, CHIANG_MAI)), CaseOpened)
    handling.do(a_press(1, "confirm", case="50-6911-0001", seen="moved"))
    there = near(CHIANG_MAI, 3_000)

    only(handling.do(a_share(1, there, NOW + minutes(1))), MovedHere)

    assert handling.client.hget(keys.sightings(cell(there)), "4.16") == b"1"


def test_should_count_nobodys_own_need(handling: Handling) -> None:
    handling.do(a_press(1, "own_need"))

    share(handling, 0, 1)

    assert not handling.client.exists(keys.sightings(cell(AYUTTHAYA)))


def test_should_forget_after_400_days_without_a_share_and_know_nobody(handling: Handling) -> None:
    share(handling, 0, 1)
    key = keys.sightings(cell(AYUTTHAYA))
    handling.client.expire(key, 10)

    share(handling, 1, 2)

    assert LIFE_S - 60 < handling.client.ttl(key) <= LIFE_S
    assert handling.client.hgetall(key) == {
        b"4.16": b"1",
        b"5.16": b"1",
        b"day": b"2026-11-21",
        b"days": b"2",
    }
    kept = everything(handling.client)
    assert a_line_id(1).encode() not in kept.split(key.encode())[1].split(b"\n")[0]


def test_should_count_a_day_once_though_events_come_late(handling: Handling) -> None:
    for days, who in ((1, 1), (0, 2), (1, 3)):
        share(handling, days, who)

    assert handling.client.hget(keys.sightings(cell(AYUTTHAYA)), "days") == b"1"
