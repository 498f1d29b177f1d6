"""A process ends once it is asked, however often it is asked."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

_WORKING = """
from bot.running import run_all
run_all([lambda stop: (print("ready", flush=True), stop.wait())] * 4)
"""


@pytest.mark.parametrize("attempt", range(3))
def test_should_end_when_it_is_asked_many_times_at_once(attempt: int) -> None:
    with subprocess.Popen([sys.executable, "-c", _WORKING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(2_000):
            process.send_signal(signal.SIGTERM)

        status = process.wait(20)

    # The last ones may come when Python is all but gone.
    assert status in (0, -signal.SIGTERM)
