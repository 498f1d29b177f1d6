"""gunicorn's gevent worker, made so that nobody who means harm keeps LINE waiting.

What clients may do was judged by attacks (docs/attacks.md, docs/decisions/0041)."""

from __future__ import annotations

import io
import resource
from collections import Counter
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import gevent
import structlog
from gunicorn.http.errors import (
    ExpectationFailed,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    NoMoreData,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.http.parser import RequestParser
from gunicorn.workers.ggevent import GeventWorker

from config.connections import Connection, Connections
from config.http import LARGEST_BODY, PLAIN_TEXT_HEADERS, with_hsts
from config.logs import log_greenlet
from config.settings import from_environment

#: The longest life of one request from its head on, its slow body included. LINE itself gives up
#: after 2 s.
REQUEST_SECONDS = 10
#: Files of a process that are no connections of clients: the store's, the log, a few for rendering.
_OTHER_FILES = 200


class NoLength(ParseException):  # type: ignore[misc]  # gunicorn has no types
    """Raised for a body without a length. LINE's webhooks have one; endless chunks of a byte would
    keep a core busy."""


class CutShort(ParseException):  # type: ignore[misc]  # gunicorn has no types
    """Raised for a body that ended before its length."""


#: What is not here is a bad request.
_STATUS: dict[type[Exception], HTTPStatus] = {
    NoLength: HTTPStatus.LENGTH_REQUIRED,
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    InvalidResponseHeader: HTTPStatus.INTERNAL_SERVER_ERROR,
    InvalidResponseHeaderName: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class WebWorker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Serves each connection in a greenlet, one request after the other.

    A head must be whole within some seconds, and so must a body, which is read before the app is
    asked; a body without a length is not read at all; who sends a request before the last one was
    answered is hung up on; and a full worker breaks off its oldest half-read connection."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        most = max(1, min(self.cfg.worker_connections, _raise_file_limit() - _OTHER_FILES))
        self._connections = Connections(most)
        # gevent would take no newcomer beyond these; the oldest goes long before.
        self.worker_connections = 2 * most
        self._refused: Counter[str] = Counter()
        self._headers = with_hsts(PLAIN_TEXT_HEADERS, from_environment(needs_line=False))

    def init_process(self) -> None:
        """Serve until the end; an error in a greenlet of nobody's is a log line as well."""
        gevent.get_hub().print_exception = log_greenlet
        super().init_process()

    def handle(self, listener: Any, client: Any, addr: Any) -> None:
        """Serve one connection."""
        client.setblocking(True)
        connection = Connection(client, self._headers)
        try:
            self._serve(listener.getsockname(), connection, addr)
        except (NoMoreData, OSError, gevent.GreenletExit):
            connection.break_off()  # they hung up, or we are to end
        except ParseException as error:
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
        """Take no more connections, and let those go on which nobody asks."""
        super().handle_exit(*arguments)
        self._connections.end_idle()

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Log no more than the kind of error and its place: gunicorn's own line has the request's,
        with the keys in it."""
        structlog.get_logger().error("request failed", exc_info=exc)
        client.refuse(HTTPStatus.INTERNAL_SERVER_ERROR)

    def notify(self) -> None:
        """Say every second that we live; what was refused meanwhile is one line, however often."""
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
                gevent.sleep(0)  # who is quick must not keep all others waiting

    def _next(self, parser: RequestParser, connection: Connection) -> Any:
        """Read a head; None where none comes in time, or none is to come."""
        self._connections.read(connection)
        connection.begin_head()
        if connection.is_between and not self.alive:
            return None
        with suppress(StopIteration), gevent.Timeout(self.cfg.keepalive, False):
            return next(parser)
        return None

    def _answer(self, server: Any, request: Any, connection: Connection, addr: Any) -> bool:
        """Read a request's body and let the app answer; return whether another may come."""
        with suppress(StopIteration), gevent.Timeout(REQUEST_SECONDS, False):
            connection.is_between = False
            _read_body(request, connection)
            self._connections.answer(connection)
            self.handle_request(server, request, connection.socket, addr)
            connection.is_between = True  # before the question whether this worker is to end
            return not request.should_close()
        return False


def _read_body(request: Any, connection: Connection) -> None:
    """Read the body now, so that whoever comes slowly waits alone, and end the connection after
    the answer if more came than one request."""
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
    """Let this process open as many files as it may; return how many these are."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
