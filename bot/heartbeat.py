"""A process of the service: its name, the signal that stops it, how its threads wait for the
store, and what it reports to the store: that it lives, and which SECRET_KEY it has."""

from __future__ import annotations

import hashlib
import hmac
import os
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TypeVar

import structlog

from config.clock import Clock
from config.secret import secret_key
from config.settings import Settings
from store import schema
from store.connection import StoreClient
from store.durability import Process, processes, record_alive, record_gone
from store.errors import Cure, StoreError, is_transient, trouble_of
from store.exceptions import SchemaUnknown
from store.installation import fingerprints, record_fingerprint

_BEAT_EVERY_S = 5.0
#: The beats of a minute.
_REMEMBERED = 12
#: A process that ended without signing off is reported as missing for so long.
_FORGOTTEN_AFTER = timedelta(days=1)
_KEY_EVERY_S = 60.0
_log = structlog.get_logger()


class Heartbeat:
    """Reports every five seconds that this process lives, and how long a write takes."""

    def __init__(self, client: StoreClient, kind: str, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._process = Process(kind, process_name(), clock(), clock())
        self._took: deque[float] = deque(maxlen=_REMEMBERED)

    def run(self, stop: threading.Event) -> None:
        """Beat until *stop*, then sign off. Raises SchemaUnknown once a newer version has
        written to the store."""
        while True:
            schema.is_marked(self._client)
            self.beat()
            if stop.wait(_BEAT_EVERY_S):
                break
        self.stop()

    def run_patiently(self, stop: threading.Event) -> None:
        """Beat until *stop* in a web process, which goes on while the store is away."""
        while not stop.is_set():
            try:
                self.beat()
            except Exception as error:
                if not is_transient(error):
                    raise
                STORE_LOG.waits_for(error)
            stop.wait(_BEAT_EVERY_S)

    def beat(self) -> None:
        """Write one beat with the slowest of the last ones, and delete processes gone for a day."""
        now, began = self._clock(), time.perf_counter()
        slowest = round(max(self._took, default=0.0), 4)
        record_alive(self._client, replace(self._process, at=now, slowest_s=slowest))
        self._took.append(time.perf_counter() - began)
        gone = [one for one in processes(self._client) if now - one.at > _FORGOTTEN_AFTER]
        record_gone(self._client, gone)

    def stop(self) -> None:
        """Sign off, so that nobody misses this process."""
        with suppress(*StoreError):
            record_gone(self._client, [self._process])


@dataclass(frozen=True, slots=True)
class KeyWatch:
    """Reports every minute which SECRET_KEY this process has; *role* is "web" or "worker"."""

    client: StoreClient
    settings: Settings
    role: str

    def run(self, stop: threading.Event) -> None:
        """Report until *stop*; while the store is away a report is left out."""
        while not stop.is_set():
            try:
                self.check()
            except (*StoreError, OSError) as error:
                _log.warning("key not said", error=type(error).__name__)
            stop.wait(_KEY_EVERY_S)

    def check(self) -> None:
        """Report once, and log an error where another process has another key."""
        process = f"{self.role} {socket.gethostname()}"
        own = fingerprint(self.settings)
        record_fingerprint(self.client, process, own)
        others = sorted(name for name, one in fingerprints(self.client).items() if one != own)
        if others:
            _log.error("secret keys differ", process=process, others=others)


def fingerprint(settings: Settings) -> str:
    """Return a mark that differs from key to key and does not reveal the key."""
    return hmac.new(secret_key(settings), b"fingerprint", hashlib.sha256).hexdigest()[:16]


def by_key(found: Mapping[str, str]) -> list[list[str]]:
    """Group the names of processes by their fingerprints."""
    groups: dict[str, list[str]] = {}
    for process, mark in sorted(found.items()):
        groups.setdefault(mark, []).append(process)
    return list(groups.values())


_POLL_EVERY_S = 0.05
#: The store is away: wait a little, not long; the service must be back as soon as it is.
PAUSE_S = 0.5
#: Dozens of threads meet the same trouble twice a second.
_LOGGED_EVERY_S = 5.0
_POOL = "pool"

T = TypeVar("T")
#: What one thread runs until the event is set.
Job = Callable[[threading.Event], None]


def process_name() -> str:
    """Return a name that no other process has, on this machine or on others."""
    return f"{socket.gethostname()}:{os.getpid()}"


def lives(process: str) -> bool:
    """Return whether a process of this machine, by its name, may be alive; False only if it is
    certainly dead."""
    pid = process.rpartition(":")[2]
    try:
        if pid.isdigit():
            os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        pass
    return True


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
