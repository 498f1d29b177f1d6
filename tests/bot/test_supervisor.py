"""`run` and gunicorn as real processes: killed, starved, stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest

from config.web_worker import REQUEST_SECONDS
from simulator.server import RunningSimulator, start
from simulator.webhooks import sign
from store import keys
from store.connection import StoreClient, connect
from store.durability import processes
from store.launcher import embedded_store, store_url
from tests.servers import free_port, run_server

#: What is killed tells nobody which lines it ran.
pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

_ROOT = Path(__file__).parents[2]
_SECONDS = 30.0
EMPTY = b'{"destination":"U0","events":[]}'


@dataclass(frozen=True, slots=True)
class Running:
    """One process of ours, its web and its log."""

    process: subprocess.Popen[bytes]
    port: int
    data_dir: Path
    secret: str
    log: Path

    def get(self, path: str) -> int:
        """Return the status of a page; 0 where nobody answers."""
        return self._ask("GET", path, b"", {})

    def share(self, body: bytes = EMPTY) -> int:
        """Send a signed webhook."""
        return self._ask("POST", "/callback", body, {"X-Line-Signature": sign(self.secret, body)})

    def lines(self, event: str) -> list[dict[str, Any]]:
        """Return the log's lines of that event; every line of it must be JSON."""
        every = [json.loads(line) for line in self.log.read_text().splitlines()]
        return [line for line in every if line["event"] == event]

    def child(self, name: str) -> int:
        """Return the process id of a child that was started last."""
        pids = [line["pid"] for line in self.lines("child started") if line["child"] == name]
        return int(pids[-1])

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(_SECONDS)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request(method, path, body, headers)
                return connection.getresponse().status
            except (OSError, HTTPException):
                return 0


def wait_until(done: Callable[[], object], complaint: str) -> float:
    """Wait, and give how many seconds it took."""
    began = time.monotonic()
    while not done():
        assert time.monotonic() - began < _SECONDS, complaint
        time.sleep(0.05)
    return time.monotonic() - began


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.fixture(scope="module")
def simulator() -> Iterator[RunningSimulator]:
    with start() as running:
        yield running


def settings(simulator: RunningSimulator, data: Path) -> dict[str, str]:
    """Return what a new installation sets."""
    return {
        "LINE_CHANNEL_SECRET": simulator.account.secret,
        "LINE_CHANNEL_ACCESS_TOKEN": simulator.account.token,
        "LINE_API_BASE": simulator.url,
        "DATA_DIR": str(data / "var"),
        "PORT": str(free_port()),
        "REDIS_URL": "",
        "WEB_WORKERS": "1",  # quicker begun; two of them only where it matters
        "WORKERS": "1",
    }


@pytest.fixture
def environment(simulator: RunningSimulator, tmp_path: Path) -> dict[str, str]:
    return settings(simulator, tmp_path)


@contextmanager
def begun(command: str, environment: dict[str, str], log: Path) -> Iterator[Running]:
    """Start a command of ours and kill what is left of it at the end."""
    words = [f"{name}={value}" for name, value in environment.items()]
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["/usr/bin/env", *words, sys.executable, "-m", "bot", command],
            cwd=_ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    data_dir = Path(environment["DATA_DIR"])
    secret = environment["LINE_CHANNEL_SECRET"]
    try:
        yield Running(process, int(environment["PORT"]), data_dir, secret, log)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(_SECONDS)


@contextmanager
def ready(environment: dict[str, str], log: Path) -> Iterator[Running]:
    """Start all of `run` and wait until it is ready."""
    with begun("run", environment, log) as running:
        wait_until(lambda: running.get("/readyz") == 200, "run is not ready")
        yield running


@pytest.fixture
def service(environment: dict[str, str], tmp_path: Path) -> Iterator[Running]:
    """All of `run`, to be stopped."""
    with ready(environment, tmp_path / "run.log") as running:
        yield running


@pytest.fixture(scope="module")
def standing(
    simulator: RunningSimulator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """All of `run`, for tests after which it stands as it stood."""
    data = tmp_path_factory.mktemp("standing")
    with ready(settings(simulator, data) | {"WEB_WORKERS": "2"}, data / "run.log") as running:
        yield running


@pytest.fixture(scope="module")
def named_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as another machine would have it."""
    with run_server("valkey", tmp_path_factory.mktemp("valkey"), fsync="no") as server:
        yield server.url


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[Running]:
    """Start the web alone and wait until it answers."""
    with begun("web", environment, log) as running:
        wait_until(lambda: running.get("/healthz") == 200, "the web does not answer")
        yield running


@pytest.fixture(scope="module")
def web(
    simulator: RunningSimulator, named_store: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The web alone, on a server that is there, for tests after which it goes on."""
    data = tmp_path_factory.mktemp("web")
    named = settings(simulator, data) | {"REDIS_URL": named_store, "WEB_WORKERS": "2"}
    with serving(named, data / "web.log") as running:
        yield running


# run


def test_should_run_all_and_stop_all_cleanly(service: Running) -> None:
    children = {name: service.child(name) for name in ("store", "sender", "worker", "web")}
    kept = service.share()

    status = service.end()

    assert (kept, status) == (200, 0)
    assert [line["child"] for line in service.lines("child stopped")] == [
        *("web", "worker", "sender", "store")
    ]
    assert {line["status"] for line in service.lines("child stopped")} == {0}
    assert not any(is_alive(pid) for pid in children.values())


def test_should_run_as_many_workers_as_it_is_told(
    environment: dict[str, str], tmp_path: Path
) -> None:
    workers = ["worker", "worker 2", "worker 3"]
    with ready(environment | {"WORKERS": "3"}, tmp_path / "run.log") as running:
        with closing(connect(store_url(running.data_dir), role="command")) as client:
            pids = {running.child(name) for name in workers}
            wait_until(lambda: alive_workers(client) >= pids, "a worker gives no sign of life")
            killed = running.child("worker 2")
            os.kill(killed, signal.SIGKILL)
            wait_until(lambda: running.child("worker 2") != killed, "it does not come back")
            wait_until(lambda: running.child("worker 2") in alive_workers(client), "no new sign")
        assert running.get("/readyz") == 200
        status = running.end()

    stopped = running.lines("child stopped")
    assert (status, {line["status"] for line in stopped}) == (0, {0})
    assert [one["child"] for one in stopped] == ["web", *reversed(workers), "sender", "store"]
    assert {line["process_id"] for line in stopped} == {running.process.pid}


def alive_workers(client: StoreClient) -> set[int]:
    found = (one for one in processes(client) if one.kind == "worker")
    return {int(one.name.rpartition(":")[2]) for one in found}


@pytest.mark.parametrize("name", ["web", "worker", "sender", "store"])
def test_should_bring_back_a_child_that_was_killed(standing: Running, name: str) -> None:
    killed, before = standing.child(name), len(standing.lines("child ended"))

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: standing.child(name) != killed, f"{name} does not come back")
    wait_until(lambda: standing.share() == 200, "no webhook is kept")
    wait_until(lambda: standing.get("/readyz") == 200, "it is not ready again")
    (line,) = standing.lines("child ended")[before:]
    assert (line["child"], line["status"], line["again_in_s"]) == (name, -signal.SIGKILL, 0.5)


def test_should_lose_nothing_that_was_acknowledged_when_the_store_is_killed(
    service: Running,
) -> None:
    os.kill(service.child("worker"), signal.SIGSTOP)  # so that the inbox keeps what comes
    bodies = [b'{"destination":"U%d","events":[]}' % number for number in range(40)]
    acknowledged = []
    for number, body in enumerate(bodies):
        if number == 20:
            os.kill(service.child("store"), signal.SIGKILL)
        if service.share(body) == 200:
            acknowledged.append(body)
        time.sleep(0.05)
    wait_until(lambda: service.share() == 200, "no webhook is kept")

    with closing(connect(store_url(service.data_dir), role="command")) as client:
        rows: Any = client.xrange(keys.INBOX)
    os.kill(service.child("worker"), signal.SIGCONT)
    assert set(acknowledged) <= {fields[b"body"] for _, fields in rows}
    assert len(acknowledged) > 20


def test_should_wait_longer_for_a_child_that_keeps_dying(service: Running) -> None:
    for times in range(1, 4):
        os.kill(service.child("web"), signal.SIGKILL)
        wait_until(lambda n=times: len(service.lines("child ended")) == n, "not noticed")  # type: ignore[misc]
        started = len(service.lines("child started"))
        wait_until(lambda n=started: len(service.lines("child started")) > n, "not back")  # type: ignore[misc]

    assert [line["again_in_s"] for line in service.lines("child ended")] == [0.5, 1.0, 2.0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of the death")
def test_should_leave_no_child_behind_when_it_is_killed_itself(service: Running) -> None:
    children = [service.child(name) for name in ("store", "sender", "worker", "web")]

    service.end(signal.SIGKILL)

    wait_until(lambda: not any(map(is_alive, children)), "a child lives on")


def test_should_come_back_at_once_after_it_was_killed_itself(
    environment: dict[str, str], service: Running, tmp_path: Path
) -> None:
    service.end(signal.SIGKILL)

    with begun("run", environment, tmp_path / "again.log") as again:
        # Who asks while the old web dies hears 503: LINE then comes again.
        wait_until(lambda: again.share() == 200, "no share is taken again")


def test_should_refuse_a_second_run_on_the_same_data(
    environment: dict[str, str], standing: Running, tmp_path: Path
) -> None:
    other = environment | {"DATA_DIR": str(standing.data_dir)}

    with begun("run", other, tmp_path / "second.log") as second:
        status = second.process.wait(_SECONDS)

    assert status == 1
    sentence = f"Another run (process {standing.process.pid}) uses {standing.data_dir}"
    assert second.log.read_text().startswith(sentence)
    assert len(second.log.read_text().splitlines()) == 1


def test_should_say_that_the_port_is_taken(environment: dict[str, str], tmp_path: Path) -> None:
    with (
        socket.create_server(("", int(environment["PORT"]))),
        begun("run", environment, tmp_path / "run.log") as running,
    ):
        status = running.process.wait(_SECONDS)

    assert status == 1
    said = f"Port {environment['PORT']} is taken by another program; stop it or set PORT.\n"
    assert running.log.read_text() == said


def test_should_use_the_store_that_is_named(
    environment: dict[str, str], named_store: str, tmp_path: Path
) -> None:
    named = environment | {"REDIS_URL": named_store}

    with ready(named, tmp_path / "run.log") as running:
        assert {line["child"] for line in running.lines("child started")} == {
            "sender",
            "worker",
            "web",
        }
        assert not (running.data_dir / "store.sock").exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_should_stop_while_it_is_still_starting(
    environment: dict[str, str], tmp_path: Path, how: signal.Signals
) -> None:
    with begun("run", environment, tmp_path / "run.log") as running:
        wait_until(lambda: "child started" in running.log.read_text(), "nothing is started")
        status = running.end(how)

    assert status == 0
    assert running.get("/healthz") == 0


def test_should_write_nothing_but_json_lines_without_secrets(service: Running) -> None:
    service.share()
    service.get("/no-such-page")
    service.end()

    for line in service.log.read_text().splitlines():
        assert next(iter(json.loads(line))) == "event"
    for secret in (service.secret, "127.0.0.1:", "no-such-page"):
        assert secret not in service.log.read_text()


# web


def half_a_webhook(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(b"POST /callback HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    return connection


def seconds_of_twenty_shares(web: Running) -> float:
    began = time.monotonic()
    assert [web.share() for _ in range(20)] == [200] * 20
    return time.monotonic() - began


def test_should_not_let_slow_clients_delay_line(web: Running) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(half_a_webhook(web.port))
        time.sleep(0.5)
        took = [seconds_of_twenty_shares(web) for _ in range(3)]

    assert min(took) < 1.0  # this machine may be busy once
    assert max(took) < REQUEST_SECONDS / 2  # none waited until a slow one was hung up on


def test_should_hang_up_on_a_client_that_is_too_slow(web: Running) -> None:
    with half_a_webhook(web.port) as slow:
        slow.settimeout(_SECONDS)
        began = time.monotonic()
        answer = slow.recv(1024)

    assert answer == b""
    assert 0.8 * REQUEST_SECONDS < time.monotonic() - began < 1.3 * REQUEST_SECONDS


def test_should_finish_what_is_begun_when_it_is_stopped(
    environment: dict[str, str], named_store: str, tmp_path: Path
) -> None:
    signature = sign(environment["LINE_CHANNEL_SECRET"], EMPTY)
    head = f"POST /callback HTTP/1.1\r\nHost: x\r\nX-Line-Signature: {signature}\r\n"
    with (
        serving(environment | {"REDIS_URL": named_store}, tmp_path / "web.log") as web,
        socket.create_connection(("127.0.0.1", web.port)) as slow,
    ):
        slow.sendall(f"{head}Content-Length: {len(EMPTY)}\r\n\r\n".encode() + EMPTY[:5])
        time.sleep(0.3)
        web.process.terminate()
        wait_until(lambda: web.get("/healthz") == 0, "it takes new requests")
        slow.sendall(EMPTY[5:])
        slow.settimeout(5)
        answer = slow.recv(1024)
        status = web.process.wait(_SECONDS)

    assert answer.startswith(b"HTTP/1.1 200")
    assert status == 0


def test_should_not_wait_for_connections_on_which_nobody_asks(
    environment: dict[str, str], named_store: str, tmp_path: Path
) -> None:
    patient = {"REDIS_URL": named_store, "WEB_WORKERS": "2"}
    patient["GUNICORN_CMD_ARGS"] = "--keep-alive 60"
    with serving(environment | patient, tmp_path / "web.log") as web, ExitStack() as opened:
        for _ in range(4):
            line = HTTPConnection("127.0.0.1", web.port, timeout=5)
            opened.enter_context(closing(line))
            line.request("GET", "/healthz")
            line.getresponse().read()
        status = web.end()

    said = web.log.read_text()
    assert status == 0
    # One that waits too long is killed by gunicorn and says nothing.
    assert said.count("Worker exiting") == said.count("Booting worker") == 2


def test_should_refuse_a_body_in_chunks_and_take_the_rest_of_it(web: Running) -> None:
    with socket.create_connection(("127.0.0.1", web.port)) as client:
        client.sendall(b"POST /callback HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(3):
            client.sendall(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        client.settimeout(5)
        answer = client.recv(1024)

    assert answer.startswith(b"HTTP/1.1 411")


NONSENSE = {
    "cut short": b"Content-Length: 9\r\n\r\nxy",
    "not ascii": b"X-Line-Signature: \xff\xfe\r\nContent-Length: 0\r\n\r\n",
    "doubled": b"X-Line-Signature: a\r\nX-Line-Signature: b\r\nContent-Length: 0\r\n\r\n",
    "both lengths": b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
}


def test_should_never_answer_nonsense_with_an_error_of_ours(web: Running) -> None:
    answers = {name: said_to(web, rest) for name, rest in NONSENSE.items()}

    assert {name: answer[:12] for name, answer in answers.items()} == dict.fromkeys(
        NONSENSE, b"HTTP/1.1 400"
    )


def said_to(web: Running, rest: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", web.port)) as client:
        client.sendall(b"POST /callback HTTP/1.1\r\nHost: x\r\n" + rest)
        client.shutdown(socket.SHUT_WR)
        client.settimeout(5)
        return client.recv(1024)


def test_should_keep_many_webhooks_at_once(web: Running) -> None:
    with ThreadPoolExecutor(32) as pool:
        statuses = list(pool.map(lambda _: web.share(), range(400)))

    assert set(statuses) == {200}


def test_should_say_by_a_fingerprint_which_key_the_web_has(web: Running, named_store: str) -> None:
    with connect(named_store, role="command") as store:
        wait_until(
            lambda: any(one.startswith(b"web ") for one in store.hkeys(keys.SECRET_KEYS)),
            "the web says nothing of its key",
        )
        said = store.hkeys(keys.SECRET_KEYS)  # a worker of another test may be among them

    assert [one.split(b" ")[0] for one in said].count(b"web") == 1


def test_should_start_the_web_alone_on_the_embedded_store_that_runs(
    environment: dict[str, str], tmp_path: Path
) -> None:
    store = embedded_store(Path(environment["DATA_DIR"]))
    with store, serving(environment, tmp_path / "web.log") as running:
        kept = running.share()
        status = running.end()

    assert (kept, status) == (200, 0)


def test_should_name_the_processes_of_the_procfile() -> None:
    lines = (_ROOT / "Procfile").read_text().splitlines()

    assert lines == [f"{one}: python -m bot {one}" for one in ("web", "worker", "sender")]
