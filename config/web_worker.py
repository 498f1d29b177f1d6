"""gunicorn's gevent worker with limits of connections and requests, so that no attacker keeps LINE
waiting.

What clients may do was judged by attacks (docs/attacks.md, docs/decisions/0041)."""

from __future__ import annotations

import io
import resource
import socket
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import gevent
import structlog
from gunicorn.http import errors
from gunicorn.http.parser import RequestParser
from gunicorn.workers.ggevent import GeventWorker

from config.http import LARGEST_BODY, PLAIN_TEXT_HEADERS, with_hsts
from config.logs import log_greenlet
from config.settings import from_environment

#: The parser reads all of a head again with each part of it; nginx, too, takes no more by default.
LARGEST_HEAD = 32 * 1024
#: After the last answer so much more is read and thrown away, for so long: a connection that is
#: closed on bytes that nobody read is reset, and the answer may be lost with it.
_LINGER_BYTES, _LINGER_S = 256 * 1024, 1.0
#: A client that reads its answer for longer is not LINE, which gives up before.
SLOW_READER_S = 2.0
#: The longest life of one request from its head on, its slow body included. LINE itself gives up
#: after 2 s.
REQUEST_SECONDS = 10
#: Files of a process that are no connections of clients: the store's, the log, a few for rendering.
_OTHER_FILES = 200


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
            raise errors.LimitRequestHeaders("head")
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
        left = _LINGER_BYTES
        with suppress(OSError), gevent.Timeout(_LINGER_S, False):
            self.socket.shutdown(socket.SHUT_WR)
            while left > 0 and (data := self.socket.recv(65_536)):
                left -= len(data)
        self.socket.close()


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


class NoLength(errors.ParseException):  # type: ignore[misc]  # gunicorn has no types
    """Raised for a body without a length. LINE's webhooks have one; endless chunks of a byte would
    keep a core busy."""


class CutShort(errors.ParseException):  # type: ignore[misc]  # gunicorn has no types
    """Raised for a body that ended before its length."""


#: The status of an error; 400 for others.
_STATUS: dict[type[Exception], HTTPStatus] = {
    NoLength: HTTPStatus.LENGTH_REQUIRED,
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    errors.InvalidResponseHeader: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.InvalidResponseHeaderName: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class WebWorker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Serves each connection in a greenlet, one request after the other.

    A head must be complete within some seconds, and so must a body, which is read before the app is
    called; a body without a length is not read at all; a client that sends a request before the
    last one was answered is disconnected; a full worker breaks off its oldest half-read connection.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        most = max(1, min(self.cfg.worker_connections, _raise_file_limit() - _OTHER_FILES))
        self._connections = Connections(most)
        # gevent would accept no connection beyond these; the oldest is dropped long before.
        self.worker_connections = 2 * most
        self._refused: Counter[str] = Counter()
        self._headers = with_hsts(PLAIN_TEXT_HEADERS, from_environment(needs_line=False))

    def init_process(self) -> None:
        """Serve until the end; an error in any greenlet is logged."""
        gevent.get_hub().print_exception = log_greenlet
        super().init_process()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """Serve one connection."""
        client.setblocking(True)
        connection = Connection(client, self._headers)
        try:
            self._serve(listener.getsockname(), connection, addr)
        except (errors.NoMoreData, OSError, gevent.GreenletExit):
            connection.break_off()  # the client has gone, or we are to end
        except errors.ParseException as error:
            # The kind of error alone: gunicorn's own line has the address and the words.
            self._refused[type(error).__name__] += 1
            connection.refuse(_STATUS.get(type(error), HTTPStatus.BAD_REQUEST))
        except Exception as error:
            self.handle_error(None, connection, addr, error)
        finally:
            self._connections.linger(connection)
            connection.close()
            self._connections.forget(connection)

    def handle_exit(self, *arguments: Any) -> None:
        """Accept no more connections, and close the idle ones."""
        super().handle_exit(*arguments)
        self._connections.end_idle()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Log the kind of error and its place only: gunicorn's own line has the request's URL, with
        the keys in it."""
        structlog.get_logger().error("request failed", exc_info=exc)
        client.refuse(HTTPStatus.INTERNAL_SERVER_ERROR)

    def notify(self) -> None:
        """Report each second that this worker lives, and log the refused requests in one line."""
        super().notify()
        if self._refused:
            structlog.get_logger().warning("requests refused", kinds=dict(self._refused))
            self._refused.clear()

    def _serve(self, server: Any, connection: Connection, addr: Any) -> None:
        parser = RequestParser(self.cfg, connection, addr)
        while request := self._next(parser, connection):
            if any(name == "TRANSFER-ENCODING" for name, _ in request.headers):
                raise NoLength
            if not self._answer(server, request, connection, addr):
                return
            if connection.has_more():
                gevent.sleep(0)  # a quick client must not keep all others waiting

    def _next(self, parser: RequestParser, connection: Connection) -> Any:
        """Read a head; return None where none comes in time, or none is to come."""
        self._connections.read(connection)
        connection.begin_head()
        if connection.is_between and not self.alive:
            return None
        with suppress(StopIteration), gevent.Timeout(self.cfg.keepalive, False):
            return next(parser)
        return None

    def _answer(self, server: Any, request: Any, connection: Connection, addr: Any) -> bool:
        """Read a request's body and call the app; return whether another request may come."""
        with suppress(StopIteration), gevent.Timeout(REQUEST_SECONDS, False):
            connection.is_between = False
            _read_body(request, connection)
            self._connections.answer(connection)
            self.handle_request(server, request, connection.socket, addr)
            connection.is_between = True  # before the question whether this worker is to end
            return not request.should_close()
        return False


def _read_body(request: Any, connection: Connection) -> None:
    """Read the body before the app is called, so that a slow client waits alone, and close the
    connection after the answer if more came than one request."""
    sent = {name: value for name, value in request.headers if name in ("CONTENT-LENGTH", "EXPECT")}
    length = int(sent.get("CONTENT-LENGTH", 0))
    connection.begin_body(min(length, LARGEST_BODY))
    if length > LARGEST_BODY or "EXPECT" in sent:  # the app looks at the length, then asks for it
        request.force_close()
        return
    if length:
        body = request.body.read(length)
        if len(body) < length:
            raise CutShort
        request.body = io.BytesIO(body)
    if request.unreader.buf.tell() or connection.has_more():
        request.force_close()


def _raise_file_limit() -> int:
    """Raise this process's limit of open files to the hard limit, and return it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
