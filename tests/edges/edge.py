"""The edge: stands between the service and LINE's stand-in, and does what networks do to calls."""

from __future__ import annotations

import contextlib
import socket
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from threading import Lock, Thread

from tests.edges.certificates import Certificates
from tests.edges.connection import ClientLeft, Connection, Request
from tests.servers import free_port

_BACKLOG = 512


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, by where it strikes: no listener at all; in place of the handshake; by the
    *certificate* that is shown; or in place of the answer. *needs_tls* where there is none of it
    without TLS; *is_applied* where the platform has taken the request nevertheless."""

    name: str
    is_closed: bool = False
    in_place_of_handshake: Callable[[Connection], None] | None = None
    certificate: str = "good"
    in_place_of_answer: Callable[[Connection, Request], None] | None = None
    needs_tls: bool = False
    is_applied: bool = False

    @property
    def is_of_one_request(self) -> bool:
        """Return whether it can strike one kind of call and leave others alone."""
        return self.in_place_of_answer is not None


@dataclass(frozen=True, slots=True)
class Passage:
    """One request that came this far, or (*way* "connection") a connection that did not."""

    at: float
    way: str
    target: str = ""
    struck: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    fault: Fault | None = None
    ways: Collection[str] = ()

    def fault_of(self, request: Request) -> Fault | None:
        return self.fault if not self.ways or request.way in self.ways else None


class Edge:
    """Answers at `url` and forwards to *target*, which may be set later."""

    def __init__(self, certificates: Certificates | None, target: str = "") -> None:
        self.target = target
        self.passages: list[Passage] = []
        self._certificates = certificates
        self._port = free_port()
        self._plan = _Plan()
        self._connections: set[Connection] = set()
        self._lock = Lock()
        self._listener: socket.socket | None = None

    @property
    def url(self) -> str:
        """Return the address for LINE_API_BASE."""
        return f"{'https' if self._certificates else 'http'}://127.0.0.1:{self._port}"

    def before(self, platform: str) -> str:
        """Stand before *platform*, and return the address to call instead."""
        self.target = platform
        return self.url

    def open(self) -> None:
        """Listen."""
        self._listener = socket.create_server(("127.0.0.1", self._port), backlog=_BACKLOG)
        Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        """Hang up on everybody and listen no more."""
        self._stop_listening()
        for one in self._all():
            one.close()

    def strike(self, fault: Fault, *ways: str) -> None:
        """Let *fault* happen to calls of these *ways* (all without one) until mend()."""
        self._plan = _Plan(fault, ways)
        if fault.is_closed:
            self._stop_listening()
        if not fault.is_of_one_request:  # it meets new connections alone: let there be new ones
            for one in self._all():
                if not one.is_busy:
                    one.close()

    def mend(self) -> None:
        """End the fault for all that comes now; what hangs goes on to hang."""
        self._plan = _Plan()
        if self._listener is None:
            self.open()

    def struck(self, since: float = 0.0) -> Counter[str]:
        """Count by way what a fault has met since a moment of time.monotonic()."""
        return Counter(one.way for one in self.passages if one.struck and one.at >= since)

    def _all(self) -> list[Connection]:
        with self._lock:
            return list(self._connections)

    def _stop_listening(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
            listener.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:  # closed
                return
            connection = Connection(raw, self.target)
            with self._lock:
                self._connections.add(connection)
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        try:
            with contextlib.suppress(ClientLeft, OSError, ValueError):
                if self._let_in(connection):
                    while True:
                        self._pass_on(connection)
        finally:
            connection.close()
            with self._lock:
                self._connections.discard(connection)

    def _let_in(self, connection: Connection) -> bool:
        fault = self._plan.fault
        if fault is not None and fault.in_place_of_handshake is not None:
            self._note("connection", struck=fault.name)
            fault.in_place_of_handshake(connection)
            return False
        if self._certificates is not None:
            shown = "good" if fault is None else fault.certificate
            if fault is not None and shown != "good":
                self._note("connection", struck=fault.name)
            connection.shake_hands(getattr(self._certificates, shown))
        return True

    def _pass_on(self, connection: Connection) -> None:
        request = connection.read_request()
        connection.is_busy = True
        fault = self._plan.fault_of(request)
        self._note(request.way, request.target, struck=fault.name if fault else "")
        if fault is None:
            connection.send(connection.forward(request).to_bytes())
        elif fault.in_place_of_answer is not None:
            fault.in_place_of_answer(connection, request)
        else:  # an old connection, where new ones do not come so far
            raise ClientLeft
        if request.headers.get("connection") == "close":
            raise ClientLeft
        connection.is_busy = False

    def _note(self, way: str, target: str = "", *, struck: str = "") -> None:
        self.passages.append(Passage(time.monotonic(), way, target, struck))


@contextlib.contextmanager
def an_edge(certificates: Certificates | None, target: str = "") -> Iterator[Edge]:
    """Run an edge."""
    edge = Edge(certificates, target)
    edge.open()
    try:
        yield edge
    finally:
        edge.close()
