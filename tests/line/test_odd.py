"""Whatever stands where LINE should be: asking for a profile or the quota never raises."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from config.settings import Settings
from line.api import Line
from tests.odd_line import ODD, an_odd_line
from tests.servers import free_port

WHO = "U" + "0" * 32


def line_at(address: str) -> Line:
    return Line(Settings(channel_access_token="t", api_base=address))


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_should_know_nothing_by_an_odd_answer(odd: tuple[int, bytes, str]) -> None:
    with an_odd_line(*odd) as address:
        line = line_at(address)

        assert line.find(WHO) is None
        assert line.pushes() is None


@pytest.mark.parametrize(
    "address",
    [f"http://127.0.0.1:{free_port()}", "http://nowhere.invalid"],
    ids=["nobody there", "no such name"],
)
def test_should_know_nothing_of_a_line_that_is_away(address: str) -> None:
    line = line_at(address)

    assert (line.find(WHO), line.pushes()) == (None, None)


@pytest.mark.parametrize(
    "first",
    [b"", b"HTTP/1.1 502 Bad Gateway\r\n\r\n", b"\x15\x03\x03\x00\x02\x02\x28"],
    ids=["hangs up", "plain text", "an alert"],
)
def test_should_know_nothing_after_a_fault_of_tls(first: bytes) -> None:
    def break_off(listening: socket.socket) -> None:
        with suppress(OSError):  # the test is over, or the other side has hung up
            for _ in range(3):
                connection, _ = listening.accept()
                with connection:
                    connection.recv(100)
                    connection.sendall(first)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=break_off, args=(listening,), daemon=True).start()
        line = line_at(f"https://127.0.0.1:{listening.getsockname()[1]}")

        assert (line.find(WHO), line.pushes()) == (None, None)


@pytest.mark.parametrize(
    "asks",
    [
        pytest.param(lambda line: line.find(WHO), id="who"),
        pytest.param(Line.pushes, id="pushes", marks=pytest.mark.slow),
    ],
)
def test_should_not_be_held_up_by_an_answer_that_drips(asks: Callable[[Line], object]) -> None:
    with an_odd_line(200, b"{}", "application/json", drips=True) as address:
        began = time.monotonic()
        assert asks(line_at(address)) is None
        took = time.monotonic() - began

    assert took < 30.0  # the host would have gone on for 500 s
