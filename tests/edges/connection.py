"""One connection that a client has opened to the edge, and one request on it."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.faults import path_kind

#: What concerns one connection alone, and is not passed on.
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}
_LOOK_S = 0.2
_PIECE = 65_536
_LINGER_NOT = struct.pack("ii", 1, 0)


class ClientLeft(Exception):
    """Raised when the client has closed the connection."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the client asks."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def way(self) -> str:
        """Return the kind of the call: reply, push, multicast, quota, content, profile, …"""
        return path_kind(self.target.partition("?")[0])


@dataclass(frozen=True, slots=True)
class Answer:
    """What the platform behind the edge says; *headers* may repeat a name."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    def to_bytes(self) -> bytes:
        """Write it as HTTP/1.1; its own Content-Length counts, even where it is wrong."""
        named = {name.lower() for name, _ in self.headers}
        length = [] if named & {"content-length", "transfer-encoding"} else [len(self.body)]
        lines = [f"HTTP/1.1 {self.status} {http.client.responses.get(self.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"Content-Length: {one}" for one in length]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


class Connection:
    """The edge's end: *raw* lies under the TLS that begins with *shake_hands*."""

    def __init__(self, raw: socket.socket, target: str) -> None:
        self.raw = raw
        self.is_busy = False
        self.is_over = False
        self._flow: socket.socket = raw
        self._target = target.removeprefix("http://")
        self._platform: http.client.HTTPConnection | None = None
        self._unread = b""
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def shake_hands(self, context: ssl.SSLContext) -> None:
        """Begin TLS. Raises OSError where the client does not like what it is shown."""
        # On a second descriptor, so that bytes can be written past the TLS.
        self._flow = context.wrap_socket(self.raw.dup(), server_side=True)

    def send(self, data: bytes) -> None:
        """Send through the TLS, if there is one."""
        try:
            self._flow.sendall(data)
        except OSError as error:
            raise ClientLeft from error

    def read_request(self) -> Request:
        """Wait for the next request. Raises ClientLeft."""
        while b"\r\n\r\n" not in self._unread:
            self._unread += self._receive()
        head, _, self._unread = self._unread.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        named = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in named}
        length = int(headers.get("content-length", 0))
        while len(self._unread) < length:
            self._unread += self._receive()
        body, self._unread = self._unread[:length], self._unread[length:]
        return Request(method, target, headers, body)

    def forward(self, request: Request) -> Answer:
        """Ask the platform. Raises ClientLeft where that has none for us."""
        kept = {name: value for name, value in request.headers.items() if name not in _HOP_BY_HOP}
        self._platform = self._platform or http.client.HTTPConnection(self._target, timeout=60)
        try:
            self._platform.request(request.method, request.target, request.body or None, kept)
            response = self._platform.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise ClientLeft from error  # as a proxy that passes a broken connection on
        headers = [row for row in response.getheaders() if row[0].lower() not in _HOP_BY_HOP]
        return Answer(response.status, headers, body)

    def wait_until_client_leaves(self, *, sending: bytes = b"", every_s: float = 1.0) -> None:
        """Answer nothing, or *sending* again and again, until the client has had enough."""
        while not self.is_over:
            if sending:
                self.send(sending)
                time.sleep(every_s)
            else:
                with contextlib.suppress(TimeoutError):
                    self._receive(_LOOK_S)

    def reset(self) -> None:
        """Close by a RST."""
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
        self.close()

    def close(self) -> None:
        """Close without a word of TLS; harmless when repeated, and from another thread."""
        self.is_over = True
        with contextlib.suppress(OSError):
            if not _lingers_not(self.raw):
                self.raw.shutdown(socket.SHUT_RDWR)
        for one in (self._flow, self.raw, self._platform):
            if one is not None:
                with contextlib.suppress(OSError):
                    one.close()

    def _receive(self, seconds: float | None = None) -> bytes:
        try:
            self._flow.settimeout(seconds)
            received = self._flow.recv(_PIECE)
        except TimeoutError:
            raise
        except (OSError, ValueError) as error:
            raise ClientLeft from error
        if not received:
            raise ClientLeft
        return received


def _lingers_not(of: socket.socket) -> bool:
    return of.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, len(_LINGER_NOT)) == _LINGER_NOT
