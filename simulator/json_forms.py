"""How LINE writes times, ids and rows, and the clock, which tests can set."""

import re
import uuid
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime
from random import Random
from threading import Lock
from typing import TYPE_CHECKING

from simulator.refusals import Json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Clock = Callable[[], datetime]
_WORD = re.compile(r"_([a-z])")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: LINE's message ids are decimal and were about here in 2026.
_FIRST_MESSAGE_ID = 560_000_000_000_000_000


def utc_now() -> datetime:
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """Return a time as LINE writes it: whole milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


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


class Identifiers:
    """Makes ids: the same seed and the same order of calls give the same ones."""

    def __init__(self, seed: int | None = None) -> None:
        self._random = Random(seed)
        self._lock = Lock()
        self._message_id = _FIRST_MESSAGE_ID

    def ulid(self, moment: datetime) -> str:
        """Return 48 bits of time and 80 random ones in Crockford's base 32: ids sort by time."""
        value = (milliseconds(moment) << 80) | self._bits(80)
        return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))

    def user(self) -> str:
        return f"U{self._bits(128):032x}"

    def group(self) -> str:
        return f"C{self._bits(128):032x}"

    def message(self) -> str:
        with self._lock:
            self._message_id += self._random.randint(1, 99_999)
            return str(self._message_id)

    def token(self) -> str:
        """Return a reply token, quote token or read token; it encodes nothing."""
        return f"{self._bits(128):032x}"

    def request(self) -> str:
        return str(uuid.UUID(int=self._bits(128), version=4))

    def rich_menu(self) -> str:
        return f"richmenu-{self._bits(128):032x}"

    def _bits(self, count: int) -> int:
        with self._lock:
            return self._random.getrandbits(count)
