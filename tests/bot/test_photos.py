"""Fetching photos from LINE's data host, which may be slow, odd or away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.photos import LARGEST, LinePhotos
from cases.sources import NoPhoto
from config.settings import Settings
from tests.photos import SECRETS, a_jpeg, opened
from tests.servers import free_port

Answer = Callable[[BaseHTTPRequestHandler], None]


def sent(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)

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


def photos_of(address: str, longest_s: float = 5.0) -> LinePhotos:
    settings = Settings(channel_access_token="token", data_api_base=address)
    return LinePhotos(settings, longest_s=longest_s)


def test_should_fetch_a_photo_with_the_token_and_clean_it() -> None:
    with a_host(sent(200, a_jpeg(2000, 1500), Content_Type="image/jpeg")) as (address, asked):
        got = photos_of(address).fetch("541")

    assert isinstance(got, bytes)
    assert opened(got).size == (960, 1280)
    assert not any(secret in got for secret in SECRETS)
    assert asked == [("/v2/bot/message/541/content", "Bearer token")]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (sent(202), NoPhoto.NOT_READY),
        (sent(404), NoPhoto.GONE),
        (sent(410), NoPhoto.GONE),
        (sent(500), NoPhoto.UNREACHABLE),
        (sent(429), NoPhoto.UNREACHABLE),
        (sent(401), NoPhoto.UNREACHABLE),
        (sent(299), NoPhoto.UNREACHABLE),
        (sent(200, b""), NoPhoto.UNUSABLE),
        (sent(200, b"<html>proxy</html>"), NoPhoto.UNUSABLE),
        (sent(200, b"x" * (LARGEST + 1)), NoPhoto.UNUSABLE),
        (sent(200, a_jpeg(), Content_Length="999999"), NoPhoto.UNREACHABLE),
        (sent(200, a_jpeg(), Content_Encoding="gzip"), bytes),
    ],
    ids=[
        "preparing", "unknown", "unsent", "broken", "too many", "no token", "odd", "empty",
        "no photo", "too large", "broken off", "said to be packed",
    ],
)  # fmt: skip
def test_should_say_why_no_photo_came(answer: Answer, why: NoPhoto | type[bytes]) -> None:
    with a_host(answer) as (address, _):
        got = photos_of(address).fetch("1")

    assert got == why or (why is bytes and isinstance(got, bytes))


def test_should_not_carry_the_token_elsewhere() -> None:
    with (
        a_host(sent(200, a_jpeg())) as (elsewhere, asked_elsewhere),
        a_host(sent(302, Location=f"{elsewhere}/photo")) as (address, _),
    ):
        got = photos_of(address).fetch("1")

    assert got is NoPhoto.UNREACHABLE
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
        got = photos_of(address, longest_s=0.2).fetch("1")
        took = time.monotonic() - began

    assert got is NoPhoto.UNREACHABLE
    assert took < 1.5  # the host would have gone on for twenty seconds


def test_should_stop_reading_what_never_ends() -> None:
    def flood(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        while True:
            to.wfile.write(b"x" * 1_000_000)

    with a_host(flood) as (address, _):
        assert photos_of(address).fetch("1") is NoPhoto.UNUSABLE


def test_should_say_that_nobody_answers() -> None:
    assert photos_of(f"http://127.0.0.1:{free_port()}").fetch("1") is NoPhoto.UNREACHABLE
