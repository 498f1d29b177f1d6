"""What LINE and the machine do to the service in an evening with faults."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from pathlib import Path

from simulator.faults import Fault

#: About every fourth call to LINE goes wrong in one way or another.
STORM = (
    Fault("rate_limit", 0.05, "send"),
    Fault("error", 0.06, "send"),
    Fault("error_applied", 0.04, "send"),
    Fault("lost", 0.05, "send"),
    Fault("dropped", 0.05, "send"),
    Fault("hang", 0.02, "send", seconds=0.7),
    Fault("hang", 1.0, "send", seconds=6.0, times=1),
    Fault("hang", 0.05, "profile", seconds=2.0),
    Fault("latency", 0.2, "send", seconds=0.05),
)
#: LINE's habits in any weather: some webhooks come twice, some late, and each until it is taken.
DELIVERY = {
    "waits": (0.5, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 5.0, 5.0, 10.0, 10.0),
    "duplicate": 0.06,
    "late": 0.04,
    "late_seconds": 0.4,
}


def kill(child: str, log: Path) -> bool:
    """Kill a child of `run` as nothing else would; its supervisor brings it back."""
    pid = _pid(child, log)
    with suppress(ProcessLookupError):
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def _pid(child: str, log: Path) -> int | None:
    """Find the process of a child by what the supervisor said when it started it last."""
    found = None
    for line in log.read_text(errors="replace").splitlines():
        if '"child started"' in line:
            said = json.loads(line)
            found = int(said["pid"]) if said["child"] == child else found
    return found
