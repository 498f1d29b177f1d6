"""Jobs are done one after the other in a process of their own, at a low priority: however long one
takes, whoever answers LINE has the cores first.

`python -m web.job_process FILE_DESCRIPTOR PARENT` is that process; a web process starts it for its
first job. A job comes as a message with the file that its bytes are to be written into."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import structlog

from config import logs
from config.settings import from_environment
from store.connection import connect
from store.launcher import die_with, store_url
from web.jobs import Job, Jobs
from web.templates import Catalogue

#: Seconds for a job and the wait for it: less than the 10 s after which a web process ends a
#: request.
JOB_S, TURN_S = 6.0, 3.0
#: Seconds after which a process that has not finished its job is killed.
_HANGS_S = 60.0
#: Jobs that may wait for their turn.
_MOST_WAITING = 4
_MESSAGE = 16 * 1024
_DONE, _FAILED = b"done", b"failed"
#: Half the weight of what answers LINE: with 10 a busy machine would never come to an end of a job.
_NICENESS = 3
_ROOT = Path(__file__).resolve().parents[1]


class Busy(Exception):
    """Raised when others have all the turns, or when a job takes too long."""


class JobFailed(Exception):
    """Raised when a job failed; the process that did it has logged why."""


#: Returns a file with the bytes, to be read from its beginning. Raises Busy, JobFailed.
Run = Callable[[Job], IO[bytes]]


def run_here(jobs: Jobs, job: Job) -> IO[bytes]:
    """Do a job in this process: for tests, and wherever nobody else waits."""
    with _kept_if_done() as file:
        _write(jobs, job, file)
    return file


class JobProcess:
    """Starts the process that does jobs, with the first one, and talks to it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._waiting = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._owed_since: float | None = None

    def run(self, job: Job) -> IO[bytes]:
        """Wait for the turn, run the job and return its file. Raises Busy, JobFailed."""
        if self._waiting >= _MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            mine = self._turn.acquire(timeout=TURN_S)
        finally:
            self._waiting -= 1
        if not mine:
            raise Busy
        try:
            return self._hand_over(job)
        finally:
            self._turn.release()

    @property
    def pid(self) -> int | None:
        """Return the id of the process, None before the first job."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Kill the process; the next job starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        if self._line is not None:
            self._line.close()
        self._process = self._line = self._owed_since = None

    def _hand_over(self, job: Job) -> IO[bytes]:
        with _kept_if_done() as file:
            try:
                said = self._ask(job, file)
            except TimeoutError as error:
                raise Busy from error
            except OSError:
                said = b""
            if said not in (_DONE, _FAILED):  # the process is gone
                self.stop()
            if said != _DONE:
                raise JobFailed
        file.seek(0)
        return file

    def _ask(self, job: Job, file: IO[bytes]) -> bytes:
        """Send a job to the process and wait for it. A job that was given up is waited for first,
        so that the process never has more than one."""
        line = self._start()
        line.settimeout(JOB_S)
        if self._owed_since is not None and line.recv(_MESSAGE):
            self._owed_since = None
        self._owed_since = time.monotonic()
        socket.send_fds(line, [pickle.dumps(job)], [file.fileno()])
        said = line.recv(_MESSAGE)
        self._owed_since = None
        return said

    def _start(self) -> socket.socket:
        if self._line is not None and self._lives():
            return self._line
        self.stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            words = [sys.executable, "-m", "web.job_process", str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter)
                [*words, str(os.getpid())],
                cwd=_ROOT,
                pass_fds=[theirs.fileno()],
                process_group=0,  # Ctrl-C is for the web, and this process ends with it
            )
        self._line = ours
        return ours

    def _lives(self) -> bool:
        since = self._owed_since
        hangs = since is not None and time.monotonic() - since > _HANGS_S
        return self._process is not None and self._process.poll() is None and not hangs


def main(descriptor: int, parent: int) -> None:
    """Do jobs until the web process closes its end of the socket."""
    die_with(parent)
    os.nice(_NICENESS)
    logs.configure()
    settings = from_environment()
    client = connect(settings.redis_url or store_url(settings.data_dir), role="worker")
    jobs = Jobs(settings, client, Catalogue(settings, client))
    with socket.socket(fileno=descriptor) as line:
        line.setblocking(True)  # gevent's sockets, as the web process made this one, do not block
        while _do_next(line, jobs):
            pass


def _do_next(line: socket.socket, jobs: Jobs) -> bool:
    message, descriptors, _, _ = socket.recv_fds(line, _MESSAGE, 1)
    if not message:
        return False
    with os.fdopen(descriptors[0], "wb") as file:
        line.sendall(_DONE if _is_done(jobs, message, file) else _FAILED)
    return True


def _is_done(jobs: Jobs, message: bytes, file: IO[bytes]) -> bool:
    try:
        _write(jobs, pickle.loads(message), file)  # noqa: S301  (from our own web process)
    except Exception as error:
        structlog.get_logger().error("not rendered", exc_info=error)
        return False
    return True


def _write(jobs: Jobs, job: Job, file: IO[bytes]) -> None:
    for piece in jobs.do(job):
        file.write(piece)
    file.flush()
    file.seek(0)


@contextmanager
def _kept_if_done() -> Iterator[IO[bytes]]:
    """Open a temporary file without a name; it is closed if the job fails."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (who reads it closes it)
    try:
        yield file
    except BaseException:
        file.close()
        raise


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
