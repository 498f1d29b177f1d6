"""Fetching photos from LINE's data host, which may be slow, odd or away."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cases.case import Form
from cases.ports import NotFetched
from config.settings import Settings
from line.attachments import LARGEST, LineAttachments
from tests.photos import SECRETS, a_jpeg, a_png, opened
from tests.servers import free_port, make_certificate

Answer = Callable[[BaseHTTPRequestHandler], None]


def sent(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

    return answer


def written(head: bytes) -> Answer:
    """Answer with these bytes and hang up."""

    def answer(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(head)
        to.close_connection = True

    return answer


@contextmanager
def a_host(answer: Answer) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Run a data host; give its address, and what it was asked with which token."""
    asked: list[tuple[str, str]] = []

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Authorization"]))
            with suppress(OSError):  # who asked has hung up
                answer(self)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def attachments_of(address: str, longest_s: float = 5.0) -> LineAttachments:
    settings = Settings(channel_access_token="token", data_api_base=address)
    return LineAttachments(settings, longest_s=longest_s)


def test_should_fetch_a_photo_with_the_token_and_clean_it() -> None:
    with a_host(sent(200, a_jpeg(2000, 1500), Content_Type="image/jpeg")) as (address, asked):
        got = attachments_of(address).fetch("541", Form.PHOTO)

    assert isinstance(got, bytes)
    assert opened(got).size == (960, 1280)
    assert not any(secret in got for secret in SECRETS)
    assert asked == [("/v2/bot/message/541/content", "Bearer token")]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (sent(202), NotFetched.NOT_READY),
        (sent(404), NotFetched.UNREACHABLE),
        (sent(410), NotFetched.UNREACHABLE),
        (sent(400), NotFetched.UNREACHABLE),
        (sent(503), NotFetched.UNREACHABLE),
        (sent(204), NotFetched.UNREACHABLE),
        (sent(500), NotFetched.UNREACHABLE),
        (sent(429), NotFetched.UNREACHABLE),
        (sent(401), NotFetched.UNREACHABLE),
        (sent(299), NotFetched.UNREACHABLE),
        (sent(200, b""), NotFetched.UNREACHABLE),
        (sent(200, b"<html>proxy</html>"), NotFetched.UNREACHABLE),
        (sent(200, b"<html>", Content_Type="image/jpeg"), NotFetched.UNREACHABLE),
        (sent(200, b'{"message":"odd"}'), NotFetched.UNREACHABLE),
        (sent(200, gzip.compress(a_jpeg()), Content_Encoding="gzip"), NotFetched.UNREACHABLE),
        (sent(200, b"x" * (LARGEST + 1)), NotFetched.UNREACHABLE),
        (sent(200, a_jpeg(), Content_Length="999999"), NotFetched.UNREACHABLE),
        (sent(200, a_jpeg()[:-500]), NotFetched.UNREACHABLE),
        (sent(200, a_jpeg(), Content_Length="2000"), NotFetched.UNREACHABLE),
        (sent(200, a_png()[:45]), NotFetched.UNREACHABLE),
        (sent(200, a_jpeg(), Transfer_Encoding="chunked"), NotFetched.UNREACHABLE),
        (written(b"\xff\xfe no HTTP\r\n\r\n"), NotFetched.UNREACHABLE),
        (written(b"HTTP/1.1 abc odd\r\n\r\n"), NotFetched.UNREACHABLE),
        (written(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 999 + b"\r\n"), NotFetched.UNREACHABLE),
        (written(b"HTTP/1.1 200 " + b"x" * 99_999), NotFetched.UNREACHABLE),
        (written(b""), NotFetched.UNREACHABLE),
        (sent(200, b"\xff\xd8\xff and then no photo\xff\xd9"), NotFetched.UNUSABLE),
        (sent(200, b"\0\0\0\x18ftypheic" + b"x" * 99), NotFetched.UNUSABLE),
        (sent(200, b"GIF89a" + b"x" * 99), NotFetched.UNUSABLE),
        (sent(200, b"\xff\xd8\xff" + b"x" * (LARGEST + 1)), NotFetched.UNUSABLE),
        (sent(200, a_jpeg(), Content_Encoding="gzip"), bytes),
    ],
    ids=[
        "preparing", "unknown", "unsent", "an outage", "away", "no content", "broken", "too many",
        "no token", "odd", "empty", "a page", "a page said to be a photo", "a refusal with 200",
        "packed", "too large", "broken off", "half a JPEG", "cut to a length",
        "half a PNG", "no chunks", "no HTTP", "no status", "many heads", "a long head", "hung up",
        "a whole JPEG that is none", "HEIC", "GIF", "too large a photo", "said to be packed",
    ],
)  # fmt: skip
def test_should_say_why_no_photo_came(answer: Answer, why: NotFetched | type[bytes]) -> None:
    with a_host(answer) as (address, _):
        got = attachments_of(address).fetch("1", Form.PHOTO)

    assert got == why or (why is bytes and isinstance(got, bytes))


def test_should_not_carry_the_token_elsewhere() -> None:
    with (
        a_host(sent(200, a_jpeg())) as (elsewhere, asked_elsewhere),
        a_host(sent(302, Location=f"{elsewhere}/photo")) as (address, _),
    ):
        got = attachments_of(address).fetch("1", Form.PHOTO)

    assert got is NotFetched.UNREACHABLE
    assert asked_elsewhere == []


def test_should_give_up_on_a_host_that_sends_a_byte_now_and_then() -> None:
    def drip(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        for _ in range(1_000):
            to.wfile.write(b"x")
            time.sleep(0.02)

    with a_host(drip) as (address, _):
        began = time.monotonic()
        got = attachments_of(address, longest_s=0.2).fetch("1", Form.PHOTO)
        took = time.monotonic() - began

    assert got is NotFetched.UNREACHABLE
    assert took < 1.5  # the host would have gone on for twenty seconds


@pytest.mark.parametrize("sent_first", [b"", b"HTTP/1.1 200 OK\r\n"], ids=["status", "head"])
def test_should_give_up_on_a_head_that_drips(sent_first: bytes) -> None:
    def drip(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(sent_first)
        for _ in range(1_000):
            to.wfile.write(b"x")
            time.sleep(0.02)

    with a_host(drip) as (address, _):
        began = time.monotonic()
        got = attachments_of(address, longest_s=0.2).fetch("1", Form.PHOTO)
        took = time.monotonic() - began

    assert got is NotFetched.UNREACHABLE
    assert took < 1.5


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 502 Bad Gateway\r\n\r\n", b"\x15\x03\x03\x00\x02\x02\x28", b"\x16"],
    ids=["hangs up", "plain text", "an alert", "and then nothing"],
)
def test_should_ask_again_after_any_fault_of_tls(first: bytes) -> None:
    def break_off(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(100)
            connection.sendall(first)
            time.sleep(1.0 if first == b"\x16" else 0.0)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=break_off, args=(listening,), daemon=True).start()
        address = f"https://127.0.0.1:{listening.getsockname()[1]}"

        assert (
            attachments_of(address, longest_s=0.3).fetch("1", Form.PHOTO) is NotFetched.UNREACHABLE
        )


def test_should_not_give_the_token_to_a_host_of_which_it_knows_nothing(tmp_path: Path) -> None:
    """With a certificate of nobody's, over TLS."""
    certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    heard: list[bytes] = []

    def listen(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
            heard.append(secure.recv(1_000))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=listen, args=(listening,), daemon=True)
        thread.start()
        address = f"https://127.0.0.1:{listening.getsockname()[1]}"
        got = attachments_of(address).fetch("1", Form.PHOTO)
        thread.join(5.0)

    assert got is NotFetched.UNREACHABLE
    assert heard in ([], [b""])


def test_should_stop_reading_what_never_ends() -> None:
    def flood(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        while True:
            to.wfile.write(b"x" * 1_000_000)

    with a_host(flood) as (address, _):
        assert attachments_of(address).fetch("1", Form.PHOTO) is NotFetched.UNREACHABLE


def test_should_say_that_nobody_answers() -> None:
    assert (
        attachments_of(f"http://127.0.0.1:{free_port()}").fetch("1", Form.PHOTO)
        is NotFetched.UNREACHABLE
    )
