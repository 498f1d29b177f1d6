"""Rows of the control API: dataclasses as JSON objects."""

import re
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING

from simulator.clock import milliseconds
from simulator.refusals import Json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_WORD = re.compile(r"_([a-z])")


def as_json(row: "DataclassInstance") -> Json:
    """Return the fields of *row* by names in camelCase, a time in milliseconds since 1970."""
    return {
        _WORD.sub(lambda found: found[1].upper(), one.name): _value(getattr(row, one.name))
        for one in fields(row)
    }


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return milliseconds(value)
    return round(value, 1) if isinstance(value, float) else value
