"""Whatever a child of `run` does, its log has one JSON line an event and nobody's words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store import keys
from tests.bot.worker_process import SECONDS, wait_until
from tests.forks import forking
from tests.servers import free_port, run_server

_ROOT = Path(__file__).parents[2]
Logged = Callable[..., list[dict[str, Any]]]
_IMPORTS = """
import sys, time
from bot.supervisor import Child
from config import logs
"""
_RUN = """
logs.configure()
child = Child(sys.argv[1], sys.argv[2:], stop_within_s=5)
child.start()
ends_at = time.monotonic() + 40
while child._process and child._process.poll() is None and time.monotonic() < ends_at:
    time.sleep(0.05)
time.sleep(0.2)
child.check()
child.stop()
"""


@pytest.fixture(scope="module")
def logged() -> Iterator[Logged]:
    """Return what is written while a child lives and dies; all of it must be JSON."""
    with forking(_IMPORTS) as python:

        def run(name: str, *words: str) -> list[dict[str, Any]]:
            done = python.run(_RUN, name, *words)
            done.check_returncode()
            return [json.loads(line) for line in (done.stdout + done.stderr).splitlines()]

        yield run


def test_should_say_that_a_program_is_not_there(logged: Logged) -> None:
    lines = logged("web", "/nowhere/python", "-m", "bot")

    assert [(line["event"], line["child"]) for line in lines] == [("child cannot start", "web")]
    assert lines[0]["reason"] == "No such file or directory"


def test_should_say_why_env_cannot_begin_a_program(logged: Logged) -> None:
    lines = logged("web", "/usr/bin/env", "A=secret", "/nowhere/python")

    said = [line for line in lines if line["event"] == "child says"]
    assert "/nowhere/python" in said[0]["line"]
    assert "secret" not in json.dumps(lines)


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.write(2, b'what somebody wrote\\n')",
        "raise ValueError('what somebody wrote')",
        "import os; os.abort()",
        "import ctypes, faulthandler; faulthandler.enable(); ctypes.string_at(0)",
    ],
    ids=["a line", "a traceback", "an abort", "a crash"],
)
@pytest.mark.parametrize("name", ["web", "store"])
def test_should_tell_nothing_of_what_a_dying_child_prints(
    logged: Logged, name: str, code: str
) -> None:
    lines = logged(name, sys.executable, "-c", code)

    assert "somebody" not in json.dumps(lines)
    assert any(line["event"] == "child ended" for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["web", "worker"])
def test_should_log_the_refusal_of_a_child(logged: Logged, command: str) -> None:
    """Its settings are wrong: to a person that is one sentence on stderr."""
    words = ["/usr/bin/env", "PORT=eighty", sys.executable, "-c", _AS_A_CHILD, command]

    lines = logged(command, *words)

    (refused,) = [line for line in lines if line["event"] == "refused"]
    assert "PORT: a whole number" in refused["says"]


_AS_A_CHILD = (
    "import os, sys; from bot.__main__ import cli;"
    " cli([sys.argv[1], '--die-with-parent', str(os.getppid())])"
)


@pytest.mark.slow
def test_should_write_json_whatever_a_web_alone_meets(tmp_path: Path) -> None:
    """The store is away, its master is stopped: gunicorn's own words are lines too."""
    log = tmp_path / "web.log"
    with run_server("valkey", tmp_path, fsync="no") as server, log.open("wb") as out:
        env = {
            "PATH": "/usr/bin:/bin",
            "LINE_CHANNEL_SECRET": "s",
            "LINE_CHANNEL_ACCESS_TOKEN": "t",
            "REDIS_URL": server.url,
            "DATA_DIR": str(tmp_path / "var"),
            "PORT": str(free_port()),
        }
        web = subprocess.Popen(
            [sys.executable, "-m", "bot", "web"],
            cwd=_ROOT,
            env=env,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        with server.client() as client:
            wait_until(lambda: client.hlen(keys.PROCESSES), "no sign of life", log)
        server.kill()
        wait_until(lambda: "store away" in log.read_text(), "nothing is said", log)
        web.terminate()
        web.wait(SECONDS)

    events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    assert "Shutting down: Master" in events
