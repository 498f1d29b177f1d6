"""The JSON body of a request: nodes that read its values and record problems in LINE's words."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import NoReturn, Self, TypeVar

import regex

from simulator import line_limits
from simulator.refusals import ApiError, ErrorDetail, Json, has_errors

T = TypeVar("T")
Measure = Callable[[str], int]


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Count characters as people see them: Thai vowels and tone marks count with their letter."""
    return len(regex.findall(r"\X", text))


@dataclass(frozen=True, slots=True)
class PropertyPath:
    """The path of a property as LINE writes it for the request body: `messages[0].text`."""

    path: str = ""
    key_form: str = ".{}"
    item_form: str = "[{}]"
    root: str = ""
    empty: str = "May not be empty"
    missing: str = "May not be empty"
    not_one_of: str = "Must be one of the following values: [{}]"

    def key(self, name: str) -> Self:
        return replace(self, path=self.path + self.key_form.format(name))

    def item(self, index: int) -> Self:
        return replace(self, path=self.path + self.item_form.format(index))

    def name(self) -> str:
        return self.path.removeprefix(".") or self.root


#: Paths as LINE writes them inside a Flex Message, `/body/contents/0/text`, and its words there.
FLEX_PATH = PropertyPath(
    key_form="/{}",
    item_form="/{}",
    root="/",
    empty="must be non-empty text",
    missing="must be specified",
    not_one_of="invalid property, must be one of [{}]",
)


@dataclass(slots=True)
class Node:
    """A JSON object of the body. Its readers return a value, or record a problem and return None;
    a node and its children share one list of problems."""

    fields: Json
    place: PropertyPath
    problems: list[ErrorDetail]

    def complain(self, message: str, key: str | None = None) -> None:
        place = self.place if key is None else self.place.key(key)
        self.problems.append(ErrorDetail(message, place.name()))

    def has(self, key: str) -> bool:
        """Return whether a property is present; LINE reads null as absent."""
        return self.fields.get(key) is not None

    def text(
        self, key: str, most: int, *, required: bool = True, measure: Measure = utf16_units
    ) -> str | None:
        """Return a text of 1 to `most` characters."""
        value = self._typed(key, required, str, "Must be a string")
        if value == "":
            self.complain(self.place.empty, key)
            return None
        if value is not None and measure(value) > most:
            self.complain(f"Length must be between 0 and {most}", key)
            return None
        return value

    def one_of(self, key: str, values: Collection[str], *, required: bool = False) -> str | None:
        complaint = self.place.not_one_of.format(", ".join(values))
        value = self._typed(key, required, str, complaint)
        if value is not None and value not in values:
            self.complain(complaint, key)
            return None
        return value

    def matching(self, key: str, pattern: re.Pattern[str], *, required: bool = False) -> str | None:
        value = self._typed(key, required, str, "invalid property")
        if value is not None and not pattern.fullmatch(value):
            self.complain("invalid property", key)
            return None
        return value

    def web_address(
        self,
        key: str,
        *,
        required: bool = True,
        most: int = line_limits.MEDIA_URL,
        schemes: Collection[str] = ("https",),
    ) -> str | None:
        value = self.text(key, most, required=required)
        if value is None:
            return None
        scheme, colon, rest = value.partition(":")
        if not colon or not rest.strip("/") or scheme.lower() not in schemes:
            self.complain("invalid uri scheme", key)
            return None
        if any(character.isspace() for character in value):
            self.complain("invalid uri", key)
            return None
        return value

    def number(self, key: str, least: float, most: float, *, required: bool = True) -> float | None:
        value = self._present(key, required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.complain("Must be a number", key)
            return None
        if not least <= value <= most:
            self.complain(f"Must be between {least:g} and {most:g}", key)
            return None
        return value

    def whole_number(self, key: str, least: int, most: int, *, required: bool = True) -> int | None:
        value = self.number(key, least, most, required=required)
        if value is None or isinstance(value, int):
            return value
        self.complain("Must be an integer", key)
        return None

    def yes_or_no(self, key: str, *, required: bool = False) -> bool | None:
        return self._typed(key, required, bool, "Must be true or false")

    def child(self, key: str, *, required: bool = True) -> "Node | None":
        value = self._typed(key, required, dict, "Must be an object")
        return None if value is None else Node(value, self.place.key(key), self.problems)

    def items(self, key: str, least: int, most: int, *, required: bool = True) -> "list[Node]":
        """Return the objects of a list of `least` to `most` entries."""
        value = self._typed(key, required, list, "Must be an array")
        if value is not None and not least <= len(value) <= most:
            self.complain(f"Size must be between {least} and {most}", key)
            return []
        return list(self._objects(key, value or []))

    def only(self, allowed: Collection[str]) -> None:
        """Record each property that is not allowed, as LINE does inside Flex Messages."""
        for name in self.fields:
            if name not in allowed:
                self.complain("unknown field", name)

    def _present(self, key: str, required: bool) -> object:
        value = self.fields.get(key)
        if value is None and required:
            self.complain(self.place.missing, key)
        return value

    def _typed(self, key: str, required: bool, kind: type[T], complaint: str) -> T | None:
        value = self._present(key, required)
        if value is None or isinstance(value, kind):
            return value
        self.complain(complaint, key)
        return None

    def _objects(self, key: str, values: list[object]) -> "Iterator[Node]":
        for index, value in enumerate(values):
            place = self.place.key(key).item(index)
            if isinstance(value, dict):
                yield Node(value, place, self.problems)
            else:
                self.problems.append(ErrorDetail("Must be an object", place.name()))


def read_json(raw: bytes) -> Node:
    """Return the root node of a JSON body. Raises ApiError that names where the JSON breaks."""
    try:
        body = json.loads(raw.decode(), parse_constant=_no_constant)
    except json.JSONDecodeError as wrong:
        raise _not_json(wrong.lineno, wrong.colno) from wrong
    except (ValueError, RecursionError) as wrong:
        raise _not_json(1, 1) from wrong
    if not isinstance(body, dict):
        raise _not_json(1, 1)
    return Node(body, PropertyPath(), [])


def raise_problems(body: Node) -> None:
    if body.problems:
        raise has_errors(body.problems)


def _not_json(line: int, column: int) -> ApiError:
    message = f"The request body could not be parsed as JSON (line: {line}, column: {column})"
    return ApiError(400, message)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
