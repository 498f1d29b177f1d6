"""What fails on the way to LINE: before the request left, or after."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from config.settings import Settings
from line.api import Line, SendResult
from line.http import HttpAnswer, LineHttp, NeverSent, NoAnswer, Wait
from tests.servers import free_port, make_certificate

Act = Callable[[socket.socket], None]
TOKEN = "a-token-that-nobody-reads"


@contextmanager
def a_platform(*acts: Act) -> Iterator[int]:
    """Serve one connection after the other, each in its own way."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for act in acts:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    act(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)  # a close alone lets accept() wait on
        listener.close()
        thread.join(10)


def hear(connection: socket.socket) -> bytes:
    """Read a request whole, for what is left unread makes a close a reset."""
    data = connection.recv(65_536)
    while data.startswith(b"POST") and not data.endswith(b"}"):
        data += connection.recv(65_536)
    return data


def answering(*parts: bytes, pause: float = 0.0) -> Act:
    """Read the request, and answer in pieces."""

    def act(connection: socket.socket) -> None:
        hear(connection)
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)

    return act


def reset(connection: socket.socket) -> None:
    connection.recv(1)  # what is left unread
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def silent(connection: socket.socket) -> None:
    connection.settimeout(10)
    while connection.recv(65_536):
        pass


def endless(connection: socket.socket) -> None:
    hear(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65_536)


def dripping(head: bytes) -> Act:
    def act(connection: socket.socket) -> None:
        hear(connection)
        connection.sendall(head)
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    return act


def ask(port: int, scheme: str = "http", answer_s: float = 5.0) -> HttpAnswer:
    base, wait = f"{scheme}://127.0.0.1:{port}", Wait(answer_s=answer_s)
    http = LineHttp(base, TOKEN, connections=1, wait=wait)
    return http.call("POST", "/v2/bot/message/push", b"{}")


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Line-Request-Id: r\r\n\r\n{}"


def test_should_answer() -> None:
    with a_platform(answering(OK)) as port:
        found = ask(port)

    assert (found.status, found.body) == (200, b"{}")
    assert found.headers.get("x-line-request-id") == "r"


def test_should_answer_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    def act(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            answering(OK)(secure)

    with a_platform(act) as port:
        found = ask(port, "https")

    assert (found.status, found.body) == (200, b"{}")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_should_know_that_nothing_left_when_nobody_listens(scheme: str) -> None:
    with pytest.raises(NeverSent):
        ask(free_port(), scheme)


def test_should_know_that_nothing_left_without_an_address() -> None:
    with pytest.raises(NeverSent):
        LineHttp("http://no.such.host.invalid", TOKEN, connections=1).call("GET", "/")


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda connection: None, id="closed at accept"),
        pytest.param(answering(), id="closed after the ClientHello"),
        pytest.param(answering(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"), id="plain text"),
        pytest.param(answering(b"\x15\x03\x01\x00\x02\x02\x28"), id="an alert"),
        pytest.param(reset, id="reset"),
    ],
)
def test_should_know_that_nothing_left_when_tls_fails(act: Act) -> None:
    with a_platform(act) as port, pytest.raises(NeverSent):
        ask(port, "https")


def test_should_know_that_nothing_left_when_tls_has_no_answer() -> None:
    wait = Wait(connect_s=0.2)
    with a_platform(silent) as port, pytest.raises(NeverSent):
        LineHttp(f"https://127.0.0.1:{port}", TOKEN, connections=1, wait=wait).call("POST", "/")


@pytest.mark.parametrize("token", ["two\nlines", "ตัวอักษรไทย"])
def test_should_not_tell_a_token_that_no_header_can_carry(token: str) -> None:
    with a_platform(answering(OK)) as port, pytest.raises((NeverSent, NoAnswer)) as raised:
        LineHttp(f"http://127.0.0.1:{port}", token, connections=1).call("GET", "/")

    shown = repr(raised.value) + repr(raised.value.__cause__) + str(raised.value)
    assert "two" not in shown
    assert raised.value.__suppress_context__


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(answering(), id="closed"),
        pytest.param(reset, id="reset"),
        pytest.param(answering(b"SSH-2.0-OpenSSH_9.2\r\n"), id="another protocol"),
        pytest.param(answering(b"HTTP/1.1 20"), id="half a line"),
        pytest.param(
            answering(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 101 + b"\r\n"), id="many headers"
        ),
        pytest.param(answering(b"HTTP/1.1 " + b"9" * 70_000), id="a long line"),
    ],
)
def test_should_not_know_what_became_of_what_had_no_answer(act: Act) -> None:
    with a_platform(act) as port, pytest.raises(NoAnswer):
        ask(port)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(answering(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), id="broken off"),
        pytest.param(
            answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nx"),
            id="bad chunks",
        ),
        pytest.param(
            answering(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip"), id="no gzip"
        ),
        pytest.param(endless, id="endless"),
        pytest.param(
            answering(b"HTTP/1.1 200 OK\r\nX-Line-Request-Id: r\r\nContent-"), id="half a head"
        ),
    ],
)
def test_should_know_the_status_of_a_body_that_cannot_be_read(act: Act) -> None:
    with a_platform(act) as port:
        found = ask(port)

    assert (found.status, found.body) == (200, None)


@pytest.mark.parametrize(
    ("head", "answers"),
    [
        pytest.param(b"", False, id="a status line that drips"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: ", False, id="a head that drips"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", True, id="a body that drips"),
        pytest.param(b"HTTP/1.1 500 Oh\r\n\r\n", True, id="a body that nobody reads"),
    ],
)
def test_should_not_wait_long_for_what_drips(head: bytes, answers: bool) -> None:
    with a_platform(dripping(head)) as port:
        if answers:
            assert ask(port, answer_s=0.4).body is None
        else:
            with pytest.raises(NoAnswer):
                ask(port, answer_s=0.4)


def test_should_not_go_where_an_edge_leads_to() -> None:
    away = b"HTTP/1.1 307 Away\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
    with a_platform(answering(away)) as port:
        assert ask(port).status == 307


def test_should_use_a_connection_again() -> None:
    def twice(connection: socket.socket) -> None:
        for _ in range(2):
            answering(OK)(connection)

    with a_platform(twice) as port:
        http = LineHttp(f"http://127.0.0.1:{port}", TOKEN, connections=1)
        assert [http.call("POST", "/", b"{}").status for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("status", [103, 101, 500])
def test_should_not_take_a_late_answer_for_the_next_calls(status: int) -> None:
    first = b"HTTP/1.1 %d Early\r\nContent-Length: 0\r\n\r\n" % status
    acts = (answering(first, OK), answering(b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"))
    with a_platform(*acts) as port:
        http = LineHttp(f"http://127.0.0.1:{port}", TOKEN, connections=1)
        assert [http.call("POST", "/", b"{}").status for _ in range(2)] == [status, 401]


def test_should_not_believe_a_connection_that_was_closed_while_idle() -> None:
    with a_platform(answering(OK), answering(OK)) as port:
        http = LineHttp(f"http://127.0.0.1:{port}", TOKEN, connections=1)
        assert http.call("POST", "/", b"{}").status == 200
        time.sleep(0.1)
        assert http.call("POST", "/", b"{}").status == 200


def test_should_call_as_line_documents_it() -> None:
    heard: list[bytes] = []

    def act(connection: socket.socket) -> None:
        heard.append(hear(connection))
        connection.sendall(OK)

    with a_platform(act) as port:
        line = Line(Settings(channel_access_token=TOKEN, api_base=f"http://127.0.0.1:{port}"))
        said = line.push("U1", [{"type": "text", "text": "ก"}], "key")

    assert (said.answer, said.status, said.request_id) == (SendResult.ACCEPTED, 200, "r")
    head = heard[0].partition(b"\r\n\r\n")[0]
    assert head.startswith(b"POST /v2/bot/message/push HTTP/1.1\r\n")
    for line_of_head in (b"Authorization: Bearer " + TOKEN.encode(), b"X-Line-Retry-Key: key",
                         b"Content-Type: application/json"):  # fmt: skip
        assert line_of_head in head
    assert b"Transfer-Encoding" not in head
