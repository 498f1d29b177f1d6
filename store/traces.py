"""All data in Redis that leads to one person: counted, erased, and redacted in queued calls.

Entries of calls and dead letters are read, but not compared at the commit: senders take from them
all the time. A call that a sender has in hand is gone from the outbox when it returns, so that it
is neither tried again nor parked; what a redaction leaves of it is queued once more."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.case import ATTACHMENTS, Case, Detail
from cases.masking import Kept, Quoted, words_of
from cases.people import Person
from store import keys
from store.cases import RedisCases
from store.connection import Transaction, Word, flat
from store.exceptions import BadCall
from store.failures import read_parked
from store.outbox import OutboundMessage, parked_row
from store.stream import GROUP, entries

#: The entries that are read at a time, few enough that no other client waits long.
_BATCH = 500
#: The keys of one person's data, beside their own record.
_OF_ONE_PERSON = (keys.shared, keys.pace, keys.aside, keys.danger, keys.false_reports,
                  keys.urgent_pace, keys.caller_words, keys.before_place, keys.wrong_codes,
                  keys.unusable_attachment, keys.answered_sets, keys.yes_no, keys.sign_in_of,
                  keys.sessions_of)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Added:
    """The data that a person added to a case."""

    case: Case
    detail: Detail


@dataclass(frozen=True, slots=True)
class RedisTraces:
    """Implements cases.ports.Traces on one transaction."""

    tx: Transaction
    words_at: Container[str] | None = None

    def kept(self, person: Person) -> Kept:
        numbers = self._cases_of(person)
        forms = [one.detail.form for one in self._added(person, numbers)]
        shares = sum(1 for _ in self._shares(person, numbers))
        attachments = sum(form in ATTACHMENTS for form in forms)
        return Kept(shares, len(numbers), len(forms) - attachments, attachments)

    def erase(self, person: Person, quoted: Sequence[Quoted]) -> dict[str, list[str]]:
        numbers = self._cases_of(person)
        # Every message changes this key: one that is handled at the same time makes this begin
        # anew.
        self.tx.read("HGETALL", keys.pace(person.id))
        for number, share in self._shares(person, numbers):
            self.tx.write("HDEL", keys.shares(number), share)
        added = self._added(person, numbers)
        for one in added:
            self.tx.write("HDEL", keys.details(one.case.number), one.detail.id)
        for key in _OF_ONE_PERSON:
            self.tx.write("DEL", key(person.id))
        words = [one for each in added for one in words_of(each.case, [each.detail])]
        self._forget_calls(_Sought(person.line_id, Redaction.of([*quoted, *words], self.words_at)))
        self._forget_dead_letters(person.line_id)
        attachments: defaultdict[str, list[str]] = defaultdict(list)
        for one in added:
            if one.detail.form in ATTACHMENTS:
                attachments[one.case.number].append(one.detail.id)
        return dict(attachments)

    def take_back(self, message: str, quoted: Sequence[Quoted]) -> None:
        self._forget_dead_letters(message)
        redaction = Redaction.of(quoted, self.words_at)
        if redaction.quoted:
            self._forget_calls(_Sought("", redaction))

    def _cases_of(self, person: Person) -> list[str]:
        return [one.decode() for one in self.tx.read("ZRANGE", keys.shared(person.id), 0, -1)]

    def _shares(self, person: Person, numbers: list[str]) -> Iterator[tuple[str, str]]:
        shares = RedisCases(self.tx).shares
        for number in numbers:
            yield from ((number, one.id) for one in shares(number) if one.person == person.id)

    def _added(self, person: Person, numbers: list[str]) -> list[_Added]:
        cases = RedisCases(self.tx)
        found = [case for case in map(cases.find, numbers) if case is not None]
        all_added = (_Added(case, one) for case in found for one in cases.details(case.number))
        return [one for one in all_added if one.detail.person == person.id]

    def _forget_calls(self, sought: _Sought) -> None:
        """Delete or redact the waiting calls. The outbox is read twice, for a call may return to it
        from another queue meanwhile."""
        seen: set[bytes] = set()
        self._look_through_outbox(sought, seen)
        for waiting in (keys.OUTBOX_LATER, keys.WAITING_FOR_LINE, keys.WAITING_FOR_QUOTA):
            for batch in self._scan("ZSCAN", waiting):
                for call in filter(sought.is_in, batch[::2]):
                    self._replace_waiting(waiting, call, sought)
        self._look_through_outbox(sought, seen)
        for batch in self._scan("HSCAN", keys.PARKED):
            for name, row in zip(batch[::2], batch[1::2], strict=True):
                self._replace_parked(name, row, sought)

    def _look_through_outbox(self, sought: _Sought, seen: set[bytes]) -> None:
        for entry, fields in entries(self.tx.client, keys.OUTBOX):
            call = fields.get(b"call", b"")
            # Compared at the commit: a call that a sender delivers meanwhile must not be queued
            # once more.
            if entry in seen or not sought.is_in(call):
                continue
            if not self.tx.read("XRANGE", keys.OUTBOX, entry, entry):
                continue
            seen.add(entry)
            self.tx.write("XACK", keys.OUTBOX, GROUP, entry)
            self.tx.write("XDEL", keys.OUTBOX, entry)
            rest = sought.rest_of(call)
            if rest is not None:
                named = {name.decode(): value for name, value in fields.items()}
                self.tx.write("XADD", keys.OUTBOX, "*", *flat({**named, "call": rest}))

    def _replace_waiting(self, waiting: str, call: bytes, sought: _Sought) -> None:
        score = self.tx.read("ZSCORE", waiting, call)
        if score is None:
            return
        self.tx.write("ZREM", waiting, call)
        rest = sought.rest_of(call)
        if rest is not None:
            self.tx.write("ZADD", waiting, float(score), rest)

    def _replace_parked(self, name: bytes, row: bytes, sought: _Sought) -> None:
        """Redact a parked call. An unreadable row is deleted if it holds the person or their
        words."""
        read = read_parked(row)
        if read is None:
            if sought.is_in_unreadable(row):
                self.tx.write("HDEL", keys.PARKED, name)
            return
        call = read[0].to_json().encode()
        if not sought.is_in(call) or self.tx.read("HGET", keys.PARKED, name) is None:
            return
        rest = sought.rest_of(call)
        if rest is None:
            self.tx.write("HDEL", keys.PARKED, name)
        else:
            self.tx.write("HSET", keys.PARKED, name, parked_row(rest, read[1]))

    def _forget_dead_letters(self, named: str) -> None:
        """Remove the events that name a person or a message from the bodies of dead letters."""
        for entry, fields in entries(self.tx.client, keys.DEAD):
            if named.encode() not in b"".join(fields.values()):
                continue
            rest = _without(named, fields.get(b"body", b""))
            if rest == fields.get(b"body"):
                continue
            self.tx.write("XDEL", keys.DEAD, entry)
            if rest:
                kept = {name.decode(): value for name, value in fields.items()}
                self.tx.write("XADD", keys.DEAD, "*", *flat(kept | {"body": rest}))

    def _scan(self, command: str, key: str) -> Iterator[list[Any]]:
        """Yield a big key in batches; members that are there all the while are yielded for
        certain."""
        cursor: Word = 0
        while True:
            raw, batch = self.tx.peek(command, key, cursor, "COUNT", _BATCH)
            yield _flat(batch)
            cursor = int(raw)
            if cursor == 0:
                return


@dataclass(frozen=True, slots=True)
class _Sought:
    """Selects the calls to change: those to the LINE user id *to*, and those with redacted
    words."""

    to: str
    redaction: Redaction

    def is_in(self, call: bytes) -> bool:
        """Return whether *call* must be changed."""
        return self._goes_to(call) is not None or self.redaction.redact(call) is not None

    def rest_of(self, call: bytes) -> str | None:
        """Return what is left of a call: None of one to the person alone, one to several without
        the person, any other without the quotes."""
        found = self._goes_to(call)
        if found is None:
            return self.redaction.redact(call)
        others = b" ".join(one for one in found[1].split() if one != self._person())
        if not others:
            return None
        rest = call[: found.start(1)] + others + call[found.end(1) :]
        return self.redaction.redact(rest) or rest.decode()

    def is_in_unreadable(self, row: bytes) -> bool:
        """Return whether a row that is no call names the person, or holds redacted words."""
        named = self.to.encode()
        return bool(named and named in row) or self.redaction.is_in(row)

    def _goes_to(self, call: bytes) -> re.Match[bytes] | None:
        named = [one for one in _TO.finditer(call) if self._person() in one[1].split()]
        return named[0] if self.to and named else None

    def _person(self) -> bytes:
        return json.dumps(self.to, ensure_ascii=False)[1:-1].encode()


#: The recipients of a call, one or several with blanks between.
_TO = re.compile(rb'"to":"((?:[^"\\]|\\.)*)"')


def _without(named: str, body: bytes) -> bytes:
    """Return a webhook body without the events that name a person or a message; empty if no other
    is left, or if it cannot be read."""
    try:
        told = json.loads(body)
        events = [one for one in told["events"] if not _names(named, one)]
    except (ValueError, KeyError, TypeError):
        return b""
    if len(events) == len(told["events"]):
        return body
    rest = {**told, "events": events}
    return json.dumps(rest, ensure_ascii=False).encode() if events else b""


def _names(named: str, part: object) -> bool:
    """Return whether a value of an event is *named*: a message's id may stand within a number."""
    if isinstance(part, dict):
        return any(_names(named, one) for one in part.values())
    if isinstance(part, list):
        return any(_names(named, one) for one in part)
    return part == named


def _flat(batch: Any) -> list[Any]:
    """Return a scan's reply in the server's form: redis-py makes a mapping or pairs of some."""
    if isinstance(batch, dict):
        return [word for pair in batch.items() for word in pair]
    if batch and isinstance(batch[0], tuple):
        return [word for pair in batch for word in pair]
    return list(batch)


#: Words at least this long are redacted wherever they stand; shorter ones only as a line of their
#: own.
_CERTAIN = 12
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Redaction:
    """The words to remove from messages, and the names of their fields (without any: all text)."""

    quoted: tuple[Quoted, ...]
    words_at: Container[str] | None = None

    @classmethod
    def of(cls, quoted: Iterable[Quoted], words_at: Container[str] | None = None) -> Redaction:
        """Return the redaction of *quoted*, without those that have no letter: a card has numbers
        of its own."""
        return cls(tuple(one for one in quoted if _is_sought(one)), words_at)

    def redact(self, call: bytes) -> str | None:
        """Return *call* without the words; None if it has none of them, or cannot be read."""
        if not self.quoted:
            return None
        try:
            before = OutboundMessage.from_json(call)
        except BadCall:
            return None
        texts = before.texts().encode()
        named = [one for one in self.quoted if _is_about(one, texts)]
        patterns = [(_pattern(one), one.instead) for one in named]
        messages = tuple(self._without(message, patterns) for message in before.messages)
        return None if messages == before.messages else replace(before, messages=messages).to_json()

    def _without(
        self, part: Any, patterns: list[tuple[re.Pattern[str], str]], name: str = ""
    ) -> Any:
        if isinstance(part, Mapping):
            return {key: self._without(inner, patterns, key) for key, inner in part.items()}
        if isinstance(part, list | tuple):
            return [self._without(one, patterns) for one in part]
        if isinstance(part, str) and (self.words_at is None or name in self.words_at):
            return _read_without(part, patterns)
        return part

    def is_in(self, unreadable: bytes) -> bool:
        """Return whether a row that cannot be read as a call holds any of the words."""
        plain = unreadable.replace(b"\\", b"")
        return any(
            _is_about(one, plain) and one.text[:_CERTAIN].replace("\\", "").encode() in plain
            for one in self.quoted
            if len(one.text) >= _CERTAIN or one.cases
        )


def _is_sought(one: Quoted) -> bool:
    return any(sign.isalpha() for sign in one.text) if one.is_name else bool(one.text.strip())


def _is_about(one: Quoted, call: bytes) -> bool:
    return not one.cases or any(number.encode() in call for number in one.cases)


def _pattern(one: Quoted) -> re.Pattern[str]:
    """Return the pattern that finds a text whole or cut, with any blanks between its words."""
    line = " ".join(one.text.split())
    whole = _spelt(line)
    cut = [
        _spelt(line[:end]) + _CUT
        for end in range(len(line) - 1, _CERTAIN - 1, -1)
        if not line[:end].endswith(" ")
    ]
    either = "|".join([whole, *cut])
    if one.is_name:
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    if len(line) >= _CERTAIN:
        return re.compile(either)
    return re.compile(rf"(?m)(?:^|(?<=^• ))(?:{either})$")


def _spelt(line: str) -> str:
    return r"\s+".join(re.escape(word) for word in line.split())


def _read_without(text: str, patterns: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, instead in patterns:
        text = pattern.sub(instead.replace("\\", r"\\"), text)
    return text
