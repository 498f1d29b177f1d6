"""A process dies at each moment that matters, and nothing is lost, doubled or misplaced."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.faults import Fault, FaultKind
from tests.faults.fail_points import SENDER, WEB, WORKER
from tests.faults.invariants import as_text
from tests.faults.stage import Stage, scene
from tests.faults.story import play
from tests.faults.told import calls
from tests.faults.worker import Plan

#: What is killed tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

#: What LINE does so that the moment comes: an answer that is lost makes the sender wait and try
#: again; the rate's limit shuts the way for all.
_LINE_DOES: dict[str, FaultKind] = {
    "before_later": "lost",
    "after_later": "lost",
    "after_409": "lost",
    "before_set_aside": "rate_limit",
    "after_set_aside": "rate_limit",
}


@pytest.mark.parametrize("moment", WORKER + SENDER)
def test_should_keep_every_promise_when_a_worker_dies(
    the_stage: Stage, tmp_path: Path, moment: str
) -> None:
    mark = tmp_path / "dead"
    with scene(the_stage, tmp_path) as here:
        does = _LINE_DOES.get(moment)
        here.line.faults.set([Fault(does, path="push", times=1)] if does else [])

        play(here, first=Plan(die_at=moment, mark=str(mark), idle_ms=300))

        assert mark.exists(), f"nobody died {moment}"
        found = here.broken()
        assert not found, as_text(found)


@pytest.mark.parametrize("moment", ["after_read", "before_reply", "after_200_of_reply"])
def test_should_take_over_at_once_what_a_dead_worker_of_this_machine_left(
    the_stage: Stage, tmp_path: Path, moment: str
) -> None:
    """By the clock it would be a minute here; until then a dead token proves nothing any more."""
    mark = tmp_path / "dead"
    with scene(the_stage, tmp_path) as here:
        play(here, first=Plan(die_at=moment, mark=str(mark), idle_ms=60_000))

        assert mark.exists(), f"nobody died {moment}"
        assert not (found := here.broken()), as_text(found)
        said = Counter((one.to, one.text) for one in calls(here.line.platform.accepted()))
        assert [one for one, often in said.items() if often > 1] == [], "told twice"


@pytest.mark.parametrize("moment", WEB)
def test_should_keep_every_promise_when_the_web_dies(
    the_stage: Stage, tmp_path: Path, moment: str
) -> None:
    mark = tmp_path / "dead"
    with scene(the_stage, tmp_path, app=f'tests.faults.web:dying("{moment}", "{mark}")') as here:
        play(here)

        assert mark.exists(), f"nobody died {moment}"
        found = here.broken()
        assert not found, as_text(found)


def test_should_push_a_receipt_whose_token_was_gone_before_a_sender_died(
    the_stage: Stage, tmp_path: Path
) -> None:
    mark = tmp_path / "dead"
    with scene(the_stage, tmp_path, late=timedelta(seconds=70)) as here:
        play(here, first=Plan(die_at="before_reply", mark=str(mark), idle_ms=300))

        assert mark.exists(), "nobody died"
        found = here.broken()
        assert not found, as_text(found)
