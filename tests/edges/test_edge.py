"""The edge does what it says, seen by a client that knows LINE's API alone."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import urllib3
from urllib3.exceptions import HTTPError

from simulator.client import SimulatorClient
from simulator.server import TOKEN, start
from tests.edges.answer_faults import ELSEWHERE, LINES, PAGES, of_an_edge
from tests.edges.certificates import Certificates
from tests.edges.edge import Edge, Fault, an_edge
from tests.edges.transport_faults import ANSWERING, CONNECTING, HANGS, REFUSED
from tests.servers import wait_until

KEY = "123e4567-e89b-12d3-a456-426614174000"
#: It needs no server, but waits for what never comes.
pytestmark = pytest.mark.slow

EVERY = (*CONNECTING, *ANSWERING, *PAGES, *LINES)
#: What hangs or drips is left alone after so long; longer where a busy machine needs longer.
_PATIENCE_S = (0.3, 1.0, 10.0)


@dataclass(frozen=True, slots=True)
class Bench:
    """A client, the edge and what stands behind it."""

    edge: Edge
    line: SimulatorClient
    trust: ssl.SSLContext
    user: str

    def push(self, seconds: float = 10.0) -> bytes:
        """Push by a connection of its own, and give what comes back until the edge hangs up."""
        body = json.dumps({"to": self.user, "messages": [{"type": "text", "text": "hello"}]})
        head = [
            "POST /v2/bot/message/push HTTP/1.1", "Host: line", f"Authorization: Bearer {TOKEN}",
            "Content-Type: application/json", f"Content-Length: {len(body)}",
            "Connection: close", f"X-Line-Retry-Key: {KEY}", "", body,
        ]  # fmt: skip
        came, until = b"", time.monotonic() + seconds
        with contextlib.suppress(OSError), self.connect(seconds) as connection:
            connection.sendall("\r\n".join(head).encode())
            while (left := until - time.monotonic()) > 0 and not _is_taken(came):
                connection.settimeout(left)
                if not (piece := connection.recv(65_536)):
                    break
                came += piece
        return came

    def heard(self) -> list[dict[str, Any]]:
        """Return what the platform has delivered."""
        return self.line.messages_of(self.user)

    def connect(self, seconds: float = 10.0) -> socket.socket:
        """Open a connection."""
        address = ("127.0.0.1", int(self.edge.url.rpartition(":")[2]))
        plain = socket.create_connection(address, timeout=seconds)
        return self.trust.wrap_socket(plain, server_hostname="127.0.0.1")


@pytest.fixture(scope="module")
def between(certificates: Certificates) -> Iterator[tuple[Edge, str]]:
    """Run the edge before a stand-in for LINE."""
    with start() as line, an_edge(certificates, line.url) as edge:
        yield edge, line.url


@pytest.fixture
def bench(between: tuple[Edge, str], certificates: Certificates) -> Iterator[Bench]:
    """Begin anew."""
    edge, url = between
    line = SimulatorClient(url)
    line.reset()
    edge.passages.clear()
    trust = ssl.create_default_context(cafile=certificates.authority)
    yield Bench(edge, line, trust, line.add_user("Somchai"))
    edge.mend()
    line.close()


def _is_taken(came: bytes) -> bool:
    """Return whether LINE itself says that it has taken the call."""
    return came.startswith(b"HTTP/1.1 200 ") and b"sentMessages" in came


@pytest.mark.parametrize("fault", EVERY, ids=lambda fault: fault.name)
def test_should_do_what_the_fault_says_and_then_no_more(bench: Bench, fault: Fault) -> None:
    bench.edge.strike(fault)

    for seconds in _PATIENCE_S:
        assert not _is_taken(bench.push(seconds))
        if bench.edge.struck() or fault is REFUSED:
            break
    else:
        pytest.fail("nothing was struck")

    wait_until(lambda: len(bench.heard()) == fault.is_applied, "not applied")
    bench.edge.mend()
    again = bench.push()
    assert _is_taken(again) or (fault.is_applied and again.startswith(b"HTTP/1.1 409 "))
    assert len(bench.heard()) == 1


@pytest.mark.parametrize("fault", CONNECTING, ids=lambda fault: fault.name)
def test_should_hang_up_on_who_waits_where_nobody_new_gets_in(bench: Bench, fault: Fault) -> None:
    with bench.connect() as waiting:
        bench.edge.strike(fault)

        with contextlib.suppress(ConnectionError):
            assert waiting.recv(1) == b""


def test_should_strike_the_calls_of_one_kind_alone(bench: Bench) -> None:
    bench.edge.strike(of_an_edge(502, "HTML"), "reply")

    assert _is_taken(bench.push())
    assert not bench.edge.struck()


def test_should_hold_nobody_up_while_one_hangs(bench: Bench) -> None:
    bench.edge.strike(HANGS)
    assert bench.push(_PATIENCE_S[0]) == b""
    bench.edge.mend()

    assert _is_taken(bench.push())


def test_should_note_who_follows_a_redirect(bench: Bench, certificates: Certificates) -> None:
    bench.edge.strike(of_an_edge(307, "HTML"), "push")

    with urllib3.PoolManager(ca_certs=str(certificates.authority)) as http:
        http.request("POST", f"{bench.edge.url}/v2/bot/message/push", body=b"{}")

    assert ELSEWHERE in [one.target for one in bench.edge.passages]


def test_should_not_be_trusted_without_the_authority(bench: Bench) -> None:
    with pytest.raises(HTTPError, match="certificate verify failed"):
        urllib3.PoolManager(retries=False).request("GET", bench.edge.url)
