"""Makes ids in LINE's formats from one seeded source."""

import uuid
from datetime import datetime
from random import Random
from threading import Lock

from simulator.clock import milliseconds

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: LINE's message ids are decimal and were about here in 2026.
_FIRST_MESSAGE_ID = 560_000_000_000_000_000


class Identifiers:
    """The same seed and the same order of calls give the same ids."""

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
