"""What an operator must hear of is loud wherever operators look, and ends by itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from config.settings import Settings
from tests.edges.answer_faults import UNAUTHORIZED
from tests.edges.certificates import Certificates
from tests.edges.lane import WITHIN_S, Lane, a_lane, trusting
from tests.faults.stage import wait_until
from tests.servers import ON_ONE_KIND

pytestmark = [pytest.mark.slow, ON_ONE_KIND]


@pytest.fixture
def lane(store_url: str, tmp_path: Path, certificates: Certificates) -> Iterator[Lane]:
    """Return a service over an edge."""
    with trusting(certificates), a_lane(store_url, tmp_path, certificates) as built:
        wait_until(lambda: _readiness(built)[0] == 200, WITHIN_S, "never ready")
        yield built


def _readiness(lane: Lane) -> tuple[int, Any]:
    answer = urllib3.request("GET", f"{lane.town.settings.public_url}/readyz", retries=False)
    return answer.status, answer.json()


def _metric(lane: Lane, name: str) -> float:
    text = urllib3.request("GET", f"{lane.town.settings.public_url}/metrics", retries=False).data
    (found,) = re.findall(rf"^{re.escape(name)} (\S+)$", text.decode(), re.MULTILINE)
    return float(found)


def _doctor(settings: Settings) -> str:
    """Ask the doctor as an operator would, in words without the table's lines."""
    env = os.environ | {
        "LINE_CHANNEL_SECRET": settings.channel_secret,
        "LINE_CHANNEL_ACCESS_TOKEN": settings.channel_access_token,
        "LINE_API_BASE": settings.api_base,
        "REDIS_URL": settings.redis_url,
        "DATA_DIR": str(settings.data_dir),
        "PUBLIC_URL": settings.public_url,
        "COLUMNS": "250",
    }
    words = [sys.executable, "-m", "bot", "doctor"]
    return subprocess.run(words, env=env, capture_output=True, text=True).stdout


def _hears(lane: Lane, sharer: str, number: str) -> Callable[[], bool]:
    return lambda: (lane.receipts(sharer), lane.alerts(number)) == (1, 1)


def test_should_be_loud_while_line_does_not_know_us_and_go_on_by_itself(lane: Lane) -> None:
    lane.edge.strike(UNAUTHORIZED)

    sharer, number = lane.share()

    wait_until(lambda: _readiness(lane)[0] == 503, WITHIN_S, "401 is not loud in /readyz")
    assert "unauthorized" in str(_readiness(lane)[1])
    assert _metric(lane, 'cts_line_shut{reason="unauthorized"}') == 1
    assert "access token" in _doctor(lane.town.settings)
    assert not lane.receipts(sharer)

    lane.edge.mend()

    wait_until(_hears(lane, sharer, number), WITHIN_S, "nothing came after 401")
    wait_until(lambda: _readiness(lane)[0] == 200, WITHIN_S, "401 is loud for ever")
    assert _metric(lane, 'cts_line_shut{reason="unauthorized"}') == 0
    assert lane.parked() == []


def test_should_be_loud_while_the_quota_is_over_and_go_on_by_itself(lane: Lane) -> None:
    lane.town.line.set_quota(100, used=100)

    sharer, number = lane.share()

    wait_until(lambda: lane.receipts(sharer) == 1, WITHIN_S, "replies are free")
    wait_until(lambda: _readiness(lane)[0] == 503, WITHIN_S, "quota is not loud in /readyz")
    assert "quota" in str(_readiness(lane)[1])
    assert _metric(lane, 'cts_line_shut{reason="quota"}') == 1
    assert "100 of 100 used" in _doctor(lane.town.settings)
    assert not lane.alerts(number)

    lane.town.line.set_quota(200)

    wait_until(_hears(lane, sharer, number), WITHIN_S, "nothing came after the quota was back")
    wait_until(lambda: _readiness(lane)[0] == 200, WITHIN_S, "quota is loud for ever")
    assert lane.parked() == []
