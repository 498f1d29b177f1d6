"""LINE answers 503 for 25 seconds while people share, and reply tokens die sooner or later."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from geo.point import Point
from simulator.faults import Fault
from tests.builders import AYUTTHAYA
from tests.journeys.town import Town, a_town
from tests.servers import wait_until

SHARERS = 12
#: LINE speaks of a minute; 20 to 30 seconds have been reported.
TOKEN_LIVES_S = (20, 30, 60)
AWAY_S = 25


@pytest.mark.slow
@pytest.mark.parametrize("server", ["valkey"], indirect=True)  # it takes half a minute
@pytest.mark.parametrize("token_lives_s", TOKEN_LIVES_S)
def test_should_bring_receipt_and_alert_once_however_long_a_token_lives(
    store_url: str, tmp_path: Path, token_lives_s: int
) -> None:
    with a_town(store_url, tmp_path) as town:
        officer = town.officer()
        town.line.set_reply_token_life(token_lives_s)
        town.line.set_faults(Fault("error", path="send"))
        sharers = [town.citizen(f"Somchai {number}") for number in range(SHARERS)]
        before = len(town.line.messages_of(officer))
        for number, sharer in enumerate(sharers):  # half a kilometre apart: a case each
            place = Point(AYUTTHAYA.latitude + 0.005 * number, AYUTTHAYA.longitude)
            town.share(sharer, place)

        time.sleep(AWAY_S)
        town.line.set_faults()
        wait_until(lambda: _is_told(town, officer, sharers, before), "somebody is not told")
        town.settle()

        assert {sharer: _calls(town, sharer) for sharer in sharers} == dict.fromkeys(sharers, 1)
        alerts = Counter(str(row["message"]) for row in town.line.messages_of(officer)[before:])
        assert (len(alerts), set(alerts.values())) == (SHARERS, {1})


def _is_told(town: Town, officer: str, sharers: list[str], before: int) -> bool:
    alerts = len(town.line.messages_of(officer)) - before
    return alerts >= SHARERS and all(map(town.line.messages_of, sharers))


def _calls(town: Town, user: str) -> int:
    return len({row["requestId"] for row in town.line.accepted() if row["to"] == user})
