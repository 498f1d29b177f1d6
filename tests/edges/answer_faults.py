"""Faults that are an answer in HTTP: of an edge before LINE, or of LINE itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

from simulator.refusals import MONTHLY_LIMIT, RATE_LIMIT, TOO_MANY_TO_ONE
from tests.edges.connection import Answer, Connection, Request
from tests.edges.edge import Fault

_HTML = {"Content-Type": "text/html"}
_JSON = {"Content-Type": "application/json"}
_PAGE = b"<html><head><title>Sorry</title></head><body>Try again later.</body></html>"
#: Where a redirect leads: whoever goes there has taken LINE's token to a stranger.
ELSEWHERE = "/v2/bot/message/elsewhere"

#: What the body of an answer that is not LINE's may look like.
SHAPES: dict[str, tuple[Mapping[str, str], bytes]] = {
    "HTML": (_HTML, _PAGE),
    "nothing": ({}, b""),
    "JSON without message": (_JSON, b'{"error": "upstream"}'),
    "JSON with another message": (_JSON, b'{"message": null}'),
    "JSON array": (_JSON, b'["message"]'),
    "not UTF-8": ({"Content-Type": "text/html; charset=utf-8"}, b"<html>\xff\xfe\x80\xbb</html>"),
    "not UTF-8 in JSON": (_JSON, b'{"message": "\xff\xfe\x80"}'),
    "unknown charset": ({"Content-Type": "text/html; charset=x-nobody"}, _PAGE),
    "broken gzip": (_HTML | {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08\x00no gzip at all"),
    "longer than it is": (_HTML | {"Content-Length": "5000"}, _PAGE),
    "length that is no number": (_HTML | {"Content-Length": "many"}, _PAGE),
}
#: What passes by itself, whatever the page looks like.
STATUSES = (
    301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 408, 409, 411, 413, 415, 421, 425, 429, 431,
    500, 502, 503, 504, 520,
)  # fmt: skip
_REDIRECTS = range(300, 400)


def _answering(answer: Answer) -> Callable[[Connection, Request], None]:
    def act(connection: Connection, _: Request) -> None:
        connection.send(answer.to_bytes())
        if "content-length" in {name.lower() for name, _ in answer.headers}:
            connection.close()

    return act


def of_an_edge(status: int, shape: str) -> Fault:
    """Answer with a page that does not come from LINE."""
    headers, body = SHAPES[shape]
    more = {"Location": ELSEWHERE} if status in _REDIRECTS else {}
    answer = Answer(status, [*{**headers, **more}.items()], body)
    return Fault(f"{status}, {shape}", in_place_of_answer=_answering(answer))


def of_line(status: int, message: str, name: str) -> Fault:
    """Answer in LINE's own words."""
    headers = _JSON | {"X-Line-Request-Id": "123e4567-e89b-12d3-a456-426655440001"}
    answer = Answer(status, [*headers.items()], json.dumps({"message": message}).encode())
    return Fault(name, in_place_of_answer=_answering(answer))


def _applied(fault: Fault) -> Fault:
    act = fault.in_place_of_answer
    assert act is not None

    def after(connection: Connection, request: Request) -> None:
        connection.forward(request)
        act(connection, request)

    return Fault(f"{fault.name}, applied", in_place_of_answer=after, is_applied=True)


def _every_shape_of(status: int) -> tuple[Fault, ...]:
    return tuple(of_an_edge(status, shape) for shape in SHAPES)


UNAUTHORIZED = of_line(
    HTTPStatus.UNAUTHORIZED,
    "Authentication failed. Confirm that the access token in the authorization header is valid.",
    "LINE's 401",
)
RATE_LIMITED = of_line(HTTPStatus.TOO_MANY_REQUESTS, RATE_LIMIT, "LINE's 429, rate")
MONTH_OVER = of_line(HTTPStatus.TOO_MANY_REQUESTS, MONTHLY_LIMIT, "LINE's 429, monthly limit")
UNAVAILABLE = of_an_edge(HTTPStatus.SERVICE_UNAVAILABLE, "HTML")
_SERVER_ERROR = of_line(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error", "LINE's 500")
LINES = (
    MONTH_OVER,
    UNAUTHORIZED,
    RATE_LIMITED,
    of_line(HTTPStatus.TOO_MANY_REQUESTS, TOO_MANY_TO_ONE, "LINE's 429, too many to one"),
    of_line(HTTPStatus.CONFLICT, "Conflict", "LINE's 409 that names no accepted request"),
    _SERVER_ERROR,
    _applied(_SERVER_ERROR),
    of_line(HTTPStatus.SERVICE_UNAVAILABLE, "Service Unavailable", "LINE's 503"),
)
#: Each status with one shape, each shape with the status that hurts most, and success that is none.
_TURNING = tuple(SHAPES)
PAGES = (
    *(of_an_edge(status, _TURNING[place % 2]) for place, status in enumerate(STATUSES)),
    *(of_an_edge(400, shape) for shape in _TURNING[1:]),
    *(of_an_edge(200, shape) for shape in _TURNING),
    of_an_edge(204, "nothing"),
    of_an_edge(202, "HTML"),
    of_an_edge(206, "HTML"),
    _applied(of_an_edge(200, "HTML")),
    _applied(of_an_edge(502, "HTML")),
)
#: All of them with all of them: for the long run.
EVERY_PAGE = tuple(
    fault for status in (200, 202, 204, *STATUSES) for fault in _every_shape_of(status)
)
