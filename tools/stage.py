"""Start the service as `run` does and a simulator of LINE, both with data that is deleted at the
end."""

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
from dataclasses import dataclass
from pathlib import Path

import urllib3

_ROOT = Path(__file__).resolve().parents[1]
#: Variables that would make the stage use an operator's own store, centres or rules.
_NOT_OURS = ("REDIS_URL", "CENTRES_FILE", "TAXONOMY_FILE", "ROUTING", "NATIONAL_CENTRE")
#: The channel's secret and token.
Channel = tuple[str, str]
_STOP_S = 60.0
#: Seconds to wait: a first start compiles every module, perhaps on a small and busy machine.
_START_S = 120.0


class StageFailed(Exception):
    """Raised when a process of the stage does not start; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A running stage: addresses of the simulator and the web, settings, data and log of the
    service; *secrets* must not appear in a log."""

    line: str
    web: str
    env: Mapping[str, str]
    data: Path
    log: Path
    secrets: Channel

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the service with the stage's settings."""
        return subprocess.run(  # noqa: S603  (our own interpreter)
            _python(["bot", *words], self.env), cwd=_ROOT, capture_output=True, text=True
        )

    def kill(self, child: str) -> bool:
        """Kill (SIGKILL) a child process of `run`, of which the log has the id of each start; its
        supervisor starts it again."""
        lines = self.log.read_text(errors="replace").splitlines()
        started = (json.loads(line) for line in lines if '"child started"' in line)
        pids = [int(said["pid"]) for said in started if said["child"] == child]
        with suppress(ProcessLookupError):
            if pids:
                os.kill(pids[-1], signal.SIGKILL)
                return True
        return False


@contextmanager
def open_stage(name: str, settings: Mapping[str, str], *line_words: str) -> Iterator[Stage]:
    """Start service and simulator on free ports and in a new directory; stop both at the end.

    *settings* are added to the service's, *line_words* to the command of the simulator."""
    with tempfile.TemporaryDirectory(prefix=f"cheer-{name}-") as place:
        directory, port = Path(place), _free_port()
        # Drawn anew for each stage: nobody can forge a signature by reading the source.
        log, channel = directory / "run.log", (secrets.token_hex(), secrets.token_hex())
        with _stand_in(channel, port, directory / "line.log", line_words) as line:
            env = {**_settings(channel, line, port, directory), **settings}
            with _running(["bot", "run"], env, log) as service:
                _wait_until_ready(port, service, log)
                web = f"http://127.0.0.1:{port}"
                yield Stage(line, web, env, directory / "data", log, channel)


def _settings(channel: Channel, line: str, port: int, directory: Path) -> dict[str, str]:
    return {
        "LINE_CHANNEL_SECRET": channel[0],
        "LINE_CHANNEL_ACCESS_TOKEN": channel[1],
        "BIND": "127.0.0.1",
        "LINE_API_BASE": line,
        "LINE_DATA_API_BASE": line,
        "DATA_DIR": str(directory / "data"),
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
    }


@contextmanager
def _stand_in(channel: Channel, port: int, log: Path, more: Sequence[str]) -> Iterator[str]:
    """Run the simulator as a separate process, as LINE is separate from the bot."""
    words = ["simulator", "--port", "0", "--callback", f"http://127.0.0.1:{port}/callback", *more]
    # Secrets are no options: every user of a machine can read a process's command line.
    env = {"SIMULATOR_SECRET": channel[0], "SIMULATOR_TOKEN": channel[1]}
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
    """Run a module in its own process group, so that Ctrl-C reaches the command alone."""
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
    """Shut the process down in order; a second Ctrl-C must not leave a part of it running."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    signal.signal(signal.SIGINT, before)


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
    """Return a module's command, and this process's environment with *env* added."""
    unset = [word for name in _NOT_OURS for word in ("-u", name)]
    given = [f"{name}={value}" for name, value in env.items()]
    return ["/usr/bin/env", *unset, *given, sys.executable, "-m", *words]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
