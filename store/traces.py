"""All that leads to one person in Redis, counted and erased.

What lies in the streams and hashes of calls and dead letters is looked at, not compared at the
commit: senders take from them all the time. What a sender has in hand meanwhile is gone from the
outbox when it comes back, so that it is neither tried again nor parked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases.case import Detail, Form
from cases.kept import Kept
from cases.people import Person
from store import keys
from store.cases import RedisCases
from store.failures import read_parked
from store.stream import GROUP
from store.transaction import Transaction, Word, flat

#: So many entries are read at a time, that nobody waits long behind it.
_BATCH = 500
#: So much of what somebody wrote is looked for in the calls of its case: cards cut the rest.
_LOOKED_FOR = 12
#: What is kept of one person alone, beside who they are.
_OF_ONE_PERSON = (keys.shared, keys.pace, keys.aside, keys.danger, keys.false_reports,
                  keys.caller_words, keys.before_place, keys.wrong_codes, keys.unusable_photo,
                  keys.sign_in_of, keys.sessions_of)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Added:
    """What a person added to a case."""

    case: str
    detail: Detail


@dataclass(frozen=True, slots=True)
class RedisTraces:
    """cases.person_ports.Traces on one transaction."""

    tx: Transaction

    def kept(self, person: Person) -> Kept:
        """Count what is kept of *person*."""
        numbers = self._cases_of(person)
        forms = [one.detail.form for one in self._added(person, numbers)]
        shares = sum(1 for _ in self._shares(person, numbers))
        photos = forms.count(Form.PHOTO)
        return Kept(shares, len(numbers), len(forms) - photos, photos)

    def erase(self, person: Person) -> dict[str, list[str]]:
        """Delete what is kept of *person*, but who they are; return the ids of their photos by
        case."""
        numbers = self._cases_of(person)
        # Every message counts here: one that is worked on at the same time makes this begin anew.
        self.tx.read("HGETALL", keys.pace(person.id))
        for number, share in self._shares(person, numbers):
            self.tx.write("HDEL", keys.shares(number), share)
        added = self._added(person, numbers)
        for one in added:
            self.tx.write("HDEL", keys.details(one.case), one.detail.id)
        for key in _OF_ONE_PERSON:
            self.tx.write("DEL", key(person.id))
        self._forget_calls(_Sought.of(person, added))
        self._forget_dead_letters(person)
        photos: defaultdict[str, list[str]] = defaultdict(list)
        for one in added:
            if one.detail.form is Form.PHOTO:
                photos[one.case].append(one.detail.id)
        return dict(photos)

    def _cases_of(self, person: Person) -> list[str]:
        return [one.decode() for one in self.tx.read("ZRANGE", keys.shared(person.id), 0, -1)]

    def _shares(self, person: Person, numbers: list[str]) -> Iterator[tuple[str, str]]:
        shares = RedisCases(self.tx).shares
        for number in numbers:
            yield from ((number, one.id) for one in shares(number) if one.person == person.id)

    def _added(self, person: Person, numbers: list[str]) -> list[_Added]:
        details = RedisCases(self.tx).details
        found = ((number, one) for number in numbers for one in details(number))
        return [_Added(number, one) for number, one in found if one.person == person.id]

    def _forget_calls(self, sought: _Sought) -> None:
        """Delete the calls that wait; the outbox is looked through twice, for a call may come back
        to it from where it waits meanwhile."""
        self._take_out(sought)
        for waiting in (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA):
            for batch in self._scan("ZSCAN", waiting):
                for call in filter(sought.is_in, batch[::2]):
                    self.tx.write("ZREM", waiting, call)
        self._take_out(sought)
        for batch in self._scan("HSCAN", keys.PARKED):
            for name, row in zip(batch[::2], batch[1::2], strict=True):
                if sought.is_in_parked(row):
                    self.tx.write("HDEL", keys.PARKED, name)

    def _forget_dead_letters(self, person: Person) -> None:
        """Take the person's events out of the bodies that could not be worked on."""
        for entry, fields in self._stream(keys.DEAD):
            if person.line_id.encode() not in b"".join(fields.values()):
                continue
            self.tx.write("XDEL", keys.DEAD, entry)
            rest = _without(person.line_id, fields.get(b"body", b""))
            if rest:
                named = {name.decode(): value for name, value in fields.items()}
                self.tx.write("XADD", keys.DEAD, "*", *flat(named | {"body": rest}))

    def _take_out(self, sought: _Sought) -> None:
        for entry, fields in self._stream(keys.OUTBOX):
            if sought.is_in(fields.get(b"call", b"")):
                self.tx.write("XACK", keys.OUTBOX, GROUP, entry)
                self.tx.write("XDEL", keys.OUTBOX, entry)

    def _stream(self, key: str) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
        first = "-"
        while rows := self.tx.look("XRANGE", key, first, "+", "COUNT", _BATCH):
            yield from rows
            first = f"({rows[-1][0].decode()}"

    def _scan(self, command: str, key: str) -> Iterator[list[Any]]:
        """Walk through a big key; what stands still all the while is seen for certain."""
        cursor: Word = 0
        while True:
            raw, batch = self.tx.look(command, key, cursor, "COUNT", _BATCH)
            yield _flat(batch)
            cursor = int(raw)
            if cursor == 0:
                return


@dataclass(frozen=True, slots=True)
class _Sought:
    """What tells a call that must not wait any longer: it goes to the person, or it brings an
    officer what the person wrote of a case. An alert never does, and is never taken out."""

    to: bytes
    words: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, person: Person, added: list[_Added]) -> _Sought:
        words = [(one.case, one.detail.text[:_LOOKED_FOR]) for one in added if one.detail.text]
        spelt = [(case.encode(), _in_json(text).encode()) for case, text in words]
        return cls(_in_json(person.line_id).encode(), tuple(spelt))

    def is_in(self, call: bytes) -> bool:
        """Return whether *call* is one of them."""
        if b'"to":"%b"' % self.to in call:
            return True
        if b'"alert_for":""' not in call:
            return False
        return any(case in call and words in call for case, words in self.words)

    def is_in_parked(self, row: bytes) -> bool:
        """Return whether a parked call is one of them. A row that cannot be read is searched as it
        lies there, and is one as soon as it names the person or holds their words of a case."""
        read = read_parked(row)
        if read is not None:
            return self.is_in(read[0].to_json().encode())
        plain = _unescaped(row)
        if _unescaped(self.to) in plain:
            return True
        return any(case in plain and _unescaped(words) in plain for case, words in self.words)


def _unescaped(json_text: bytes) -> bytes:
    """Drop the backslashes of JSON, of which JSON inside JSON has more."""
    return json_text.replace(b"\\", b"")


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _without(line_id: str, body: bytes) -> bytes:
    """Return a webhook body without the events of a person; nothing if no other is left."""
    try:
        told = json.loads(body)
        events = [one for one in told["events"] if line_id not in json.dumps(one)]
    except (ValueError, KeyError, TypeError):
        return b""
    rest = {**told, "events": events}
    return json.dumps(rest, ensure_ascii=False).encode() if events else b""


def _flat(batch: Any) -> list[Any]:
    """Return a scan's reply as the server does: redis-py makes a mapping or pairs of some."""
    if isinstance(batch, dict):
        return [word for pair in batch.items() for word in pair]
    if batch and isinstance(batch[0], tuple):
        return [word for pair in batch for word in pair]
    return list(batch)
