"""Answers in the two formats of GeoReport v2, XML and JSON as the specification maps it, and its
errors in the same formats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn
from xml.etree import ElementTree as Xml

import structlog
from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from cases.people import WRITTEN
from config.cleaning import readable
from messages.texts import public
from messages.texts.text import Text
from store.errors import trouble_of

_log = structlog.get_logger()
#: Prefix of all addresses of the interface.
ROOT = "/open311/"
#: A record; a field without a value stays in it, empty, as in the specification's examples.
Value = str | bool | None | Sequence["Record | str"]
Record = Mapping[str, Value]
XML, JSON = "xml", "json"
TYPES = {XML: "text/xml; charset=utf-8", JSON: "application/json; charset=utf-8"}
#: XML name of a list -> name of its entries: <services><service>...
_ITEMS = {"services": "service", "service_requests": "request", "errors": "error",
          "attributes": "attribute", "endpoints": "endpoint", "formats": "format"}  # fmt: skip
_WORDS = {
    NotFound.code: public.NOT_FOUND,
    MethodNotAllowed.code: public.NOT_ALLOWED,
    RequestEntityTooLarge.code: public.TOO_LARGE,
}


def write(root: str, found: Sequence[Record] | Record, form: str, status: int = 200) -> Response:
    """Answer with a list of records under *root*, or with the one that *root* is."""
    return Response(spell(root, found, form), status, content_type=TYPES[form])


def spell(root: str, found: Sequence[Record] | Record, form: str) -> str | bytes:
    """Write a list of records under *root*, or the one that *root* is."""
    if form == JSON:
        return readable(json.dumps(found, ensure_ascii=False))
    element = Xml.Element(root)
    _fill(element, found)
    declared: bytes = Xml.tostring(element, encoding="utf-8", xml_declaration=True)
    return declared


def write_error(code: int, why: str) -> Response:
    """Answer with the specification's error, in the format that the address ends with; XML is the
    one that everybody must read."""
    form = JSON if request.path.endswith(".json") else XML
    return write("errors", [{"code": str(code), "description": why}], form, code)


def both(text: Text, **values: str | int) -> str:
    """Return the text in both languages: the specification has no way to ask for one."""
    return " · ".join(text.say(language, **values) for language in WRITTEN)


def _fill(element: Xml.Element, value: Value | Record) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _fill(Xml.SubElement(element, name), inner)
    elif isinstance(value, str):
        element.text = readable(value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        for one in value:
            _fill(Xml.SubElement(element, _ITEMS[element.tag]), one)


class GeoReportError(Exception):
    """Raised to answer a request with an error of the specification."""

    def __init__(self, code: int, why: str, wait_s: int = 0) -> None:
        self.code, self.why, self.wait_s = code, why, wait_s
        super().__init__(why)


def refuse(code: int, why: Text, **values: str | int) -> NoReturn:
    """End the request with an error."""
    raise GeoReportError(code, both(why, **values))


def refuse_for_now(seconds: int) -> NoReturn:
    """End a request that comes too soon."""
    raise GeoReportError(429, both(public.TOO_MANY, seconds=seconds), seconds)


def is_open311() -> bool:
    """Return whether the request is for an address of this interface."""
    return request.path.startswith(ROOT)


def refusal_response(refusal: GeoReportError) -> Response:
    """Return the response for a refusal of ours."""
    answer = write_error(refusal.code, refusal.why)
    if refusal.wait_s:
        answer.headers["Retry-After"] = str(refusal.wait_s)
    return answer


def http_error_response(error: HTTPException) -> Response:
    """Return the response for an HTTP error of Flask's."""
    code = error.code or 500
    answer = write_error(code, both(_WORDS.get(code, public.FAILED)))
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def say_away(error: Exception) -> Response:
    """Return the response while the store does not answer: partners must send their share again."""
    _log.error("open311 without the store", error=trouble_of(error).word)
    return write_error(503, both(public.NOT_KEPT))


def say_bug() -> Response:
    """Return the response for an unexpected error."""
    return write_error(500, both(public.FAILED))
