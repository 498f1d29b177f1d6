"""Answers in the two formats of GeoReport v2: XML, and JSON as the specification maps it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as Xml

from flask import Response

from cases.people import Language
from config.cleaning import legible
from messages.texts.text import Text

#: A record; what has no value stays in it, empty, as the specification's examples do.
Value = str | bool | None | Sequence["Record | str"]
Record = Mapping[str, Value]
XML, JSON = "xml", "json"
TYPES = {XML: "text/xml; charset=utf-8", JSON: "application/json; charset=utf-8"}
#: What stands in a list: <services><service>...
_ITEMS = {"services": "service", "service_requests": "request", "errors": "error",
          "attributes": "attribute", "endpoints": "endpoint", "formats": "format"}  # fmt: skip


def write(root: str, found: Sequence[Record] | Record, form: str, status: int = 200) -> Response:
    """Answer with a list of records under *root*, or with the one that *root* is."""
    return Response(spell(root, found, form), status, content_type=TYPES[form])


def spell(root: str, found: Sequence[Record] | Record, form: str) -> str | bytes:
    """Write a list of records under *root*, or the one that *root* is."""
    return legible(_json(found)) if form == JSON else _xml(root, found)


def write_error(code: int, why: str, form: str) -> Response:
    """Answer with the specification's error."""
    return write("errors", [{"code": str(code), "description": why}], form, code)


def both(text: Text, **values: str | int) -> str:
    """Say it in both languages: the specification has no way to ask for one."""
    return " · ".join(text.say(language, **values) for language in Language)


def _json(found: Sequence[Record] | Record) -> str:
    return json.dumps(found, ensure_ascii=False)


def _xml(root: str, found: Sequence[Record] | Record) -> bytes:
    element = Xml.Element(root)
    _fill(element, found)
    declared: bytes = Xml.tostring(element, encoding="utf-8", xml_declaration=True)
    return declared


def _fill(element: Xml.Element, value: Value | Record) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _fill(Xml.SubElement(element, name), inner)
    elif isinstance(value, str):
        element.text = legible(value)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    elif value is not None:
        for one in value:
            _fill(Xml.SubElement(element, _ITEMS[element.tag]), one)
