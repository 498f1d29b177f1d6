"""Two workers on one store: one is killed amid load, and what comes once a week comes once."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.case import Place
from cases.people import Digest, Role
from cases.ports import Timer
from config.clock import to_ms
from store import keys
from store.report_reader import clock_of
from store.stream import GROUP
from store.timers import row
from tests.builders import AYUTTHAYA, a_context, a_line_id, near
from tests.faults.invariants import as_text
from tests.faults.people import People
from tests.faults.processes import Child
from tests.faults.stage import Scene, Stage, scene, wait_until
from tests.faults.told import calls
from tests.faults.worker import Plan
from tests.handling import Handling
from tools.crowd.deeds import share

#: What is killed tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_SECONDS = 30.0
_SHARES, _PLACES = 160, 40


def test_should_go_on_and_take_over_when_one_of_two_workers_is_killed(
    the_stage: Stage, tmp_path: Path
) -> None:
    with scene(the_stage, tmp_path) as here:
        people = People(here)
        people.enrol("TH-14", officers=2)
        first, second = here.start_worker(Plan(threads=2)), here.start_worker(Plan(threads=2))
        wait_until(lambda: all(_consumers(here, one) for one in (first, second)), _SECONDS, "none")

        _share(people, range(_SHARES // 2))
        left = _kill_amid_work(here, first)
        _share(people, range(_SHARES // 2, _SHARES))
        here.settle(_SECONDS)

        finished = (tmp_path / "worker-1.log").read_text()
        assert left
        assert [entry for entry in left if f'"{entry}"' not in finished] == []
        assert not (found := here.broken()), as_text(found)


def test_should_send_one_digest_of_a_week_however_many_workers_there_are(
    the_stage: Stage, tmp_path: Path
) -> None:
    with scene(the_stage, tmp_path) as here:
        manager, now = a_line_id(8_001), datetime.now(UTC)
        here.line.platform.people.add("Malee", user_id=manager)
        Handling(here.client, a_context()).enrol(8_001, "TH-10", Role.MANAGER)
        here.client.zadd(keys.TIMERS, {row(Timer.DIGEST, Digest.WEEKLY): to_ms(now)})
        for _ in range(3):
            here.start_worker(Plan())
        wait_until(lambda: _next(here) > now, _SECONDS, "no digest")
        here.settle(_SECONDS)

        pushes = [one for one in calls(here.line.platform.accepted()) if one.kind != "reply"]
        assert [one.to for one in pushes] == [manager]
        assert now < _next(here) <= now + timedelta(days=8)


def _share(people: People, numbers: range) -> None:
    """Let some people share at each of some places, all at about the same time."""
    for number in numbers:
        place = near(AYUTTHAYA, 150 * (number % _PLACES))
        people.do(share(a_line_id(number + 1), Place(place)))


def _kill_amid_work(here: Scene, worker: Child) -> list[str]:
    """Kill it while it has entries in hand; return their ids."""
    ends_at = time.monotonic() + _SECONDS
    while time.monotonic() < ends_at:
        os.kill(worker.pid, signal.SIGSTOP)  # what it has in hand is certain now
        if left := _in_hand(here, worker):
            worker.kill()
            return left
        os.kill(worker.pid, signal.SIGCONT)
        time.sleep(0.002)
    raise AssertionError("it never has anything in hand")


def _in_hand(here: Scene, worker: Child) -> list[str]:
    rows: Any = here.client.xpending_range(keys.INBOX, GROUP, "-", "+", 1_000)
    names = _consumers(here, worker)
    return [one["message_id"].decode() for one in rows if one["consumer"] in names]


def _consumers(here: Scene, worker: Child) -> list[bytes]:
    if not here.client.exists(keys.INBOX):
        return []
    rows: Any = here.client.xinfo_consumers(keys.INBOX, GROUP)
    return [one["name"] for one in rows if b":%d:" % worker.pid in one["name"]]


def _next(here: Scene) -> datetime:
    return clock_of(here.client, Digest.WEEKLY) or datetime.min.replace(tzinfo=UTC)
