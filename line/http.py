"""HTTP to LINE: one request, and its answer or the reason why there is none."""

from __future__ import annotations

import http.client
import io
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

#: The longest body that is read; LINE's answers to a message have some hundred bytes.
_LONGEST_BODY = 64 * 1024


class NeverSent(Exception):
    """Raised when no byte of the request was sent: no address, no connection, no TLS."""


class NoAnswer(Exception):
    """Raised when a part of the request was sent and no answer came: its result is unknown."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds to connect, and for the whole answer. LINE answers in well under a second; a call
    that hangs holds one sender thread and no other."""

    connect_s: float = 2.0
    answer_s: float = 5.0


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer; *body* is None if it broke off, could not be unpacked or had no end, and if it is
    not needed: below 200, 3xx and 5xx the status is enough."""

    status: int
    headers: Mapping[str, str]
    body: bytes | None


class LineHttp:
    """Connections to one host, kept open between calls and shared by all threads. Not the SDK's:
    that reports every fault of TLS as a refusal with status 0, and raises UnicodeDecodeError for a
    page that is not UTF-8."""

    def __init__(
        self,
        base: str,
        token: str,
        *,
        connections: int,
        wait: Wait | None = None,
        longest_body: int = _LONGEST_BODY,
    ) -> None:
        address = urlsplit(base)
        pool = _SecurePool if address.scheme == "https" else _PlainPool
        self._pool = pool(address.hostname or "", address.port, maxsize=connections, block=False)
        self._prefix = address.path
        self._longest_body = longest_body
        wait = wait or Wait()
        self._timeout = urllib3.Timeout(connect=wait.connect_s, read=wait.answer_s)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpAnswer:
        """Send one request: it is not retried here, and redirects are not followed. Raises
        NeverSent and NoAnswer, whose texts name only the kind of error: an error's own text may
        hold the token."""
        try:
            answer = self._pool.urlopen(
                method,
                self._prefix + path,
                body=body,
                headers={**self._headers, **(headers or {})},
                timeout=self._timeout,
                retries=False,
                redirect=False,
                preload_content=False,
            )
        except HTTPError as error:
            raise NoAnswer(type(error).__name__) from None
        except ValueError as error:  # a token that no header can carry
            raise NeverSent(type(error).__name__) from None
        return HttpAnswer(answer.status, answer.headers, _body(answer, self._longest_body))


def _body(answer: urllib3.BaseHTTPResponse, longest: int) -> bytes | None:
    """Return a whole body, or close its connection: bytes that may still come on it (a final answer
    after a 103) would be taken for the answer to the next call."""
    body = None
    if answer.status // 100 in (2, 4):
        with suppress(HTTPError, OSError):
            body = answer.read(longest + 1)
    # Nothing at all, and no word of it: the head itself may have broken off.
    has_end = {"content-length", "transfer-encoding"} & {name.lower() for name in answer.headers}
    if body is None or len(body) > longest or not (body or has_end):
        answer.close()
        return None
    return body


class _Timed(io.RawIOBase):
    """The reader of an answer, which must be whole within the time that the socket gives each read,
    so that a slow one blocks nobody for long."""

    def __init__(self, raw: io.RawIOBase, sock: Any) -> None:
        self._raw = raw
        self._sock = sock
        self._ends_at = time.monotonic() + sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError("the answer takes too long")
        self._sock.settimeout(left)
        read: int | None = self._raw.readinto(buffer)
        return read

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, sock: Any, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock))


class _PlainConnection(HTTPConnection):
    """A connection that distinguishes failures before the request from failures after it."""

    response_class = _TimedResponse

    def connect(self) -> None:
        try:
            super().connect()
        except Exception as error:
            self.close()
            raise NeverSent(type(error).__name__) from None


class _SecureConnection(_PlainConnection, HTTPSConnection):
    """The same with TLS, whose handshake belongs to connecting."""


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
