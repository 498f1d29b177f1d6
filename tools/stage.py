"""A stage: the service as `run` starts it, and a stand-in for LINE, both thrown away at the end."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import urllib3

_ROOT = Path(__file__).resolve().parents[1]
#: What would lead the stage to an operator's own store, centres or rules.
_NOT_OURS = ("REDIS_URL", "CENTRES_FILE", "TAXONOMY_FILE", "ROUTING", "NATIONAL_CENTRE")
_STOP_S = 60.0
#: A first start, on a small machine that does much else besides, compiles every module.
_START_S = 120.0


class StageFailed(Exception):
    """Raised when a process of the stage does not start; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is open for the play: the addresses of LINE's stand-in and of the web, the settings of
    the service, its data and its log; *secrets* are what no log may show."""

    line: str
    web: str
    env: Mapping[str, str]
    data: Path
    log: Path
    secrets: tuple[str, ...]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of our commands as an operator would."""
        return subprocess.run(  # noqa: S603  (our own interpreter)
            _python(["bot", *words], self.env), cwd=_ROOT, capture_output=True, text=True
        )

    def kill(self, child: str) -> bool:
        """Kill a child of `run` as nothing else would; its supervisor starts it again."""
        with suppress(ProcessLookupError):
            if pids := self._pids(child):
                os.kill(pids[-1], signal.SIGKILL)
                return True
        return False

    def _pids(self, child: str) -> list[int]:
        """Return the processes that a child has been, by what its supervisor said."""
        lines = self.log.read_text(errors="replace").splitlines()
        started = (json.loads(line) for line in lines if '"child started"' in line)
        return [int(said["pid"]) for said in started if said["child"] == child]


@contextmanager
def open_stage(name: str, settings: Mapping[str, str], *line_words: str) -> Iterator[Stage]:
    """Start everything on free ports and in a directory of its own; stop it all at the end.

    *settings* are added to the service's, *line_words* to the command of LINE's stand-in."""
    with tempfile.TemporaryDirectory(prefix=f"cheer-{name}-") as place:
        directory, port = Path(place), _free_port()
        log, channel = directory / "run.log", _Channel()
        with _stand_in(channel, port, directory / "line.log", line_words) as line:
            env = {**_settings(channel, line, port, directory), **settings}
            with _running(["bot", "run"], env, log) as service:
                _wait_until_ready(port, service, log)
                web = f"http://127.0.0.1:{port}"
                yield Stage(
                    line, web, env, directory / "data", log, (channel.secret, channel.token)
                )


@dataclass(frozen=True, slots=True)
class _Channel:
    """What LINE and the bot know of each other, of this stage alone: whoever reads the source can
    sign nothing."""

    secret: str = field(default_factory=secrets.token_hex)
    token: str = field(default_factory=secrets.token_hex)


def _settings(channel: _Channel, line: str, port: int, directory: Path) -> dict[str, str]:
    return {
        "LINE_CHANNEL_SECRET": channel.secret,
        "LINE_CHANNEL_ACCESS_TOKEN": channel.token,
        "BIND": "127.0.0.1",
        "LINE_API_BASE": line,
        "LINE_DATA_API_BASE": line,
        "DATA_DIR": str(directory / "data"),
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
    }


@contextmanager
def _stand_in(channel: _Channel, port: int, log: Path, more: Sequence[str]) -> Iterator[str]:
    """Run LINE's stand-in, as a process of its own: nothing of it is a part of the bot."""
    words = ["simulator", "--port", "0", "--callback", f"http://127.0.0.1:{port}/callback", *more]
    # Not as options: everybody on a machine can read the words of a process.
    env = {"SIMULATOR_SECRET": channel.secret, "SIMULATOR_TOKEN": channel.token}
    with _running(words, env, log) as process:
        deadline = time.monotonic() + _START_S
        while "ready on " not in (said := log.read_text()):
            _require_life(process, log, deadline)
            time.sleep(0.05)
        yield said.split("ready on ")[1].split()[0]


@contextmanager
def _running(
    words: Sequence[str], env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run one of our modules in a group of its own, so that Ctrl-C reaches the command alone."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  (our own interpreter)
            _python(words, env), cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            process_group=0,
        )  # fmt: skip
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Let it end in order; a second Ctrl-C must not leave half of it behind."""
    before = [(name, signal.signal(name, signal.SIG_IGN)) for name in (signal.SIGINT,)]
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for name, handler in before:
        signal.signal(name, handler)


def _wait_until_ready(port: int, service: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_S
    http = urllib3.PoolManager(retries=False)
    while not _is_ready(http, port):
        _require_life(service, log, deadline)
        time.sleep(0.1)


def _is_ready(http: urllib3.PoolManager, port: int) -> bool:
    try:
        return http.request("GET", f"http://127.0.0.1:{port}/readyz", timeout=2).status == 200
    except urllib3.exceptions.HTTPError:
        return False


def _require_life(process: subprocess.Popen[bytes], log: Path, deadline: float) -> None:
    if process.poll() is not None:
        last = log.read_text(errors="replace").strip().rpartition("\n")[2]
        raise StageFailed(f"a process ended at its start: {last}")
    if time.monotonic() > deadline:
        raise StageFailed(f"the service was not ready within {_START_S:g} seconds")


def _python(words: Sequence[str], env: Mapping[str, str]) -> list[str]:
    """Spell a module's command with *env* added to what this process has."""
    unset = [word for name in _NOT_OURS for word in ("-u", name)]
    given = [f"{name}={value}" for name, value in env.items()]
    return ["/usr/bin/env", *unset, *given, sys.executable, "-m", *words]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
