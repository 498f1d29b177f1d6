"""The invariants are worth something: each planted bug breaks the one that it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.faults import Fault
from tests.faults import planted_bugs
from tests.faults.invariants import as_text
from tests.faults.stage import Stage, scene
from tests.faults.story import begin
from tests.faults.worker import Plan

#: What is killed tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_LOST_ONCE = [Fault("lost", path="push", times=1)]
_CAUGHT = {
    planted_bugs.ACKNOWLEDGED_FIRST: ("after_read", "shares not exactly once in one case"),
    planted_bugs.NO_MARK: ("before_ack", "shares not exactly once in the log"),
    planted_bugs.NEW_KEY: ("", "pushes accepted twice"),
    planted_bugs.COUNTED_OUTSIDE: ("", "counters other than a recount of the log"),
}


@pytest.mark.parametrize("bug", planted_bugs.BUGS)
def test_should_see_a_planted_bug(the_stage: Stage, tmp_path: Path, bug: str) -> None:
    moment, invariant = _CAUGHT[bug]
    with scene(the_stage, tmp_path) as here:
        here.line.faults.set(_LOST_ONCE if bug == planted_bugs.NEW_KEY else [])

        begin(here, Plan(die_at=moment, mark=str(tmp_path / "dead"), bug=bug, idle_ms=300))

        found = here.broken()
        assert invariant in found, as_text(found)


def test_should_see_nothing_where_nothing_is_planted(the_stage: Stage, tmp_path: Path) -> None:
    with scene(the_stage, tmp_path) as here:
        here.line.faults.set(_LOST_ONCE)

        begin(here)

        found = here.broken()
        assert not found, as_text(found)
