"""Finds the running embedded server of a data directory, or runs one for as long as it is needed.
The note of the store that was used last lies beside `appendonlydir`, not in it: it stays when a
backup is restored there."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Literal
from urllib.parse import parse_qs, quote, urlsplit

from store.exceptions import StoreUnavailable
from store.installation import Data

#: Seconds after which a server that neither answers nor loads its data is given up.
START_SECONDS = 15.0
#: Seconds to stop. It only has to close its files: all that it acknowledged is on the disk already.
STOP_SECONDS = 30.0

_SOCKET_NAME = "store.sock"
#: sockaddr_un holds 107 bytes on Linux, 103 on macOS.
_LONGEST_SOCKET_PATH = 103
#: Not tempfile.gettempdir(): that follows TMPDIR, which a service and a shell see differently.
_SHORT_PLACE = Path("/tmp")  # noqa: S108  (checked to be ours by make_private)
#: The directory in which `python -m store.launcher` finds this package.
_ROOT = Path(__file__).resolve().parent.parent

_Answer = Literal["ready", "loading", "none"]


@contextlib.contextmanager
def embedded_store(data_dir: Path) -> Iterator[str]:
    """Yield the url of a server that has loaded its data; stop it at the end if this call began it.

    The calling thread must live on: the server dies with that thread (see launcher.die_with)."""
    data_dir = make_private(data_dir)
    make_private(server_directory(data_dir))
    with _user_of(data_dir) as users, tempfile.TemporaryFile() as log:
        server = None if is_running(data_dir) else _start(data_dir, log)
        try:
            _wait_until_ready(data_dir, server, log)
            yield store_url(data_dir)
        finally:
            if server is not None:
                _stop(server, users)


def is_running(data_dir: Path) -> bool:
    """Return whether a server answers there, even if it still loads its data."""
    return _ask(socket_path(data_dir)) != "none"


def launcher_command(data_dir: Path) -> list[str]:
    """Return the command of a server that dies with this process, its parent."""
    words = [sys.executable, "-m", "store.launcher", "--die-with-parent", str(os.getpid())]
    return [*words, str(data_dir.resolve())]


def store_url(data_dir: Path) -> str:
    """Return the url, with the path quoted: it may hold spaces or Thai letters."""
    return f"unix://{quote(str(socket_path(data_dir)))}"


def socket_path(data_dir: Path) -> Path:
    """Return a path short enough for a unix socket, the same in every process."""
    return server_directory(data_dir) / _SOCKET_NAME


def server_directory(data_dir: Path) -> Path:
    """Return the directory of the socket: the data directory itself unless its path is too long."""
    data_dir = data_dir.resolve()
    if len(os.fsencode(data_dir / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
        return data_dir
    owner = data_dir.stat().st_uid if data_dir.exists() else os.geteuid()
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return _SHORT_PLACE / f"cheer-to-share-{owner}-{name}"


def make_private(directory: Path) -> Path:
    """Make the directory, or tighten its mode to 0700; refuse a directory that is not ours."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = directory.lstat() if directory.parent == _SHORT_PLACE else directory.stat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise StoreUnavailable(
            f"{directory} is not a directory of user {os.geteuid()}; run this as its owner"
        )
    if found.st_mode & stat.S_ISVTX:
        raise StoreUnavailable(f"{directory} is shared by all users; name a directory of its own")
    if stat.S_IMODE(found.st_mode) != 0o700:
        directory.chmod(0o700)
    return directory.resolve()


@contextlib.contextmanager
def _user_of(data_dir: Path) -> Iterator[int]:
    """Count this process as a user: the command that began the server stops it only when no user is
    left."""
    descriptor = os.open(data_dir / ".users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield descriptor
    finally:
        os.close(descriptor)


def _start(data_dir: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  (our own interpreter and launcher)
        launcher_command(data_dir),
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )


def _wait_until_ready(
    data_dir: Path, server: subprocess.Popen[bytes] | None, log: IO[bytes]
) -> None:
    """Wait while it loads, however long; a start that lost a race finds the winner's server."""
    deadline = time.monotonic() + START_SECONDS
    while (answer := _ask(socket_path(data_dir))) != "ready":
        if answer == "loading":
            deadline = time.monotonic() + START_SECONDS
        elif server is not None and server.poll() is not None:
            raise StoreUnavailable(_last_line(log) or "The embedded store ended at once")
        if time.monotonic() > deadline:
            raise StoreUnavailable(f"The embedded store in {data_dir} does not answer")
        time.sleep(0.02)


def _ask(path: Path) -> _Answer:
    """Send a PING and return the kind of answer, without the client library, which the launcher has
    no need to load."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1.0)
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            answer = connection.recv(64)
        except OSError:
            return "none"
    if answer.startswith(b"+PONG"):
        return "ready"
    return "loading" if answer.startswith(b"-LOADING") else "none"


def _stop(server: subprocess.Popen[bytes], users: int) -> None:
    """Wait for the other users to finish, then stop the server; new users wait until it is gone and
    start their own."""
    try:
        if server.poll() is None:
            fcntl.flock(users, fcntl.LOCK_EX)
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _last_line(log: IO[bytes]) -> str:
    log.seek(0)
    lines = log.read().decode(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


#: The name of the embedded store of a data directory.
EMBEDDED = "embedded"
_FILE = "last_store.json"
_LOG = "appendonlydir"
_CASE = re.compile(rb"\{cts\}:case:([0-9S]{1,2}-[0-9]{4}-[0-9]{4,9})")
#: The bytes that are read at a time; a key that lies across two pieces is found in the overlap.
_PIECE, _OVERLAP = 1 << 20, 64


@dataclass(frozen=True, slots=True)
class Known:
    """The *store* that was used last, by a name without secrets, its data then, and when that was
    recorded (seconds since 1970). *before* is other data that was used earlier, until an operator
    accepts the change."""

    store: str
    data: Data
    at: int = 0
    before: str = ""

    @property
    def seen(self) -> str:
        """Return the time of the record, in words."""
        return f"{datetime.fromtimestamp(self.at, UTC):%Y-%m-%d %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Left:
    """The content of an embedded store's data directory: the number of cases, and when it was
    written."""

    cases: int
    at: int


def store_name(url: str, data_dir: Path) -> str:
    """Return the name of a store, without its password."""
    if not url or url == store_url(data_dir):
        return EMBEDDED
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix:{parts.path}"
    database = parts.path.strip("/") or parse_qs(parts.query).get("db", ["0"])[0]
    hosts = sorted(parts.netloc.rpartition("@")[2].split(","))  # of a cluster several
    return f"{','.join(map(_address, hosts))}/{database}"


def _address(host: str) -> str:
    parts = urlsplit(f"//{host}")
    return f"{parts.hostname or 'localhost'}:{parts.port or 6379}"


def recall(data_dir: Path) -> Known | None:
    """Return the store that was used last; if no record was written yet, the embedded data that
    lies there."""
    try:
        kept = json.loads((data_dir / _FILE).read_text("utf-8"))
        return Known(kept["store"], Data(**kept["data"]), kept["at"], kept.get("before", ""))
    except OSError:
        left = left_in(data_dir)
        return Known(EMBEDDED, Data(cases=left.cases), left.at) if left.cases else None
    except (ValueError, KeyError, TypeError):  # half a file: as good as none
        return None


def remember(data_dir: Path, known: Known) -> None:
    """Record the store that is used now; a reader finds the old file or the new one."""
    path = make_private(data_dir) / _FILE
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps(asdict(known)), "utf-8")
    draft.replace(path)


def files_in(data_dir: Path) -> list[Path]:
    """Return the files of a data directory that show that it has data: the embedded store's and
    the note."""
    return sorted([*data_dir.glob(_FILE), *data_dir.glob("*.rdb"), *(data_dir / _LOG).glob("*")])


def left_in(data_dir: Path) -> Left:
    """Count the cases in the files of an embedded store, without starting it."""
    numbers: set[bytes] = set()
    written = 0.0
    for path in sorted((data_dir / _LOG).glob("*.aof")):
        written = max(written, path.stat().st_mtime)
        with path.open("rb") as file:
            before = b""
            while piece := file.read(_PIECE):
                numbers.update(_CASE.findall(before + piece))
                before = piece[-_OVERLAP:]
    return Left(len(numbers), int(written))
