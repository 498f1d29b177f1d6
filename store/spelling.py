"""How the value of one field is spelled in the store, by its type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

from cases.moments import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the value of one field is written, and read again."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def as_text(hint: Any, separator: str = " ") -> Spelling:
    """Spell a type as a text: times in ms, flags as 0 and 1, None as "", a tuple as its parts with
    *separator* between them."""
    kind, is_optional = _without_none(hint)
    if is_optional:
        return or_none(as_text(kind, separator))
    if get_origin(kind) is tuple:
        part = as_text(get_args(kind)[0])
        return Spelling(
            lambda values: separator.join(map(part.write, values)),
            lambda text: tuple(part.read(one) for one in text.split(separator) if one),
        )
    return _TEXTS.get(kind) or _enum(kind)


def as_json(hint: Any) -> Spelling:
    """Spell a type as a value of JSON: times in ms, enums by their values, tuples as lists."""
    kind, is_optional = _without_none(hint)
    if is_optional:
        # A field that is None is its default, and left out.
        return as_json(kind)
    if get_origin(kind) is tuple:
        part = as_json(get_args(kind)[0])
        return Spelling(
            lambda values: list(map(part.write, values)), lambda raw: tuple(map(part.read, raw))
        )
    if kind is datetime:
        return Spelling(to_ms, from_ms)
    return _enum(kind) if issubclass(kind, StrEnum) else Spelling(kind, kind)


_TEXTS = {
    str: Spelling(str, str),
    int: Spelling(str, int),
    float: Spelling(repr, float),
    bool: Spelling({False: "0", True: "1"}.__getitem__, "1".__eq__),
    datetime: Spelling(lambda at: str(to_ms(at)), lambda text: from_ms(int(text))),
}


def _enum(kind: type[StrEnum]) -> Spelling:
    return Spelling(str, {one.value: one for one in kind}.__getitem__)


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Return X of the type X | None, and whether it was one."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    is_optional = NoneType in get_args(hint)
    return (kinds[0], True) if is_optional else (hint, False)


def or_none(one: Spelling) -> Spelling:
    return Spelling(
        lambda value: "" if value is None else one.write(value),
        lambda text: one.read(text) if text else None,
    )
