"""LINE answers 503 for 25 seconds while people share, and reply tokens die sooner or later."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo.centres import Point
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
def test_should_bring_receipt_and_alert_once_however_long_a_token_lives(
    store_url: str, tmp_path: Path
) -> None:
    """In a town for each life, all away at the same time."""
    with ExitStack() as open_towns:
        towns = []
        for number, lives_s in enumerate(TOKEN_LIVES_S):
            url = f"{store_url.removesuffix('/0')}/{number}"
            town = open_towns.enter_context(a_town(url, tmp_path / str(number)))
            towns.append(_shared_while_away(town, lives_s))
        time.sleep(AWAY_S)
        for away in towns:
            away.town.line.set_faults()

        for away in towns:
            wait_until(away.is_told, "somebody is not told")
            away.town.settle()
            assert away.receipts() == dict.fromkeys(away.sharers, 1)
            assert (len(away.alerts()), set(away.alerts().values())) == (SHARERS, {1})


@dataclass(frozen=True, slots=True)
class Away:
    """A town in which people shared while LINE answered 503; the officer had seen *before*."""

    town: Town
    officer: str
    sharers: tuple[str, ...]
    before: int

    def is_told(self) -> bool:
        """Return whether everybody has heard."""
        heard = len(self.town.line.messages_of(self.officer)) - self.before
        return heard >= SHARERS and all(map(self.town.line.messages_of, self.sharers))

    def receipts(self) -> dict[str, int]:
        """Count the calls that LINE took for each sharer."""
        accepted = self.town.line.accepted()
        return {
            one: len({row["requestId"] for row in accepted if row["to"] == one})
            for one in self.sharers
        }

    def alerts(self) -> Counter[str]:
        """Count each alert that the officer got."""
        rows = self.town.line.messages_of(self.officer)[self.before :]
        return Counter(str(row["message"]) for row in rows)


def _shared_while_away(town: Town, token_lives_s: int) -> Away:
    officer = town.officer()
    town.line.set_reply_token_life(token_lives_s)
    town.line.set_faults(Fault("error", path="send"))
    sharers = tuple(town.citizen(f"Somchai {number}") for number in range(SHARERS))
    before = len(town.line.messages_of(officer))
    for number, sharer in enumerate(sharers):  # half a kilometre apart: a case each
        town.share(sharer, Point(AYUTTHAYA.latitude + 0.005 * number, AYUTTHAYA.longitude))
    return Away(town, officer, sharers, before)
