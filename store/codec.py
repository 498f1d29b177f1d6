"""Codecs between values and their stored form, derived from the dataclasses. `Fields` writes a
value as named texts (the fields of a hash, or of an entry of a stream), `Words` as words in one
text, `Row` as a list of JSON. Dataclasses within a value are stored flat beside its own fields, so
a field is named by its path: "place.point.latitude". Each codec is built once, when the module that
uses it is loaded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from operator import attrgetter
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from config.clock import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the value of one field is written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def as_text(hint: Any, separator: str = " ") -> Spelling:
    """Return the text spelling of a type: times in ms, flags as 0 and 1, None as "", a tuple as its
    parts with *separator* between them."""
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
    """Return the JSON spelling of a type: times in ms, enums by their values, tuples as lists."""
    kind, is_optional = _without_none(hint)
    if is_optional:
        # None is the default of such a field, and left out.
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
    """Return X for the type X | None, and whether None was allowed."""
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    is_optional = NoneType in get_args(hint)
    return (kinds[0], True) if is_optional else (hint, False)


def or_none(one: Spelling) -> Spelling:
    return Spelling(
        lambda value: "" if value is None else one.write(value),
        lambda text: one.read(text) if text else None,
    )


T = TypeVar("T")
#: Stands for the default of a field that is always written: no value equals it.
_NO_DEFAULT = object()
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class _Part:
    """A dataclass that is written field by field: the value itself, with the path "", or one within
    it."""

    path: str
    kind: Any
    default: Any = _NO_DEFAULT

    @property
    def within(self) -> tuple[str, str]:
        """Return the path of the part that contains this one, and its field name there."""
        path, _, name = self.path.rpartition(".")
        return path, name


class Fields(Generic[T]):
    """Writes values of *kind* as named texts, and reads them. A field that equals its default is
    left out, unless its path is in *always*; a missing field gets its default. *names* maps paths
    to stored names that differ from the field's own, *spelled* maps paths to spellings that differ
    from those of *spell*. Fields in *beside* (part of the key's name) are not written, but given to
    `read`."""

    def __init__(
        self,
        kind: type[T],
        *,
        names: Mapping[str, str] = _NOTHING,
        always: Collection[str] = (),
        beside: Collection[str] = (),
        spelled: Mapping[str, Spelling] = _NOTHING,
        spell: Callable[[Any], Spelling] = as_text,
    ) -> None:
        self._kind = kind
        self._parts = list(_parts(_Part("", kind), {*beside, *spelled}))
        self._writers: list[tuple[Any, ...]] = []
        self._readers: dict[str, tuple[str, str, Callable[[Any], Any]]] = {}
        #: The spelling of each field, by its path.
        self.spellings: dict[str, Spelling] = {}
        optional: list[str] = []
        for part in self._parts:
            leaves: list[tuple[str, Callable[[Any], Any], Any]] = []
            attributes: list[str] = []
            for path, attribute, hint, default in _leaves(part, self._parts):
                if path in beside:
                    continue
                name, spelling = names.get(path, attribute), spelled.get(path) or spell(hint)
                self.spellings[path] = spelling
                usual = _NO_DEFAULT if path in always else default
                self._readers[name] = (part.path, attribute, spelling.read)
                leaves.append((name, spelling.write, usual))
                attributes.append(attribute)
            usuals = [usual for _, _, usual in leaves]
            optional += [name for name, _, usual in leaves if usual is not _NO_DEFAULT]
            # A part that is the default object itself, as most are, has nothing to write.
            skipped = _NO_DEFAULT if _NO_DEFAULT in usuals else part.default
            if leaves:
                of = attrgetter(part.path) if part.path else lambda value: value
                self._writers.append((of, skipped, _values(attributes), leaves))
        #: The names of the fields that may be left out.
        self.optional = tuple(optional)

    def write(self, value: T) -> dict[str, Any]:
        """Return the fields of *value* by their names."""
        written: dict[str, Any] = {}
        for of, skipped, values, leaves in self._writers:
            part = of(value)
            if part is skipped:
                continue
            for (name, write, usual), one in zip(leaves, values(part), strict=True):
                if usual is _NO_DEFAULT or one != usual:
                    written[name] = write(one)
        return written

    def read(self, kept: Mapping[str, Any], given: Mapping[str, Any] = _NOTHING) -> T:
        """Return the value of the fields *kept*, with the values *given* by path; other names are
        ignored."""
        if len(self._parts) == 1:
            return self._read_flat(kept, given)
        found: dict[str, dict[str, Any]] = {part.path: {} for part in self._parts}
        for path, one in given.items():
            within, _, attribute = path.rpartition(".")
            found[within][attribute] = one
        for name, text in kept.items():
            reader = self._readers.get(name)
            if reader is not None:
                path, attribute, read = reader
                found[path][attribute] = read(text)
        for part in self._parts[:-1]:
            if found[part.path]:
                within, attribute = part.within
                found[within][attribute] = part.kind(**found[part.path])
        return self._kind(**found[""])

    def _read_flat(self, kept: Mapping[str, Any], given: Mapping[str, Any]) -> T:
        """Return a value without parts, as most are, in half the time."""
        readers = self._readers
        known = {
            reader[1]: reader[2](text)
            for name, text in kept.items()
            if (reader := readers.get(name)) is not None
        }
        return self._kind(**given, **known)

    def read_hash(self, raw: Mapping[bytes, bytes], given: Mapping[str, Any] = _NOTHING) -> T:
        """Return the value of a hash, or of an entry of a stream, in the server's form."""
        return self.read({name.decode(): text.decode() for name, text in raw.items()}, given)


class Row(Generic[T]):
    """Writes values of *kind* as a list of JSON: the fields whose paths are in *order*. The last
    ones may be missing in a list that an older version wrote."""

    def __init__(
        self,
        kind: type[T],
        order: str,
        *,
        beside: Collection[str] = (),
        spelled: Mapping[str, Spelling] = _NOTHING,
        spell: Callable[[Any], Spelling] = as_json,
    ) -> None:
        self._order = order.split()
        names = {one: one for one in self._order}
        self._fields = Fields(kind, names=names, beside=beside, spelled=spelled, spell=spell)
        self._values = attrgetter(*self._order)
        self._writers = [self._fields.spellings[one].write for one in self._order]

    def write(self, value: T) -> list[Any]:
        """Return the list of *value*."""
        return [write(one) for write, one in zip(self._writers, self._values(value), strict=True)]

    def read(self, row: Sequence[Any], given: Mapping[str, Any] = _NOTHING) -> T:
        """Return the value of a list, with the values *given* by path."""
        return self._fields.read(dict(zip(self._order, row, strict=False)), given)


class Words(Generic[T]):
    """Writes values of a type as words with blanks between them, in an *order* as Row does."""

    def __init__(self, kind: type[T], order: str, *, beside: Collection[str] = ()) -> None:
        self._row = Row(kind, order, beside=beside, spell=partial(as_text, separator=","))

    def write(self, value: T) -> str:
        """Return the words of *value*."""
        return " ".join(self._row.write(value))

    def read(self, words: str, given: Mapping[str, Any] = _NOTHING) -> T:
        """Return the value of *words*, with the values *given* by path."""
        return self._row.read(words.split(" "), given)

    def spelling(self) -> Spelling:
        """Return the spelling of such a value within another; None is ""."""
        return or_none(Spelling(self.write, self.read))


def _parts(part: _Part, whole: Collection[str]) -> Iterator[_Part]:
    """Yield the dataclasses within *part*, except those in *whole*, then *part* itself."""
    hints = get_type_hints(part.kind)
    for one in fields(part.kind):
        path = _path(part, one.name)
        if is_dataclass(hints[one.name]) and path not in whole:
            default = _NO_DEFAULT if one.default is MISSING else one.default
            yield from _parts(_Part(path, hints[one.name], default), whole)
    yield part


def _leaves(part: _Part, parts: Sequence[_Part]) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield path, name, type and default of those fields of *part* that are no parts themselves."""
    hints, inner = get_type_hints(part.kind), {one.path for one in parts}
    for one in fields(part.kind):
        path = _path(part, one.name)
        if path not in inner:
            default = _NO_DEFAULT if one.default is MISSING else one.default
            yield path, one.name, hints[one.name], default


def _path(part: _Part, name: str) -> str:
    return f"{part.path}.{name}" if part.path else name


def _values(attributes: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that reads *attributes* of an object at once."""
    if len(attributes) == 1:
        only = attrgetter(*attributes)
        return lambda part: (only(part),)
    return attrgetter(*attributes)
