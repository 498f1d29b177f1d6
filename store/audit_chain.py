"""How entries of the audit log are signed and chained, and what anchors the two ends.

Each entry has an HMAC over its words, among them the HMAC of the entry before. The anchor, a key of
its own, has an HMAC over the last entry and over the last one that was deleted for its age.
(docs/decisions/0059-audit-log.md)"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import sha256

from config.secret import secret_keys
from config.settings import Settings

_PURPOSE = b"audit log"
_NAME_DIGITS = 8
_KEY_DIGITS = 8


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """The keys of the audit log, derived from SECRET_KEY and the one before it; the first signs."""

    secrets: Callable[[], Sequence[bytes]] = field(repr=False)
    _derived: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, settings: Settings) -> AuditKeys:
        """Return those of *settings*; the key in DATA_DIR is read, or made, when it is needed."""
        return cls(partial(secret_keys, settings))

    def pseudonyms(self, person: int) -> list[str]:
        """Return what a person is called in the log, by each key. It is made of their number, so it
        leads to nobody once they are erased."""
        return [_hmac(key, f"person {person}")[:_NAME_DIGITS] for key in self._keys().values()]

    def digest(self, text: str) -> str:
        """Return what stands for *text* where it must not stand itself."""
        return _hmac(next(iter(self._keys().values())), f"digest {text}")

    def sign(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return *words* with the name of the key and their HMAC."""
        name, key = next(iter(self._keys().items()))
        named = {**words, "key": name}
        return {**named, "mac": _hmac(key, _spelled(named))}

    def knows(self, signed: Mapping[str, str]) -> bool:
        """Return whether the key that *signed* names is here."""
        return signed.get("key", "") in self._keys()

    def is_signed(self, signed: Mapping[str, str]) -> bool:
        """Return whether *signed* are words of ours as they were written."""
        key = self._keys().get(signed.get("key", ""))
        words = {name: value for name, value in signed.items() if name != "mac"}
        given = signed.get("mac", "").encode()
        return key is not None and hmac.compare_digest(_hmac(key, _spelled(words)).encode(), given)

    def _keys(self) -> dict[str, bytes]:
        """Return the keys by their names; a name does not tell the key."""
        if not self._derived:
            derived = [hmac.digest(secret, _PURPOSE, sha256) for secret in self.secrets()]
            self._derived.update({_hmac(key, "name")[:_KEY_DIGITS]: key for key in derived})
        return self._derived


@dataclass(frozen=True, slots=True)
class Anchor:
    """The *last* entry and the *base*, the last one that was deleted, by number and HMAC."""

    last: int = 0
    last_mac: str = ""
    base: int = 0
    base_mac: str = ""

    def to_json(self, keys: AuditKeys) -> str:
        """Write it, signed."""
        words = {name: str(value) for name, value in asdict(self).items()}
        return json.dumps(keys.sign(words))

    @classmethod
    def from_words(cls, words: Mapping[str, str]) -> Anchor | None:
        """Read what stands there, signed or not; None of what is no anchor at all."""
        try:
            last, base = int(words["last"]), int(words["base"])
            return cls(last, words["last_mac"], base, words["base_mac"])
        except (KeyError, TypeError, ValueError):
            return None


def words_of(text: str) -> dict[str, str]:
    """Read the words of an anchor; an empty mapping if *text* is no JSON object."""
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    words = read if isinstance(read, dict) else {}
    return {str(name): str(value) for name, value in words.items()}


def _spelled(words: Mapping[str, str]) -> str:
    return json.dumps(words, sort_keys=True)


def _hmac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), sha256).hexdigest()
