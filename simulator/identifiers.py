"""LINE's numbers, and ids in LINE's formats from one seeded source."""

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


MESSAGES = 5
MULTICAST_USERS = 500
TEXT = 5000
ALT_TEXT = 1500
URI = 1000
MEDIA_URL = 2000

QUICK_REPLIES = 13
LABEL = 20
FLEX_BUTTON_LABEL = 40
IMAGE_CAROUSEL_LABEL = 12
POSTBACK_DATA = 300
DISPLAY_TEXT = 300
FILL_IN_TEXT = 300
MESSAGE_TEXT = 300
CLIPBOARD = 1000

LOCATION_TITLE = 100
LOCATION_ADDRESS = 100
SENDER_NAME = 20

#: LINE says "30 KB" and "50 KB": what fits the smaller reading fits the larger.
BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
CAROUSEL_BUBBLES = 12

RICH_MENU_NAME = 300
CHAT_BAR_TEXT = 14
RICH_MENU_AREAS = 20
RICH_MENU_IMAGE_BYTES = 1_000_000
