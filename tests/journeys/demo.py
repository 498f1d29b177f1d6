"""`python -m bot demo` as a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 150.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that is ready: where its data is, the line it printed, the address in it, its
    process."""

    place: Path
    said: str
    address: str
    process: subprocess.Popen[str]

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """End it as a terminal does; its status, and what it said since on stdout and stderr."""
        self.process.send_signal(how)
        said, errors = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, said, errors


@contextmanager
def a_demo(place: Path, *words: str) -> Iterator[Demo]:
    """Start one with *place* for its data and its throw-away files; wait for its address."""
    with started(place, *words) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = _ADDRESS.search(said)
        if found is None:
            _, errors = process.communicate(timeout=PATIENCE_S)
            raise AssertionError(f"The demo gave no address; it said: {said}{errors}")
        yield Demo(place, said, found[0], process)


@contextmanager
def started(place: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command; *words* with a `=` are variables, the others are its own."""
    for name in ("data", "tmp"):
        (place / name).mkdir(exist_ok=True)
    own = [f"DATA_DIR={place / 'data'}", f"TMPDIR={place / 'tmp'}", "QUIET_HOURS=none"]
    own += [word for word in words if "=" in word]
    options = [word for word in words if "=" not in word]
    command = ["/usr/bin/env", "-u", "BOUNDARIES_FILE", *own, sys.executable, "-m", "bot", "demo"]
    with subprocess.Popen(
        [*command, *options], cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """A test that failed half-way: what the demo started is to end with it."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
