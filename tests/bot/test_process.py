"""A process ends once it is asked, however often it is asked."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

#: Four jobs that say when they begin, and when they have been let end in order; each in one write,
#: for print() puts the end of the line behind what another thread says.
_WORKING = """
import os
from bot.heartbeat import run_all
def job(stop):
    os.write(1, b"ready\\n")
    stop.wait()
    os.write(1, b"ended\\n")
run_all([job] * 4)
"""


@pytest.mark.parametrize("attempt", range(3))
def test_should_end_when_it_is_asked_many_times_at_once(attempt: int) -> None:
    with subprocess.Popen([sys.executable, "-c", _WORKING], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        begun = [process.stdout.readline() for _ in range(4)]
        for _ in range(2_000):
            process.send_signal(signal.SIGTERM)

        process.wait(20)
        ended = process.stdout.read().split()

    # The status says nothing: the last signals may come when Python is all but gone.
    assert begun == [b"ready\n"] * 4
    assert ended == [b"ended"] * 4
