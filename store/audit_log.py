"""The audit log in Redis: its writer on a transaction, its reader, and the end of what is old.

Optimistic like everything else here: the anchor is read, the HMACs are made in Python, and the
commit compares the anchor, so that of two who append at once one decides again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from cases.audit import AuditEntry
from cases.people import Member
from config.clock import to_ms
from store import keys
from store.audit_chain import Anchor, AuditKeys, words_of
from store.connection import StoreClient, Transaction, flat, script
from store.exceptions import LostRace

OPERATOR = "operator"
CITIZEN = "citizen"
#: What an entry says where it found no anchor.
NONE = "none"
#: What stood in the anchor's place is kept, but not a book.
_LONGEST_FOUND = 1_000
#: So many entries are read, and so many deleted, in one step.
_BATCH = 500

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class RedisAudit:
    """cases.ports.Audit on one transaction."""

    tx: Transaction
    audit_keys: AuditKeys | None
    at: datetime
    entries: list[AuditEntry] = field(default_factory=list)

    def record(self, entry: AuditEntry) -> None:
        self.entries.append(entry)

    def write(self) -> None:
        """Chain what was recorded to what is there. An anchor that this process cannot verify is
        kept within the next entry: no act waits for it, and no trace of it is lost."""
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
    """Return the entries in the order in which they lie, and the anchor of the same moment: what
    comes later is left out, and what became too old meanwhile makes this begin again."""
    while True:
        anchor, last = _end(client)
        rows = list(_rows(client, last))
        if _base(anchor) == _base(_end(client)[0]):
            return rows, anchor


class OldEntries:
    """Deletes what is too old, some of it at each step; any number of processes may."""

    def __init__(self, client: StoreClient, audit_keys: AuditKeys) -> None:
        self._client = client
        self._keys = audit_keys
        self._apply = script(client, "apply", when_full=True)

    def purge(self, before: datetime) -> int:
        """Take one step and return how many entries it deleted. The anchor remembers the last of
        them. One that is not ours is left to the next entry: signed anew, it would look right."""
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
    """Return the anchor and the id of the entry that lies last, of one moment; without MULTI, which
    Redis refuses where its memory is full."""
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
    """Return where the chain goes on, and whether the anchor that says so is ours. Where there is
    none it goes on behind the entry that lies last."""
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


def _rows(client: StoreClient, last: bytes) -> Iterator[Row]:
    first = "-"
    while rows := _range(client, first, last):
        yield from (_row(fields) for _, fields in rows)
        first = f"({rows[-1][0].decode()}"


def _range(client: StoreClient, first: str, last: bytes) -> Any:
    return client.xrange(keys.AUDIT, min=first, max=last, count=_BATCH)


def _row(fields: dict[bytes, bytes]) -> Row:
    return {
        name.decode("utf-8", "replace"): value.decode("utf-8", "replace")
        for name, value in fields.items()
    }


def number_of(row: Row) -> int | None:
    """Return the number of an entry; None where it has no readable number."""
    digits = row.get("n", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
