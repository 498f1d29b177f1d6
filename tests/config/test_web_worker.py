"""The worker of the web: what a connection may do, and for what the worker waits after SIGTERM."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import gevent
import pytest
from gevent import socket
from gunicorn.config import Config
from gunicorn.glogging import Logger
from structlog.testing import capture_logs

from config.http import LARGEST_BODY, PLAIN_TEXT_HEADERS
from config.web_worker import LARGEST_HEAD, WebWorker

_SECONDS = 5
_MOST = 4
GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
#: gunicorn reads so many bytes at once: what follows is still in the kernel's hands.
_FILLS_A_READ = (
    b"GET / HTTP/1.1\r\nA: ".ljust(4096, b"a") + b"\r\nB: ".ljust(4092, b"b") + b"\r\n\r\n"
)
SECRET = "api_key=what-nobody-may-read"


@dataclass
class App:
    """Counts what it is asked, and answers with the body that came."""

    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None
    size: int = 0

    def __call__(self, environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        self.asked.append(environ["PATH_INFO"])
        self.meanwhile()
        if int(environ.get("CONTENT_LENGTH", 0)) > LARGEST_BODY:
            start("413 Too Large", [("Content-Length", "0")])
            return []
        self.bodies.append(environ["wsgi.input"].read())
        answer = b"x" * self.size or b"ok"
        start("200 OK", [("Content-Length", str(len(answer)))])
        return [answer]


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
def worker(app: App) -> Iterator[WebWorker]:
    worker = a_worker(app)
    yield worker
    worker.tmp.close()


def a_worker(app: App) -> WebWorker:
    """Build one that waits for a next request longer than these tests wait for it."""
    settings = Config()
    settings.set("keepalive", 20 * _SECONDS)
    settings.set("worker_connections", _MOST)
    worker = WebWorker(1, os.getppid(), [], None, _SECONDS, settings, Logger(settings))
    worker.wsgi = app
    return worker


class Client:
    """One end of a connection; the worker has the other."""

    def __init__(self, worker: WebWorker) -> None:
        self.socket, theirs = socket.socketpair()
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.served = gevent.spawn(worker.handle, listener, theirs, ("127.0.0.1", 1))
            gevent.sleep(0)

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)
        gevent.sleep(0.01)

    def ask(self, data: bytes) -> bytes:
        """Send *data*, and read an answer."""
        self.socket.sendall(data)
        return self.read()

    def read(self) -> bytes:
        """Read what the worker says next; b"" if it hung up."""
        with gevent.Timeout(_SECONDS):
            data: bytes = self.socket.recv(65_536)
        return data

    def read_all(self) -> bytes:
        """Read until the worker hangs up."""
        return b"".join(iter(self.read, b""))

    def is_open(self) -> bool:
        """Return whether the worker still waits for a request."""
        return b"200 OK" in self.ask(GET)


@contextmanager
def connected(worker: WebWorker) -> Iterator[Client]:
    client = Client(worker)
    try:
        yield client
    finally:
        client.socket.close()
        client.served.join(_SECONDS)


def post(body: bytes, **headers: str | int) -> bytes:
    fields = {"Host": "x", "Content-Length": len(body), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"POST /callback HTTP/1.1\r\n{lines}\r\n".encode() + body


def test_should_answer_one_request_after_the_other_on_one_connection(
    worker: WebWorker, app: App
) -> None:
    with connected(worker) as client:
        answers = [client.ask(post(b"one")), client.ask(GET), client.ask(post(b""))]

    assert all(b"200 OK" in one and b"Connection: keep-alive" in one for one in answers)
    assert app.bodies == [b"one", b"", b""]


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_should_refuse_a_body_without_a_length_before_it_is_read(
    worker: WebWorker, app: App, method: str
) -> None:
    head = f"{method} /any HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(worker) as client:
        client.send(head.encode())
        answer = client.read_all()

    assert answer.startswith(b"HTTP/1.1 411 Length Required\r\n")
    assert app.asked == []


def test_should_let_go_of_who_goes_on_with_chunks_all_the_same(worker: WebWorker) -> None:
    with connected(worker) as client:
        client.send(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunks = gevent.spawn(_send_for_ever, client, b"1\r\nx\r\n" * 1000)
        client.served.join(_SECONDS)

        assert client.served.dead
        chunks.kill()


@pytest.mark.parametrize(
    "sent",
    [
        GET * 2,
        GET + GET[:5],
        _FILLS_A_READ + GET,
        post(b"x" * 10) + GET,
        post(b"x" * 100_000) + GET,
    ],
    ids=["two at once", "half a second one", "the first fills a read", "a body", "a long body"],
)  # fmt: skip
def test_should_answer_once_and_hang_up_on_who_does_not_wait(
    worker: WebWorker, app: App, sent: bytes
) -> None:
    with connected(worker) as client:
        sending = gevent.spawn(client.socket.sendall, sent)
        answer = client.read_all()
        sending.kill()

    assert answer.count(b"HTTP/1.1 200 OK") == 1
    assert b"Connection: close" in answer
    assert len(app.asked) == 1


def test_should_let_others_come_between_the_requests_of_who_is_quick(
    worker: WebWorker, app: App
) -> None:
    most = 1000
    with connected(worker) as quick, connected(worker) as other:

        def send_the_next() -> None:
            with suppress(BlockingIOError):  # else the worker would wait for who reads nothing
                quick.socket.recv(65_536)
            if len(app.asked) == 10:
                other.socket.sendall(GET.replace(b"/", b"/other", 1))
            if len(app.asked) < most:
                quick.socket.sendall(GET)

        app.meanwhile = send_the_next
        quick.socket.settimeout(0)
        quick.socket.sendall(GET)
        other.read()

        assert app.asked.index("/other") < most / 2


def test_should_ask_the_app_only_when_the_whole_body_is_there(worker: WebWorker, app: App) -> None:
    whole = post(b"0123456789")
    with connected(worker) as client:
        client.send(whole[:-1])
        before = list(app.asked)
        answer = client.ask(whole[-1:])

    assert before == []
    assert b"200 OK" in answer


def test_should_not_ask_the_app_when_half_a_body_is_all(worker: WebWorker, app: App) -> None:
    with connected(worker) as client:
        client.socket.sendall(post(b"0123456789")[:-1])
        client.socket.shutdown(socket.SHUT_WR)
        answer = client.read_all()

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert app.asked == []


@pytest.mark.parametrize("method", [b"POST", b"GET"])
def test_should_let_the_app_refuse_a_long_body_by_its_length(
    worker: WebWorker, app: App, method: bytes
) -> None:
    with connected(worker) as client:
        head = post(b"", **{"Content-Length": 10**10}).replace(b"POST", method)
        client.socket.sendall(head)
        sending = gevent.spawn(_send_for_ever, client, b"x" * 65_536)
        answer = client.read_all()
        client.served.join(_SECONDS)
        sending.kill()

        assert b"413 Too Large" in answer
        assert client.served.dead


def test_should_ask_for_a_body_that_waits_to_be_asked_for(worker: WebWorker, app: App) -> None:
    whole = post(b"body", Expect="100-continue")
    with connected(worker) as client:
        asked_for = client.ask(whole[:-4])
        answer = client.ask(whole[-4:])

    assert asked_for == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert b"200 OK" in answer
    assert app.bodies == [b"body"]


REFUSED = {
    400: [
        b"GET / HTTP/9.9\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + SECRET.encode() + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: a\r\n b\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + SECRET.encode() + b"\0\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\r\n\r\n",
    ],
    414: [b"GET /?" + SECRET.encode() * 400 + b" HTTP/1.1\r\n\r\n"],
    417: [b"GET / HTTP/1.1\r\nExpect: " + SECRET.encode() + b"\r\n\r\n"],
    431: [
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"GET / HTTP/1.1\r\nA: " + b"a" * 9000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + (b"A: " + b"a" * 8000 + b"\r\n") * (LARGEST_HEAD // 8000 + 1),
    ],
    501: [b"POST / HTTP/1.1\r\nTransfer-Encoding: " + SECRET.encode() + b"\r\n\r\n"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("status", "sent"), [(status, one) for status, some in REFUSED.items() for one in some]
)
def test_should_refuse_what_is_no_request_without_a_word_of_it(
    worker: WebWorker, app: App, status: int, sent: bytes
) -> None:
    with connected(worker) as client, capture_logs() as logged:
        sending = gevent.spawn(client.socket.sendall, sent)
        answer = client.read_all().decode()
        sending.kill()
        worker.notify()

    assert answer.startswith(f"HTTP/1.1 {status} ")
    for name, value in PLAIN_TEXT_HEADERS.items():
        assert f"\r\n{name}: {value}\r\n" in answer
    assert "api_key" not in answer
    assert [one["event"] for one in logged] == ["requests refused"]
    for told in ("api_key", "what-nobody", "127.0.0.1"):
        assert told not in str(logged)
    assert app.asked == []


@pytest.mark.parametrize(
    ("env", "sent"),
    [
        ({}, "max-age=31536000"),
        (
            {"HSTS_SUBDOMAINS": "yes", "PUBLIC_URL": "https://share.example"},
            "max-age=31536000; includeSubDomains",
        ),
    ],
    ids=["default", "subdomains"],
)
def test_should_refuse_with_the_hsts_that_pages_have(
    app: App, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], sent: str
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    worker = a_worker(app)

    with connected(worker) as client, capture_logs():
        client.socket.sendall(b"GET\r\n\r\n")
        answer = client.read_all().decode()

    worker.tmp.close()
    assert answer.startswith("HTTP/1.1 400 ")
    assert f"\r\nStrict-Transport-Security: {sent}\r\n" in answer


def test_should_count_in_one_line_what_is_refused_within_a_second(worker: WebWorker) -> None:
    with capture_logs() as logged:
        for _ in range(3):
            with connected(worker) as client:
                client.socket.sendall(REFUSED[417][0])
                client.read_all()
        worker.notify()
        worker.notify()

    assert [one["kinds"] for one in logged] == [{"ExpectationFailed": 3}]


def test_should_log_a_fault_of_our_own_without_the_request(worker: WebWorker, app: App) -> None:
    def fail() -> None:
        raise RuntimeError(SECRET)

    app.meanwhile = fail
    with connected(worker) as client, capture_logs() as logged:
        answer = client.ask(f"GET /?{SECRET} HTTP/1.1\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 500 ")
    assert [one["event"] for one in logged] == ["request failed"]
    assert SECRET.encode() not in answer


@pytest.mark.parametrize(
    "begun", [b"", GET[:-2], post(b"0123456789")[:-1]], ids=["silent", "half a head", "half a body"]
)
def test_should_break_off_the_oldest_half_request_when_it_is_full(
    worker: WebWorker, begun: bytes
) -> None:
    with ExitStack() as stack:
        halves = [stack.enter_context(connected(worker)) for _ in range(_MOST)]
        for one in halves:
            one.send(begun)
        line = stack.enter_context(connected(worker))

        assert b"200 OK" in line.ask(post(b"webhook"))
        assert halves[0].read() == b""
        assert [one.served.dead for one in halves[1:]] == [False] * (_MOST - 1)


def test_should_break_off_the_oldest_slow_reader_when_all_are(worker: WebWorker, app: App) -> None:
    app.size = 10_000_000
    with ExitStack() as stack:
        slow = [stack.enter_context(connected(worker)) for _ in range(_MOST)]
        for one in slow:
            one.send(GET)
        app.size = 0
        line = stack.enter_context(connected(worker))

        assert b"200 OK" in line.ask(post(b"webhook"))
        slow[0].served.join(_SECONDS)
        assert [one.served.dead for one in slow] == [True, *[False] * (_MOST - 1)]


@pytest.mark.parametrize("begun", [b"", GET[:-2]], ids=["silent", "half a head"])
def test_should_hang_up_on_a_head_that_does_not_come(worker: WebWorker, begun: bytes) -> None:
    worker.cfg.set("keepalive", 1)
    with connected(worker) as client:
        client.send(begun)

        assert client.read() == b""


def test_should_hang_up_on_a_head_that_trickles(worker: WebWorker) -> None:
    worker.cfg.set("keepalive", 1)
    with connected(worker) as client:
        client.send(b"GET / HTTP/1.1\r\n")
        trickling = gevent.spawn(_send_for_ever, client, b"A: b\r\n", 0.2)

        assert client.read() == b""
        trickling.kill()


@pytest.mark.parametrize("waits", [True, False], ids=["already waiting", "about to wait"])
def test_should_not_wait_for_a_next_request_after_sigterm(
    worker: WebWorker, app: App, waits: bool
) -> None:
    if not waits:
        app.meanwhile = lambda: worker.handle_exit(signal.SIGTERM, None)
    with connected(worker) as client:
        client.ask(GET)
        gevent.sleep(0.01)
        worker.handle_exit(signal.SIGTERM, None)
        client.served.join(_SECONDS)

        assert client.served.dead


def test_should_still_read_a_first_request_after_sigterm(worker: WebWorker) -> None:
    with connected(worker) as client:
        worker.handle_exit(signal.SIGTERM, None)

        assert b"200 OK" in client.ask(GET)


def test_should_let_a_worker_open_as_many_files_as_it_may() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 1024), hard))
    settings = Config()
    settings.set("worker_connections", 10**9)

    worker = WebWorker(1, os.getppid(), [], None, _SECONDS, settings, Logger(settings))

    worker.tmp.close()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)
    assert worker.worker_connections < 2 * hard  # each process has files that are no connections


def _send_for_ever(client: Client, data: bytes, pause: float = 0.0) -> None:
    while True:
        try:
            client.socket.sendall(data)
        except OSError:
            return
        gevent.sleep(pause)
