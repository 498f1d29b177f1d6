"""The audit log in Redis: its writer on a transaction, its reader, and the deletion of old entries.

Optimistic like all writes here: the anchor is read, the HMACs are made in Python, and the commit
compares the anchor, so that of two concurrent writers one starts again.

Each entry has an HMAC over its fields, among them the HMAC of the entry before. The anchor, a key
of its own, has an HMAC over the last entry and over the last one that was deleted for its age.
(docs/decisions/0059-audit-log.md)"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import uuid4

from cases.audit import AuditEntry
from cases.people import Member
from config.clock import to_ms
from config.secret import secret_keys
from config.settings import Settings
from store import keys
from store.connection import StoreClient, Transaction, flat, script
from store.exceptions import LostRace
from store.stream import entries

OPERATOR = "operator"
CITIZEN = "citizen"
#: The value in an entry that found no anchor.
NONE = "none"
#: The most characters of a foreign anchor that are kept.
_LONGEST_FOUND = 1_000
#: The number of entries that are deleted in one step.
_BATCH = 500

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class RedisAudit:
    """Implements cases.ports.Audit on one transaction."""

    tx: Transaction
    audit_keys: AuditKeys | None
    at: datetime
    entries: list[AuditEntry] = field(default_factory=list)

    def record(self, entry: AuditEntry) -> None:
        self.entries.append(entry)

    def write(self) -> None:
        """Chain the recorded entries to the stored ones. An anchor that this process cannot verify
        is kept within the next entry: no act waits for it, and no trace of it is lost."""
        if self.audit_keys is None:
            raise RuntimeError("an audited act needs the keys of the audit log")
        found = _anchor(self.tx)
        anchor, is_ours = _read_anchor(found, self.tx, self.audit_keys)
        for entry in self.entries:
            words = _words(entry, self.at, self.audit_keys)
            if not is_ours:
                words["found"], is_ours = found[:_LONGEST_FOUND] or NONE, True
            words |= {"n": str(anchor.last + 1), "prev": anchor.last_mac}
            row = self.audit_keys.sign({name: value for name, value in words.items() if value})
            self.tx.write("XADD", keys.AUDIT, "*", *flat(row))
            anchor = Anchor(anchor.last + 1, row["mac"], anchor.base, anchor.base_mac)
        self.tx.write("SET", keys.AUDIT_ANCHOR, anchor.to_json(self.audit_keys))


def read(client: StoreClient) -> tuple[list[Row], str]:
    """Return the entries in their stored order, and the anchor of the same moment. Later entries
    are left out; if old ones are deleted meanwhile the reading begins again."""
    while True:
        anchor, last = _end(client)
        rows = [_row(fields) for _, fields in entries(client, keys.AUDIT, last=last)]
        if _base(anchor) == _base(_end(client)[0]):
            return rows, anchor


class OldEntries:
    """Deletes old entries, some at each step; any number of processes may do so."""

    def __init__(self, client: StoreClient, audit_keys: AuditKeys) -> None:
        self._client = client
        self._keys = audit_keys
        self._apply = script(client, "apply", when_full=True)

    def purge(self, before: datetime) -> int:
        """Take one step and return the number of deleted entries. The anchor records the last of
        them. An anchor that is not ours is left to the next entry: signed anew, it would look
        right."""
        tx = Transaction(self._client, f"audit:old:{uuid4()}", self._apply)
        found = _anchor(tx)
        anchor, is_ours = _read_anchor(found, tx, self._keys)
        ends = f"({to_ms(before)}"
        old: Any = self._client.xrange(keys.AUDIT, max=ends, count=_BATCH) if is_ours else []
        if not old:
            return 0
        last = _row(old[-1][1])
        base = number_of(last) or anchor.base + len(old)
        for entry, _ in old:
            tx.write("XDEL", keys.AUDIT, entry)
        moved = Anchor(anchor.last, anchor.last_mac, base, last.get("mac", ""))
        tx.write("SET", keys.AUDIT_ANCHOR, moved.to_json(self._keys))
        try:
            return len(old) if tx.commit() else 0
        except LostRace:
            return 0


def _end(client: StoreClient) -> tuple[str, bytes]:
    """Return the anchor and the id of the last entry, of one moment; without MULTI, which Redis
    refuses when its memory is full."""
    anchor: Any = client.get(keys.AUDIT_ANCHOR)
    while True:
        newest: Any = client.xrevrange(keys.AUDIT, count=1)
        again: Any = client.get(keys.AUDIT_ANCHOR)
        if again == anchor:
            return _text(anchor), newest[0][0] if newest else b"0-0"
        anchor = again


def _base(anchor: str) -> int:
    read = Anchor.from_words(words_of(anchor))
    return read.base if read else 0


def _text(kept: bytes | None) -> str:
    return (kept or b"").decode("utf-8", "replace")


def _anchor(tx: Transaction) -> str:
    return _text(tx.read("GET", keys.AUDIT_ANCHOR))


def _read_anchor(found: str, tx: Transaction, audit_keys: AuditKeys) -> tuple[Anchor, bool]:
    """Return the anchor at which the chain goes on, and whether the stored one is ours. Without a
    stored one the chain goes on behind the last entry."""
    words = words_of(found)
    anchor = Anchor.from_words(words)
    if anchor is not None:
        return anchor, audit_keys.is_signed(words)
    newest: Any = tx.read("XREVRANGE", keys.AUDIT, "+", "-", "COUNT", 1)
    row = _row(newest[0][1]) if newest else {}
    return Anchor(number_of(row) or 0, row.get("mac", "")), False


def _words(entry: AuditEntry, at: datetime, audit_keys: AuditKeys) -> Row:
    by = entry.by
    person = by.person if isinstance(by, Member) else by
    return {
        "at": str(to_ms(at)),
        "act": entry.act.value,
        "who": audit_keys.pseudonyms(person.id)[0] if person else OPERATOR,
        "role": by.role.value if isinstance(by, Member) else (CITIZEN if by else OPERATOR),
        "centre": by.centre if isinstance(by, Member) else "",
        "what": entry.what,
        "of": entry.of,
        "whom": audit_keys.pseudonyms(entry.whom)[0] if entry.whom else "",
    }


def _row(fields: dict[bytes, bytes]) -> Row:
    return {
        name.decode("utf-8", "replace"): value.decode("utf-8", "replace")
        for name, value in fields.items()
    }


def number_of(row: Row) -> int | None:
    """Return the number of an entry; None where it has no readable number."""
    digits = row.get("n", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


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
        """Return the keys of *settings*; the key file in DATA_DIR is read, or made, when it is
        needed."""
        return cls(partial(secret_keys, settings))

    def pseudonyms(self, person: int) -> list[str]:
        """Return a person's pseudonyms in the log, one for each key. They are derived from the
        person's integer id, so they lead to nobody once the person is erased."""
        return [_hmac(key, f"person {person}")[:_NAME_DIGITS] for key in self._keys().values()]

    def digest(self, text: str) -> str:
        """Return a keyed hash that replaces *text* where the text itself must not be stored."""
        return _hmac(next(iter(self._keys().values())), f"digest {text}")

    def sign(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return the fields *words* with the name of the key and their HMAC."""
        name, key = next(iter(self._keys().items()))
        named = {**words, "key": name}
        return {**named, "mac": _hmac(key, _spelled(named))}

    def knows(self, signed: Mapping[str, str]) -> bool:
        """Return whether the key that *signed* names is one of these."""
        return signed.get("key", "") in self._keys()

    def is_signed(self, signed: Mapping[str, str]) -> bool:
        """Return whether *signed* was signed by one of these keys and is unchanged."""
        key = self._keys().get(signed.get("key", ""))
        words = {name: value for name, value in signed.items() if name != "mac"}
        given = signed.get("mac", "").encode()
        return key is not None and hmac.compare_digest(_hmac(key, _spelled(words)).encode(), given)

    def _keys(self) -> dict[str, bytes]:
        """Return the keys by their names; a name does not disclose its key."""
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
        """Return the anchor as signed JSON."""
        words = {name: str(value) for name, value in asdict(self).items()}
        return json.dumps(keys.sign(words))

    @classmethod
    def from_words(cls, words: Mapping[str, str]) -> Anchor | None:
        """Return the anchor in *words*, signed or not; None if they are no anchor."""
        try:
            last, base = int(words["last"]), int(words["base"])
            return cls(last, words["last_mac"], base, words["base_mac"])
        except (KeyError, TypeError, ValueError):
            return None


def words_of(text: str) -> dict[str, str]:
    """Return the fields of an anchor; an empty mapping if *text* is no JSON object."""
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
