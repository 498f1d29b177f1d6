"""The processes of a fault test as the test sees them: started, killed, started again."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import urllib3

from tests.faults.worker import Plan, live

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 20.0
#: No web outlives the test, even if that is killed.
_DIE_WITH_US = (
    "import os, sys; from store.launcher import die_with;"
    " die_with(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
)
#: Forks from a process that has imported everything before: a start takes 0.05 s, not 2 s.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.worker"])


class Child:
    """A worker process, which writes to *log*."""

    def __init__(self, env: Mapping[str, str], plan: Plan, log: Path) -> None:
        self._process = _FORKS.Process(target=live, args=(dict(env), plan, log), daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def wait(self, seconds: float) -> bool:
        """Wait for its end; False if it still runs."""
        self._process.join(seconds)
        return self._process.exitcode is not None

    def kill(self) -> None:
        """Kill it and see it dead."""
        self._process.kill()
        assert self.wait(_START_SECONDS), "a process survived SIGKILL"


@dataclass(slots=True)
class Web:
    """gunicorn with the bot's own configuration; *app* is another app than the bot's own."""

    port: int
    env: Mapping[str, str]
    log: Path
    app: str = ""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; it answers a moment later."""
        words = [sys.executable, "-c", _DIE_WITH_US, str(os.getpid()), sys.executable]
        words += ["-m", "gunicorn", "--config", "python:config.gunicorn", "--workers", "1"]
        words += ["--bind", f"127.0.0.1:{self.port}", *([self.app] if self.app else [])]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                words,
                cwd=_ROOT,
                env=os.environ | dict(self.env),
                stdout=log,
                stderr=log,
                process_group=0,
            )

    def kill(self) -> None:
        """Kill gunicorn and its workers."""
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(_START_SECONDS)
        self._process = None

    def kill_worker(self) -> None:
        """Kill what gunicorn forked; it forks another one."""
        assert self._process is not None
        for child in _children(self._process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(f"{self.url}/healthz"):
            assert time.monotonic() < deadline, self.log.read_text()[-2000:]
            time.sleep(0.02)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def _answers(address: str) -> bool:
    try:
        return urllib3.request("GET", address, retries=False, timeout=1.0).status == 200
    except urllib3.exceptions.HTTPError:
        return False
