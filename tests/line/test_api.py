"""LINE's answers, good and odd."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from cases.facts.shares import Welcomed
from cases.people import Language
from config.settings import Settings
from line.api import Line
from tests.builders import a_context, a_follow
from tests.handling import Handling, only


@contextmanager
def odd_platform(answer: bytes, sent: list[int] | None = None) -> Iterator[Line]:
    """Serve whatever *answer* is; drop by drop where it is counted how many were *sent*."""

    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json; charset=x-nobody")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            for drop in [answer] if sent is None else [bytes([one]) for one in answer]:
                with suppress(OSError):
                    self.wfile.write(drop)
                if sent is not None:
                    sent.append(1)
                    time.sleep(0.05)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        yield Line(Settings(channel_access_token="t", api_base=base))
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        (b"{}", Language.THAI),
        (b"<html>proxy</html>", Language.THAI),
        (b'{"displayName":null,"userId":"U","language":"en"}', Language.THAI),
        (b'{"displayName":"A","userId":"U"}', Language.THAI),
        (b'{"displayName":"A","userId":"U","language":7}', Language.THAI),
        ("\u0e02".encode("tis-620"), Language.THAI),
        (b"[" * 60_000, Language.THAI),
        (b'{"displayName":"A","userId":"U","language":"th-TH"}', Language.THAI),
        (b'{"displayName":"A","userId":"U","language":"en"}', Language.ENGLISH),
        (b'{"displayName":"A","userId":"U","language":"ja"}', Language.ENGLISH),
        (b'{"displayName":"A","userId":"U","language":"my"}', Language.ENGLISH),
    ],
    ids=["empty", "html", "no name", "no language", "odd language", "no UTF-8", "deep", "Thai",
         "English", "Japanese", "Burmese"],
)  # fmt: skip
def test_should_greet_whatever_the_profile_answer_is(
    client: Any, answer: bytes, language: Language
) -> None:
    with odd_platform(answer) as line:
        facts = Handling(client, replace(a_context(), profiles=line)).do(a_follow(1))

    assert only(facts, Welcomed).to.language is language


@pytest.mark.parametrize(
    "answer",
    [
        b"{}",
        b"<html>proxy</html>",
        "\u0e02".encode("tis-620"),
        b'{"type":"limited","value":"many"}',
        b"[" * 60_000,
        b'{"type":"none"}',
        b'{"type":"limited","totalUsage":3}',
        b'{"totalUsage":3}',
        b'{"type":"none","totalUsage":true}',
        b'{"type":"limited","value":true,"totalUsage":3}',
        b'{"type":"none","totalUsage":-1}',
        b'{"type":"limited","value":-1,"totalUsage":3}',
        b'{"type":"none","totalUsage":3.0}',
        b'{"type":"none","totalUsage":"3"}',
        b'{"type":"none","totalUsage":NaN}',
        b'{"type":"none","totalUsage":1' + b"0" * 30 + b"}",
        b'{"type":"none","totalUsage":1' + b"0" * 5_000 + b"}",
        b'{"type":["none"],"value":[5],"totalUsage":3}',
    ],
    ids=["empty", "html", "no UTF-8", "no number", "deep", "no use", "no limit", "no kind",
         "true used", "true to use", "negative", "negative limit", "a fraction", "a text",
         "not a number", "too many", "thousands of digits", "lists"],
)  # fmt: skip
def test_should_not_end_over_an_odd_answer_of_the_quota(answer: bytes) -> None:
    with odd_platform(answer) as line:
        assert line.pushes() is None


def test_should_read_the_quota_beside_what_is_new_in_it() -> None:
    with odd_platform(b'{"type":"limited","value":500,"totalUsage":3,"x":[]}') as line:
        found = line.pushes()

    assert found is not None
    assert (found.limit, found.used) == (500, 3)
    assert found.at is not None


def test_should_not_be_held_up_by_a_profile_that_drips() -> None:
    drops = b'{"displayName":"A"}' + b" " * 100
    sent: list[int] = []

    with odd_platform(drops, sent) as line:
        assert line.find("U1") is None
        assert len(sent) < len(drops)
