"""Reads a command from the act and the fields of a button ("do=claim&case=14-6911-0042"), and
writes it.

A missing field has its default; one that cannot be read is None, and a number 0: so a handler never
gets a value that does not exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime, time
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from cases.commands import Command, Missing, Unknown

Reader = Callable[[str], object]
_LONGEST_NUMBER = 14
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def read_command(act: str, values: Mapping[str, str]) -> Command:
    """Return the command of an act with its fields; Unknown if the bot has no such command."""
    known, cancel = commands_by_act(), f"{act}&cancel"
    kind = known.get(cancel if values.get("cancel") and cancel in known else act)
    if kind is None:
        return Unknown()
    readers = _readers(kind.acts[0])
    given = [(name, one) for name, one, _ in _fields(kind) if name in values]
    return kind(**{one: readers[name](values[name]) for name, one in given})


def read_words(words: str) -> Command:
    """Return the command of an act with its fields in one text ("language&to=en")."""
    act, *pairs = words.split("&")
    return read_command(act, dict(pair.split("=", 1) for pair in pairs))


def write_command(command: Command) -> tuple[str, dict[str, str]]:
    """Return the act of a command, and its fields."""
    act, _, cancel = (*command.acts, "")[0].partition("&")
    said = {
        name: _text(value)
        for name, one, usual in _fields(type(command))
        if (value := getattr(command, one)) is not None and value != usual
    }
    return act, said | ({cancel: "yes"} if cancel else {})


def write_words(command: Command) -> str:
    """Return the act of a command with its fields in one text."""
    act, values = write_command(command)
    return "&".join((act, *(f"{name}={value}" for name, value in values.items())))


@cache
def commands_by_act() -> dict[str, type[Command]]:
    """Return every kind of command that can be asked for, by its acts."""
    return {act: kind for kind in _kinds(Command) for act in kind.acts}


def _kinds(of: type[Command]) -> Iterator[type[Command]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _fields(kind: type[Command]) -> list[tuple[str, str, object]]:
    """Return the name of each field in the data of a button and in the command, and its default."""
    return _read_fields(kind)  # type: ignore[arg-type]  # mypy takes its values' hash for its own


@cache
def _read_fields(kind: type[Command]) -> list[tuple[str, str, object]]:
    bare = kind()
    return [
        (str(one.metadata.get("name", one.name)), one.name, getattr(bare, one.name))
        for one in fields(kind)
    ]


@cache
def _readers(act: str) -> dict[str, Reader]:
    """Return the reader of each field's value, by the field's name, for an act."""
    kind = commands_by_act()[act]
    hints = get_type_hints(kind)
    return {name: _reader(hints[one]) for name, one, _ in _fields(kind)}


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "yes" if value is True else str(value)


def _reader(hint: object) -> Reader:
    kinds = [one for one in get_args(hint) or (hint,) if one not in (NoneType, Missing)]
    readers = [_value_reader(one) for one in kinds]

    def reader(text: str) -> object:
        return next((value for value in (one(text) for one in readers) if value is not None), None)

    return reader


def _value_reader(kind: Any) -> Reader:
    if kind in _READERS:
        return _READERS[kind]
    values = {str(one): one for one in get_args(kind) or kind}
    return values.get


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else 0


def _moment(text: str) -> datetime | None:
    """Return the time of a text with its offset; None if it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment


def _time_of_day(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


_READERS: dict[object, Reader] = {
    str: str,
    int: _number,
    bool: lambda text: text == "yes",
    datetime: _moment,
    time: _time_of_day,
}
