"""The processes of a fault test as the test sees them: started, killed, started again."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import urllib3

from tests.faults.worker import Plan

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 20.0
#: No web outlives the test, even if that is killed.
_DIE_WITH_US = (
    "import os, sys; from store.launcher import die_with;"
    " die_with(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
)


@dataclass(frozen=True, slots=True)
class Child:
    """A worker process; *handle* stays its own even when its id is used again."""

    pid: int
    handle: int

    def wait(self, seconds: float) -> bool:
        """Wait for its end; False if it still runs."""
        ended, _, _ = select.select([self.handle], [], [], seconds)
        return bool(ended)

    def kill(self) -> None:
        """Kill it and see it dead."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        assert self.wait(_START_SECONDS), "a process survived SIGKILL"

    def close(self) -> None:
        """Kill it and forget it."""
        self.kill()
        os.close(self.handle)


class Nursery:
    """The test's side of tests.faults.nursery."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._ask("") == "ready"

    def bear(self, env: Mapping[str, str], plan: Plan, log: Path) -> Child:
        """Start a worker process."""
        job = {"env": dict(env), "plan": asdict(plan), "log": str(log)}
        pid = int(self._ask(json.dumps(job) + "\n"))
        return Child(pid, os.pidfd_open(pid))

    def close(self) -> None:
        """End it and all its children."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(_START_SECONDS)
        self._process.stdout.close()

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line)
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


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
