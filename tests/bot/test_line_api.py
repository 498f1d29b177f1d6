"""LINE's answers, good and odd."""

from __future__ import annotations

import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from bot.line_api import Line
from cases.citizen_facts import Welcomed
from cases.people import Language
from config.settings import Settings
from tests.builders import a_follow, a_house
from tests.handling import Handling, only


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        (b"{}", Language.THAI),
        (b"<html>proxy</html>", Language.THAI),
        (b'{"displayName":null,"userId":"U","language":"en"}', Language.THAI),
        (b'{"displayName":"A","userId":"U","language":"en"}', Language.ENGLISH),
    ],
    ids=["empty", "html", "no name", "good"],
)
def test_should_greet_whatever_the_profile_answer_is(
    client: Any, answer: bytes, language: Language
) -> None:
    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        line = Line(
            Settings(channel_access_token="t", api_base=f"http://127.0.0.1:{server.server_port}")
        )
        facts = Handling(client, replace(a_house(), profiles=line)).do(a_follow(1))
    finally:
        server.shutdown()
        server.server_close()

    assert only(facts, Welcomed).to.language is language
