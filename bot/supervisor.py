"""`run`: keep the store, the web, the workers and the sender of one machine alive, and stop them in
order."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import IO

import structlog

from bot.doctor.safety import dangers, warn_of
from bot.heartbeat import ShutdownSignal
from bot.store_identity import adopt
from config import logs
from config.settings import Settings
from store.connection import connect
from store.errors import StoreError
from store.launcher import find_server, is_running, launcher_command, make_private, store_url

_POLL_EVERY_S = 0.1
#: A store with much to load takes longer; the web answers 503 and the worker waits until it is in.
_STORE_WITHIN_S = 15.0
#: The web of a run that was just killed needs a moment to free its port.
_PORT_WITHIN_S = 3.0
#: Pauses before a child that died is started again.
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 10.0
#: A child that ran for so long is started again after the first pause.
_LONG_LIFE_S = 60.0
#: A line of the server's log, or the launcher's last sentence. The dump of a crash has neither
#: form, and it may hold what somebody wrote.
_STORE_LINE = re.compile(r"\d+:[A-Z] \d{2} \w{3} \d{4} [\d:.]+ (?P<how>[.*#-]) (?P<line>.*)")
_LAUNCHER_LINE = "The embedded store"
#: What the system says of a program that it cannot begin, and Python of its own crash.
_SAFE_TO_LOG = ("env: ", "/usr/bin/env: ", "Fatal Python error: ")
_STORE = "store"
_ROOT = Path(__file__).resolve().parent.parent
_log = structlog.get_logger()


class CannotRun(Exception):
    """Raised when this machine does not let us run; the text says why in one sentence."""


class Child:
    """A process that comes back when it dies: at once at first, slower if it keeps dying."""

    def __init__(self, name: str, words: Sequence[str], *, stop_within_s: float) -> None:
        self.name = name
        self._words = words
        self._stop_within_s = stop_within_s
        self._process: subprocess.Popen[bytes] | None = None
        self._changed_at = 0.0
        self._pause_s = _FIRST_PAUSE_S

    def start(self) -> None:
        """Start it in a group of its own, so that Ctrl-C reaches the supervisor alone."""
        self._changed_at = time.monotonic()
        try:
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter)
                self._words,
                cwd=_ROOT,
                process_group=0,
                stdin=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError as error:  # an update may take the interpreter away for a moment
            _log.critical("child cannot start", child=self.name, reason=error.strerror)
            return
        assert self._process.stderr is not None  # noqa: S101  (for the types)
        lines = (self.name, self._process.stderr)
        threading.Thread(target=log_stderr, args=lines, daemon=True).start()
        _log.info("child started", child=self.name, pid=self._process.pid)

    def check(self) -> None:
        """Clean up after it if it died, and start it again when its pause is over."""
        lived = time.monotonic() - self._changed_at
        if self._process is None:
            if lived >= self._pause_s:
                self._pause_s = min(2 * self._pause_s, _LONGEST_PAUSE_S)
                self.start()
        elif self._process.poll() is not None:
            if lived >= _LONG_LIFE_S:
                self._pause_s = _FIRST_PAUSE_S
            self._clean_up(lived)

    @property
    def kind(self) -> str:
        """Return the command that the child runs: that of "worker 2" is worker."""
        return self.name.partition(" ")[0]

    def terminate(self) -> None:
        """Send SIGTERM to the process."""
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """Wait until the process ends after SIGTERM; send SIGKILL to its group if it does not end
        in time."""
        if self._process is None:
            return
        try:
            status = self._process.wait(self._stop_within_s)
        except subprocess.TimeoutExpired:
            self._end_group(signal.SIGKILL)
            status = self._process.wait()
        _log.info("child stopped", child=self.name, status=status)
        self._process = None

    def _clean_up(self, lived: float) -> None:
        assert self._process is not None  # noqa: S101  (for the types)
        self._end_group(signal.SIGTERM)  # gunicorn's workers, who would keep the port
        _log.error(
            "child ended",
            child=self.name,
            status=self._process.returncode,
            lived_s=round(lived, 1),
            again_in_s=self._pause_s,
        )
        self._process = None
        self._changed_at = time.monotonic()

    def _end_group(self, how: signal.Signals) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)


def supervise(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT, then stop the web first, the store last."""
    stop = ShutdownSignal()
    found = dangers(settings)  # before DATA_DIR is made private
    with _only_run_of(settings.data_dir):
        _require_free_port(settings)
        warn_of(found)
        if settings.redis_url:
            _adopt(settings, settings.redis_url)
        store = [] if settings.redis_url else [_store(settings.data_dir)]
        others = [_python(name, settings) for name in ("sender", *_workers(settings), "web")]
        _run([*store, *others], settings, stop)
    _log.info("stopped")


def child_arguments(command: str, settings: Settings) -> list[str]:
    """Return the arguments that run a command of ours as a child that ends with this process."""
    words = [sys.executable, "-m", "bot", command, "--die-with-parent", str(os.getpid())]
    named = {name: str(path.resolve()) for name, path in settings.paths().items()}
    # A path is no secret; REDIS_URL itself may be, and stays out of the list of processes.
    if not settings.redis_url:
        named["REDIS_URL"] = store_url(settings.data_dir)
    return ["/usr/bin/env", *(f"{name}={value}" for name, value in named.items()), *words]


def _run(children: Sequence[Child], settings: Settings, stop: ShutdownSignal) -> None:
    """Start the children in their order; stop them in the opposite one."""
    try:
        for child in children:
            if stop.is_set():
                break
            child.start()
            if child.name == "store":
                _wait_for_store(child, settings.data_dir, stop)
                _adopt(settings, store_url(settings.data_dir))
        logs.take_stderr()
        _log.info("running", port=settings.port)
        while not stop.wait(_POLL_EVERY_S):
            for child in children:
                child.check()
    finally:
        for _, some in groupby(reversed(children), key=lambda child: child.kind):
            together = list(some)
            for child in together:
                child.terminate()
            for child in together:
                child.stop()


def _store(data_dir: Path) -> Child:
    find_server()  # says what to install where there is none
    return Child("store", launcher_command(data_dir), stop_within_s=30.0)


def _python(name: str, settings: Settings) -> Child:
    return Child(name, child_arguments(name.partition(" ")[0], settings), stop_within_s=20.0)


def _workers(settings: Settings) -> list[str]:
    """Return the names of the workers, which are numbered from the second on: "worker", "worker
    2"."""
    return ["worker", *(f"worker {number}" for number in range(2, settings.workers + 1))]


def _wait_for_store(store: Child, data_dir: Path, stop: ShutdownSignal) -> None:
    deadline = time.monotonic() + _STORE_WITHIN_S
    while not is_running(data_dir) and time.monotonic() < deadline and not stop.is_set():
        store.check()
        stop.wait(_POLL_EVERY_S)


@contextmanager
def _only_run_of(data_dir: Path) -> Iterator[None]:
    """Hold the data directory's lock; the kernel frees it whatever way this process ends."""
    path = make_private(data_dir) / ".run.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
        raise CannotRun(
            f"Another run (process {holder}) uses {data_dir}; stop it or set DATA_DIR."
        ) from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    try:
        yield
    finally:
        os.close(descriptor)


def _adopt(settings: Settings, url: str) -> None:
    """Adopt the store at *url* as this installation's; skip that while it does not answer.

    Raises BadStoreUrl and OtherStore."""
    with suppress(*StoreError), closing(connect(url, role="command")) as client:
        adopt(replace(settings, redis_url=url), client)


def _require_free_port(settings: Settings) -> None:
    port = settings.port
    deadline = time.monotonic() + _PORT_WITHIN_S
    while (reason := _bind_error(settings)) is not None:
        if reason != errno.EADDRINUSE:
            says = os.strerror(reason)
            raise CannotRun(f"{settings.address} cannot be used: {says}; set PORT or BIND.")
        if time.monotonic() > deadline:
            raise CannotRun(f"Port {port} is taken by another program; stop it or set PORT.")
        time.sleep(_POLL_EVERY_S)


def _bind_error(settings: Settings) -> int | None:
    """Return the errno that binding the web's address gives, None where it is free."""
    family = socket.AF_INET6 if ":" in settings.bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bind, settings.port))
        except OSError as error:
            return error.errno
    return None


def log_stderr(child: str, stderr: IO[bytes]) -> None:
    """Log the lines that a child writes to stderr: the store's own by their level, and why a child
    could not be begun; of other lines only the length."""
    with stderr:
        for raw in stderr:
            line = raw.decode(errors="replace").strip()
            if found := _STORE_LINE.fullmatch(line):
                level = "warning" if found["how"] == "#" else "info"
                getattr(_log, level)("store says", line=found["line"])
            elif line.startswith(_LAUNCHER_LINE):
                _log.error("store says", line=line)
            elif line.startswith(_SAFE_TO_LOG):
                _log.critical("child says", child=child, line=line)
            elif line and child != _STORE:
                _log.warning("child says", child=child, characters=len(line))
