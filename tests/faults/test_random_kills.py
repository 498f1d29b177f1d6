"""Web, workers and store are killed at random moments, and nothing is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.invariants import as_text
from tests.faults.stage import Stage, scene
from tests.faults.storm import Weather, rage

#: What is killed tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_SEED = 20_261_120


def test_should_keep_every_promise_in_a_storm(the_stage: Stage, tmp_path: Path) -> None:
    with scene(the_stage, tmp_path, seed=_SEED) as here:
        print(f"again with: python -m tests.faults --seconds 1 --seed {_SEED}")
        killed = rage(here, Weather(_SEED))

        print(f"{here.ledger.sent} webhooks, killed {dict(killed)}")
        found = here.broken()
        assert not found, as_text(found)
        assert here.ledger.sent >= 500
        assert {"store", "web worker", "worker 0", "worker 1"} <= killed.keys()
