"""A process of the service: its name, the signal that stops it, and how its threads wait for the
store."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TypeVar

import structlog

from store.errors import Cure, is_transient, trouble_of
from store.exceptions import SchemaUnknown

_POLL_EVERY_S = 0.05
#: The store is away: wait a little, not long; the service must be back as soon as it is.
PAUSE_S = 0.5
#: Dozens of threads meet the same trouble twice a second.
_LOGGED_EVERY_S = 5.0
_POOL = "pool"
_log = structlog.get_logger()

T = TypeVar("T")
#: What one thread runs until the event is set.
Job = Callable[[threading.Event], None]


def process_name() -> str:
    """Return a name that no other process has, on this machine or on others."""
    return f"{socket.gethostname()}:{os.getpid()}"


def pid_scope() -> str:
    """Return where a process id is unique: the boot of the kernel and the pid namespace, or an
    empty text where that cannot be read. Two machines or containers may share a host name."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


class ShutdownSignal:
    """Records that SIGTERM or SIGINT asked the process to stop.

    The handler takes no lock, as an Event's set() does: a second signal that came within it, or
    within a wait, would wait for the first for ever."""

    def __init__(self) -> None:
        self._is_set = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._set)

    def is_set(self) -> bool:
        """Return whether a signal came."""
        return self._is_set

    def wait(self, seconds: float) -> bool:
        """Wait at most *seconds* for a signal; return whether one came."""
        ends_at = time.monotonic() + seconds
        while not self._is_set and time.monotonic() < ends_at:
            time.sleep(min(seconds, _POLL_EVERY_S))
        return self._is_set

    def _set(self, number: int, frame: FrameType | None) -> None:
        self._is_set = True


class StoreLog:
    """Logs each kind of store trouble at most every few seconds, whichever thread meets it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next_at: dict[str, float] = {}

    def waits_for(self, error: BaseException) -> None:
        """Log why something waits: as an error where time alone does not end it."""
        trouble, now = trouble_of(error), time.monotonic()
        with self._lock:
            if now < self._next_at.get(trouble.word, 0.0):
                return
            self._next_at[trouble.word] = now + _LOGGED_EVERY_S
        log = _log.error if trouble.cure is Cure.OPERATOR else _log.warning
        event = "no free connection to the store" if trouble.word == _POOL else "store away"
        log(event, error=trouble.word, says=trouble.says, do=trouble.do)


#: All threads of a process share one.
STORE_LOG = StoreLog()


def wait_for_store(begin: Callable[[], T], shutdown: ShutdownSignal) -> T | None:
    """Call *begin* until the store answers and return its result; None if *shutdown* came first."""
    while not shutdown.is_set():
        try:
            return begin()
        except Exception as error:
            if not is_transient(error):
                raise
            STORE_LOG.waits_for(error)
        shutdown.wait(PAUSE_S)
    return None


def run_all(jobs: list[Job], shutdown: ShutdownSignal | None = None) -> None:
    """Run each job in a thread of its own until SIGTERM or SIGINT, then let all finish."""
    shutdown, stop = shutdown or ShutdownSignal(), threading.Event()
    threads = [threading.Thread(target=keep_running, args=(job, stop)) for job in jobs]
    for thread in threads:
        thread.start()
    while not shutdown.wait(PAUSE_S):
        pass
    stop.set()
    for thread in threads:
        thread.join()


def keep_running(job: Job, stop: threading.Event) -> None:
    """Run a job again when the store was away; any other error ends the process, which its
    supervisor starts anew."""
    while not stop.is_set():
        try:
            job(stop)
        except SchemaUnknown as newer:
            _log.critical("worker ends", says=str(newer))
            os._exit(1)
        except Exception as error:
            if not is_transient(error):
                _log.critical("worker ends", reason=trouble_of(error).word, exc_info=error)
                os._exit(1)
            STORE_LOG.waits_for(error)
            stop.wait(PAUSE_S)
