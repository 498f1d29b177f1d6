"""Processes of a run: the web on gunicorn, the worker, LINE's stand-in; none outlives it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.webhooks import SECRET, TOKEN

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 30.0


def variables(store_url: str, directory: Path, **more: str) -> dict[str, str]:
    """Return the settings of our processes."""
    return {
        "REDIS_URL": store_url,
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "DATA_DIR": str(directory),
        **more,
    }


@contextlib.contextmanager
def running(
    words: Sequence[str], env: Mapping[str, str], log: Path, *, heard: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """Run `python -m *words*` in the house; what it says goes to *log*, its stdout only if it is
    not *heard*: a pipe that nobody empties would stop it."""
    command = ["/usr/bin/env", *(f"{name}={value}" for name, value in env.items())]
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*command, sys.executable, "-m", *words],
            cwd=ROOT, stdout=subprocess.PIPE if heard else out, stderr=out, text=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


@contextlib.contextmanager
def gunicorn(port: int, env: Mapping[str, str], log: Path, *, app: str = "") -> Iterator[None]:
    """Serve our web, or *app*, with the very settings that the service has."""
    words = ["gunicorn", "--config", "python:config.gunicorn", "--bind", f"127.0.0.1:{port}"]
    words += ["--workers", "2", *([app] if app else [])]
    with running(words, env, log):
        wait_until(lambda: _answers(port), f"gunicorn did not answer, see {log}")
        yield


@contextlib.contextmanager
def service(
    kind: str, env: Mapping[str, str], log: Path, is_up: Callable[[], bool]
) -> Iterator[subprocess.Popen[str]]:
    """Run the real "worker" or "sender" process."""
    with running(["bot", kind], env, log) as process:
        wait_until(is_up, f"the {kind} did not begin, see {log}")
        yield process


@contextlib.contextmanager
def stand_in(log: Path) -> Iterator[str]:
    """Run LINE's stand-in, which delivers nothing by itself; give its address."""
    words = ["simulator", "--port", "0", "--callback", "", "--secret", SECRET, "--token", TOKEN]
    with running(words, {}, log, heard=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield line.strip().rsplit(" ", 1)[-1]


def cpu_seconds(pid: int) -> float:
    """Say what a process has used of the processors; 0 where there is no /proc."""
    path = Path(f"/proc/{pid}/stat")
    if not path.exists():
        return 0.0
    user, system = path.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def wait_until(done: Callable[[], bool], complaint: str, *, seconds: float = _PATIENCE_S) -> None:
    """Wait for *done*, or raise *complaint*."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(complaint)
        time.sleep(0.05)


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
    except OSError:
        return False
    return True
