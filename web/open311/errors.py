"""What the door refuses, and why, in the specification's form."""

from __future__ import annotations

from typing import NoReturn

import structlog
from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from messages.texts import open311
from messages.texts.text import Text
from store.errors import trouble_of
from web.open311.writing import JSON, XML, both, write_error

_log = structlog.get_logger()
#: All of the door lies below it.
ROOT = "/open311/"
_WORDS = {
    NotFound.code: open311.NOT_FOUND,
    MethodNotAllowed.code: open311.NOT_ALLOWED,
    RequestEntityTooLarge.code: open311.TOO_LARGE,
}


class Refusal(Exception):
    """Raised to answer a request with an error of the specification."""

    def __init__(self, code: int, why: str, wait_s: int = 0) -> None:
        self.code, self.why, self.wait_s = code, why, wait_s
        super().__init__(why)


def refuse(code: int, why: Text, **values: str | int) -> NoReturn:
    """End the request with an error."""
    raise Refusal(code, both(why, **values))


def refuse_for_now(seconds: int) -> NoReturn:
    """End a request that comes too soon."""
    raise Refusal(429, both(open311.TOO_MANY, seconds=seconds), seconds)


def is_here() -> bool:
    """Return whether the request is for this door."""
    return request.path.startswith(ROOT)


def form_asked() -> str:
    """Return the format that the address ends with; XML is the one that everybody must read."""
    return JSON if request.path.endswith(".json") else XML


def say_refusal(refusal: Refusal) -> Response:
    """Write a refusal of ours."""
    answer = write_error(refusal.code, refusal.why, form_asked())
    if refusal.wait_s:
        answer.headers["Retry-After"] = str(refusal.wait_s)
    return answer


def say_http_error(error: HTTPException) -> Response:
    """Write an error of Flask's in the specification's form."""
    code = error.code or 500
    answer = write_error(code, both(_WORDS.get(code, open311.FAILED)), form_asked())
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def say_away(error: Exception) -> Response:
    """Write that the store does not answer: whoever sent a share must send it again."""
    _log.error("open311 without the store", error=trouble_of(error).word)
    return write_error(503, both(open311.NOT_KEPT), form_asked())


def say_bug() -> Response:
    """Write that something failed here."""
    return write_error(500, both(open311.FAILED), form_asked())
