"""LINE away while many share: little is tried, and all is there soon after, in the right order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.edges.answer_faults import RATE_LIMITED, UNAVAILABLE
from tests.edges.certificates import Certificates
from tests.edges.edge import Fault
from tests.edges.lane import WITHIN_S, a_lane, trusting
from tests.edges.storm import Outage, Outcome, Storm
from tests.edges.transport_faults import REFUSED
from tests.servers import run_server

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

#: In full size (500 in ten minutes): `make edges`.
_SHARES, _SECONDS = 40, 5.0
_STORMS = ((REFUSED, 5), (UNAVAILABLE, 1), (RATE_LIMITED, 1))


def test_should_bring_all_that_waited_soon_in_order_and_once(
    tmp_path: Path, certificates: Certificates
) -> None:
    with (
        run_server("valkey", tmp_path / "store", fsync="no") as server,
        trusting(certificates),
        ThreadPoolExecutor(len(_STORMS)) as pool,
    ):

        def rage(number: int, fault: Fault, officers: int) -> tuple[Outcome, list[str]]:
            place = tmp_path / str(number)
            with a_lane(server.url.replace("/0", f"/{number}"), place, certificates) as lane:
                team = [lane.officer, *(lane.town.officer() for _ in range(officers - 1))]
                storm = Storm(lane.town.line, lane.edge, team)
                return storm.rage(Outage(fault, _SECONDS, _SHARES)), lane.parked()

        numbered = [pool.submit(rage, number, *storm) for number, storm in enumerate(_STORMS)]
        outcomes = [one.result() for one in numbered]

    for came, parked in outcomes:
        assert (came.missing, came.doubled, parked) == ([], [], []), came
        assert came.is_in_order, came
        assert came.seconds <= WITHIN_S, came
        assert came.tried < came.messages / 2, came
