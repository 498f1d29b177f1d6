"""The way into the platform: faults strike here, and what passes is written down."""

import json
from collections.abc import Callable, Iterable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING, Any

from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Response

from simulator.clock import Clock
from simulator.faults import Faults, Luck, path_kind
from simulator.refusals import MONTHLY_LIMIT, RATE_LIMIT, TOO_MANY_TO_ONE, WRONG_TOKEN
from simulator.traffic import Passage, Traffic

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: The server puts a function under this name that closes the connection without an answer.
ABORT = "simulator.abort"
#: A dict in which the app leaves what a call cost (`paid`) and whom it reached (`who`).
TOLD = "simulator.told"

_WORDS = {
    "error": (500, "Internal Server Error"),
    "error_applied": (500, "Internal Server Error"),
    "rate_limit": (429, RATE_LIMIT),
    "quota": (429, MONTHLY_LIMIT),
    "too_many_to_one": (429, TOO_MANY_TO_ONE),
    "unauthorized": (401, WRONG_TOKEN),
}
#: What a proxy before LINE says: in its own words, and without the id of a request.
_PAGE = "<html><head><title>Sorry</title></head><body>Try again later.</body></html>"


class ApiGateway:
    """WSGI around the app; the control paths pass untouched."""

    def __init__(
        self,
        app: "WSGIApplication",
        *,
        faults: Faults,
        traffic: Traffic,
        clock: Clock,
        sleep: Callable[[float], object],
        request_id: Callable[[], str],
    ) -> None:
        self._app = app
        self._faults = faults
        self._traffic = traffic
        self._clock = clock
        self._sleep = sleep
        self._request_id = request_id

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith("/v2/"):
            return self._app(environ, start_response)
        began, environ[TOLD] = perf_counter(), {}
        luck = self._faults.draw(path_kind(path))
        if luck.latency:
            self._sleep(luck.latency)
        status, answer = self._meet(luck, environ)
        note = luck.kind or _complaint(answer)
        self._note(environ, status or None, note, took_ms=(perf_counter() - began) * 1000)
        if answer is None:
            _abort(environ)
            return []
        return answer(environ, start_response)

    def _meet(self, luck: Luck, environ: "WSGIEnvironment") -> tuple[int, Response | None]:
        """The answer and its status; none where the connection is to be closed."""
        if luck.kind in (None, "lost", "error_applied"):
            applied = Response.from_app(self._app, environ, buffered=True)
            if luck.kind is None:
                return applied.status_code, applied
        if luck.kind in _WORDS:
            return self._failure(*_WORDS[luck.kind])
        if luck.kind == "refused":
            return self._failure(luck.status, HTTP_STATUS_CODES.get(luck.status, "Refused"))
        if luck.kind in ("page", "empty"):
            page = _PAGE if luck.kind == "page" else None
            return luck.status, Response(page, luck.status, mimetype="text/html")
        if luck.kind == "hang":
            self._sleep(luck.seconds)
        return 0, None

    def _failure(self, status: int, message: str) -> tuple[int, Response]:
        response = Response(json.dumps({"message": message}), status, mimetype="application/json")
        response.headers["X-Line-Request-Id"] = self._request_id()
        return status, response

    def _note(
        self, environ: Mapping[str, Any], status: int | None, note: str, *, took_ms: float
    ) -> None:
        what = f"{environ.get('REQUEST_METHOD')} {environ.get('PATH_INFO')}"
        passage = Passage(self._clock(), "api", what, status, note, took_ms, **environ[TOLD])
        self._traffic.add(passage)


def _complaint(answer: Response | None) -> str:
    """LINE's own words, where the answer is no."""
    if answer is None or answer.status_code < 400:
        return ""
    told = answer.get_json(silent=True) or {}
    details = "; ".join(f"{one['property']}: {one['message']}" for one in told.get("details", []))
    return " · ".join(words for words in (str(told.get("message", "")), details) if words)


def _abort(environ: Mapping[str, Any]) -> None:
    abort = environ.get(ABORT)
    if abort is None:
        raise ConnectionAbortedError("This server cannot close a connection without an answer.")
    abort()
