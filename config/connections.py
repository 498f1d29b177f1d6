"""The open connections of a web process: how much each may send, and which one is dropped when
there are too many."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import gevent
from gunicorn.http.errors import LimitRequestHeaders

from config.http import PLAIN_TEXT_HEADERS

#: The parser reads all of a head again with each part of it; nginx, too, takes no more by default.
LARGEST_HEAD = 32 * 1024
#: After the last answer so much more is read and thrown away, for so long: a connection that is
#: closed on bytes that nobody read is reset, and the answer may be lost with it.
_LINGER_BYTES, _LINGER_S = 256 * 1024, 1.0
#: A client that reads its answer for longer is not LINE, which gives up before.
SLOW_READER_S = 2.0


class Connection:
    """A client's socket. gunicorn's parser reads from it as from any socket."""

    def __init__(self, sock: Any, headers: Mapping[str, str] = PLAIN_TEXT_HEADERS) -> None:
        self.socket = sock
        self._headers = headers
        self.is_between = False
        self._left = 0

    def begin_head(self) -> None:
        """Allow the bytes of another request's head."""
        self._left = LARGEST_HEAD

    def recv(self, size: int) -> bytes:
        """Read up to *size* bytes. Raises LimitRequestHeaders beyond what is allowed."""
        data: bytes = self.socket.recv(size)
        self._left -= len(data)
        if self._left < 0:
            raise LimitRequestHeaders("head")
        return data

    def begin_body(self, length: int) -> None:
        """Allow the bytes of a body of this length, and of the head after it."""
        self._left += length + LARGEST_HEAD

    def has_more(self) -> bool:
        """Return whether there are bytes that were not read yet."""
        self.socket.settimeout(0.0)
        try:
            return bool(self.socket.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return False
        finally:
            self.socket.settimeout(None)

    def refuse(self, status: HTTPStatus) -> None:
        """Send an error answer in plain text that repeats nothing of the request."""
        words = f"{status.phrase}\n"
        lines = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            "Connection: close",
            f"Content-Length: {len(words)}",
            *(f"{name}: {value}" for name, value in self._headers.items()),
        ]
        with suppress(OSError), gevent.Timeout(_LINGER_S, False):
            self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n" + words).encode())

    def break_off(self) -> None:
        """Shut the connection down in both directions, also for a greenlet that waits for it."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection, after a moment for the client to take the answer."""
        self._linger()
        self.socket.close()

    def _linger(self) -> None:
        left = _LINGER_BYTES
        with suppress(OSError), gevent.Timeout(_LINGER_S, False):
            self.socket.shutdown(socket.SHUT_WR)
            while left > 0 and (data := self.socket.recv(65_536)):
                left -= len(data)


class Connections:
    """The open connections: those whose request is being read, and those that are being answered.

    When there are too many, the one that has been read for the longest time is broken off. A new
    one is never refused: LINE sends its webhook at once and whole."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._read: dict[Connection, float] = {}
        self._answered: dict[Connection, float] = {}

    def read(self, one: Connection) -> None:
        """Record that a request is read from a connection from now on."""
        self.forget(one)
        self._read[one] = time.monotonic()
        if len(self._read) + len(self._answered) > self._most:
            self._drop()

    def answer(self, one: Connection) -> None:
        """Record that a connection's request was read; one that was broken off stays so."""
        if self._read.pop(one, None) is not None:
            self._answered[one] = time.monotonic()

    def linger(self, one: Connection) -> None:
        """Record that a connection was answered, and is only read until it is closed."""
        if self._answered.pop(one, None) is not None:
            self._read[one] = time.monotonic()

    def forget(self, one: Connection) -> None:
        """Record that a connection is closed."""
        self._read.pop(one, None)
        self._answered.pop(one, None)

    def end_idle(self) -> None:
        """Break off the connections that are between two requests."""
        for one in list(self._read):
            if one.is_between:
                one.break_off()

    def _drop(self) -> None:
        oldest, since = next(iter(self._read.items()))
        reader, reads_since = next(iter(self._answered.items()), (oldest, since))
        is_slow = time.monotonic() - reads_since > SLOW_READER_S and reads_since < since
        dropped = reader if is_slow or len(self._read) == 1 else oldest
        self.forget(dropped)
        dropped.break_off()
