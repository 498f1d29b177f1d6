"""Case numbers as everybody reads them: sealed, for a number that runs on tells how many there are.

The tag is made of the number, and what hides the number of the tag; so a number is always sealed
alike, what was not sealed here opens nothing, and nothing has to be kept."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

_TAG_BYTES = 12
#: As long as the longest number; so all names are of one length.
_NUMBER_BYTES = 15


@dataclass(frozen=True, slots=True)
class Names:
    """Seals numbers and opens names; the key is asked for with the first of them."""

    key: Callable[[], bytes]

    def seal(self, number: str) -> str:
        """Give the name of a case number."""
        plain = number.encode().ljust(_NUMBER_BYTES)
        tag = self._hash(b"tag", plain)[:_TAG_BYTES]
        return urlsafe_b64encode(tag + self._hidden(tag, plain)).decode()

    def open(self, name: str) -> str | None:
        """Give the number of a name; None if it is not one of ours."""
        try:
            raw = urlsafe_b64decode(name.encode())
        except ValueError:
            return None
        tag, hidden = raw[:_TAG_BYTES], raw[_TAG_BYTES:]
        plain = self._hidden(tag, hidden)
        if not hmac.compare_digest(tag, self._hash(b"tag", plain)[:_TAG_BYTES]):
            return None
        return plain.decode().rstrip()

    def _hidden(self, tag: bytes, text: bytes) -> bytes:
        """Hide a text, or show a hidden one: it is the same step."""
        return bytes(a ^ b for a, b in zip(text, self._hash(b"text", tag), strict=False))

    def _hash(self, use: bytes, what: bytes) -> bytes:
        return hmac.new(self.key() + b" of open311's names: " + use, what, sha256).digest()
