"""WSGI middleware before LINE's API that applies faults, and the log of calls in both ways."""

import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Response

from simulator.faults import FaultEffect, Faults, path_kind
from simulator.json_forms import Clock, as_json
from simulator.refusals import MONTHLY_LIMIT, RATE_LIMIT, TOO_MANY_TO_ONE, WRONG_TOKEN, Json

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Enough for a screen and for looking back after a failed test.
_KEPT = 5000


@dataclass(frozen=True, slots=True)
class TrafficEntry:
    """One call: `api` of the bot, `webhook` of the platform; no status means no answer. `paid` is
    its cost in paid messages, `who` the user that it is about, if any."""

    at: datetime
    way: Literal["api", "webhook"]
    what: str
    status: int | None
    note: str = ""
    took_ms: float | None = None
    paid: int = 0
    who: str = ""

    def as_json(self, number: int) -> Json:
        return {"number": number} | as_json(self)


class Traffic:
    def __init__(self) -> None:
        self._passages: deque[tuple[int, TrafficEntry]] = deque(maxlen=_KEPT)
        self._lock = Lock()
        self._number = 0

    def add(self, passage: TrafficEntry) -> None:
        with self._lock:
            self._number += 1
            self._passages.append((self._number, passage))

    def newest(self) -> int:
        return self._number

    def after(self, number: int) -> list[Json]:
        with self._lock:
            fresh = takewhile(lambda kept: kept[0] > number, reversed(self._passages))
            return [one.as_json(each) for each, one in reversed(list(fresh))]

    def clear(self) -> None:
        with self._lock:
            self._passages.clear()


#: The environ key of the server's function that closes the connection without an answer.
ABORT = "simulator.abort"
#: The environ key of a dict in which the app leaves a call's cost (`paid`) and receiver (`who`).
RESULT = "simulator.result"

_WORDS = {
    "error": (500, "Internal Server Error"),
    "error_applied": (500, "Internal Server Error"),
    "rate_limit": (429, RATE_LIMIT),
    "quota": (429, MONTHLY_LIMIT),
    "too_many_to_one": (429, TOO_MANY_TO_ONE),
    "unauthorized": (401, WRONG_TOKEN),
}
#: The answer of a proxy before LINE: in its own words, and without the id of a request.
_PAGE = "<html><head><title>Sorry</title></head><body>Try again later.</body></html>"


@dataclass(frozen=True, slots=True)
class ApiGateway:
    """Wraps the app's API paths; control paths and the screen pass unchanged."""

    app: "WSGIApplication"
    faults: Faults
    traffic: Traffic
    clock: Clock
    sleep: Callable[[float], object]
    request_id: Callable[[], str]

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith("/v2/"):
            return self.app(environ, start_response)
        began, environ[RESULT] = perf_counter(), {}
        effect = self.faults.draw(path_kind(path))
        if effect.latency:
            self.sleep(effect.latency)
        status, answer = self._answer(effect, environ)
        note = effect.kind or _complaint(answer)
        what = f"{environ.get('REQUEST_METHOD')} {path}"
        took_ms = (perf_counter() - began) * 1000
        self.traffic.add(
            TrafficEntry(
                self.clock(), "api", what, status or None, note, took_ms, **environ[RESULT]
            )
        )
        if answer is None:
            environ[ABORT]()
            return []
        return answer(environ, start_response)

    def _answer(
        self, effect: FaultEffect, environ: "WSGIEnvironment"
    ) -> tuple[int, Response | None]:
        """Return status and answer; 0 and None where the connection is to be closed."""
        if effect.kind in (None, "lost", "error_applied"):
            applied = Response.from_app(self.app, environ, buffered=True)
            if effect.kind is None:
                return applied.status_code, applied
        if effect.kind in _WORDS:
            return self._failure(*_WORDS[effect.kind])
        if effect.kind == "refused":
            return self._failure(effect.status, HTTP_STATUS_CODES.get(effect.status, "Refused"))
        if effect.kind in ("page", "empty"):
            page = _PAGE if effect.kind == "page" else None
            return effect.status, Response(page, effect.status, mimetype="text/html")
        if effect.kind == "hang":
            self.sleep(effect.seconds)
        return 0, None

    def _failure(self, status: int, message: str) -> tuple[int, Response]:
        response = Response(json.dumps({"message": message}), status, mimetype="application/json")
        response.headers["X-Line-Request-Id"] = self.request_id()
        return status, response


def _complaint(answer: Response | None) -> str:
    """Return the message and details of an error answer; empty for another."""
    if answer is None or answer.status_code < 400:
        return ""
    told = answer.get_json(silent=True) or {}
    details = "; ".join(f"{one['property']}: {one['message']}" for one in told.get("details", []))
    return " · ".join(words for words in (str(told.get("message", "")), details) if words)
