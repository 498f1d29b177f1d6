"""The people who wrote to the bot, the teams of the centres, and invitation codes, in Redis. A code
is 80 random bits, stored only as a hash, and bound to a centre and a role."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from cases.people import Invitation, Member, Person, Topic
from cases.ports import Timer
from config.clock import from_ms
from store import keys, timers
from store.codec import Fields, Words, as_json
from store.connection import StoreClient, Transaction, Write, flat
from store.exceptions import LostRace
from store.sign_in import end_all

_PERSON = Fields(
    Person,
    names={"line_id": "line"},
    always=[one.name for one in fields(Person) if one.name != "muted"],  # see set_muted()
    beside=["id"],
    spelled={"topic": Words(Topic, "about until case open").spelling()},
)


@dataclass(frozen=True, slots=True)
class RedisPeople:
    """Implements cases.ports.People on one transaction. A new id is assigned at once, outside the
    transaction: an id that is never used harms nobody, and two events of one new person must not
    conflict."""

    tx: Transaction
    give_id: Any
    at: datetime
    _ids: dict[str, int] = field(default_factory=dict)
    _new: dict[str, Person] = field(default_factory=dict)

    def of_line(self, line_id: str) -> Person:
        """Return the person with a LINE user id, stored or new. Raises LostRace. An event that LINE
        delivers again after its sender was erased creates no new person: it is handled for a
        placeholder with id 0, and its commit then finds that it was applied before and writes
        nothing."""
        number = self._id(line_id)
        if not number:
            return Person(0, line_id)
        known = self._find(number, line_id)
        if known is None and line_id not in self._new:
            self._new[line_id] = Person(number, line_id, since=self.at)
            self.save(self._new[line_id])
        return known or self._new[line_id]

    def known(self, line_id: str) -> Person | None:
        if line_id in self._new:
            return self._new[line_id]
        if line_id not in self._ids:
            number = self.tx.peek("HGET", keys.PEOPLE, line_id)
            if number is None:
                return None
            self._ids[line_id] = int(number)
        number = self._ids[line_id]
        return self._find(number, line_id) if number else None

    def find_all(self, ids: Sequence[int]) -> list[Person]:
        rows = self.tx.read_each([("HGETALL", keys.person(number)) for number in ids])
        return [_person(number, raw) for number, raw in zip(ids, rows, strict=True) if raw]

    def save(self, person: Person) -> None:
        self.tx.write("HSET", keys.person(person.id), *flat(_PERSON.write(person)))

    def forgotten_at(self, people: Sequence[Person]) -> list[datetime | None]:
        rows = [timers.row(Timer.FORGET_PERSON, str(person.id)) for person in people]
        found = self.tx.peek_each([("ZSCORE", keys.FORGETTING, one) for one in rows])
        return [None if due is None else from_ms(int(float(due))) for due in found]

    def set_muted(self, person: Person, *, muted: bool) -> None:
        self.tx.write("HSET", keys.person(person.id), "muted", int(muted))

    def set_noticed(self, person: Person) -> None:
        self.tx.write("HSET", keys.person(person.id), "noticed", 1)

    def erase(self, person: Person) -> None:
        """Delete the link from the LINE user id to the integer id, and the data stored under that
        id."""
        self.tx.write("HDEL", keys.PEOPLE, person.line_id)
        self.tx.write("DEL", keys.person(person.id))
        self.tx.write("ZREM", keys.FORGETTING, timers.row(Timer.FORGET_PERSON, str(person.id)))

    def _find(self, number: int, line_id: str) -> Person | None:
        """Return a person, read together with the index: an event that looked the id up before an
        erasure does not write the erased person back."""
        indexed, raw = self.tx.read_each(
            [("HGET", keys.PEOPLE, line_id), ("HGETALL", keys.person(number))]
        )
        if indexed is None or int(indexed) != number:
            raise LostRace
        return _person(number, raw) if raw else None

    def _id(self, line_id: str) -> int:
        if line_id not in self._ids:
            names = [keys.PEOPLE, keys.PERSON_NUMBER, keys.applied(self.tx.event)]
            self._ids[line_id] = int(
                self.give_id(keys=names, args=[line_id], client=self.tx.client)
            )
        return self._ids[line_id]


def _person(number: int, raw: Mapping[bytes, bytes]) -> Person:
    return _PERSON.read_hash(raw, {"id": number})


_HOUR_S = 3600
_KEPT = ("line_id", "language", "blocked")
#: A membership holds those data of its person that an alert needs.
_MEMBER = Fields(
    Member,
    names={"person.line_id": "line"},
    always=["person.language", "person.blocked"],
    beside=["centre", *(f"person.{one.name}" for one in fields(Person) if one.name not in _KEPT)],
    spell=as_json,
)


@dataclass(frozen=True, slots=True)
class RedisTeams:
    """Implements cases.ports.Teams on one transaction. A membership holds what an alert needs of
    its person, so that a team is one read."""

    tx: Transaction

    def of(self, centre: str) -> list[Member]:
        return team(centre, self.tx.read("HGETALL", keys.team(centre)))

    def find(self, person: Person) -> Member | None:
        if person.centre is None:
            return None
        raw = self.tx.read("HGET", keys.team(person.centre), person.id)
        return replace(_member(person.id, person.centre, raw), person=person) if raw else None

    def save(self, member: Member) -> None:
        kept = json.dumps(_MEMBER.write(member))
        self.tx.write("HSET", keys.team(member.centre), member.person.id, kept)

    def remove(self, member: Member) -> None:
        """Delete a membership, and end the member's sessions."""
        self.tx.write("HDEL", keys.team(member.centre), member.person.id)
        end_all(self.tx.write, member.person.id)

    def find_invitation(self, code: str) -> Invitation | None:
        raw = self.tx.read("HGETALL", keys.invitation(digest(code)))
        if not raw or int(raw[b"uses"]) < 1:
            return None
        return INVITATION.read_hash(raw)

    def redeem_invitation(self, code: str) -> None:
        """Use up one use of the invitation of *code*; from now on its name is stored with the
        member alone."""
        self.tx.write("HINCRBY", keys.invitation(digest(code)), "uses", -1)
        self.tx.write("HSET", keys.invitation(digest(code)), "name", "")

    def wrong_codes(self, person: Person) -> int:
        return int(self.tx.read("GET", keys.wrong_codes(person.id)) or 0)

    def count_wrong_code(self, person: Person) -> None:
        """Count one more wrong code; the hour runs from the first."""
        self.tx.write("INCR", keys.wrong_codes(person.id))
        self.tx.write("EXPIRE", keys.wrong_codes(person.id), _HOUR_S, "NX")


def team(centre: str, rows: Mapping[bytes, bytes]) -> list[Member]:
    """Return the members in a team's hash."""
    members = [_member(int(number), centre, raw) for number, raw in rows.items()]
    return sorted(members, key=lambda member: member.person.id)


def _member(number: int, centre: str, raw: bytes) -> Member:
    given = {"person.id": number, "person.centre": centre, "centre": centre}
    return _MEMBER.read(json.loads(raw), given)


#: Crockford's alphabet: no I, L, O, U, which people confuse with other signs.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 16
_GROUP = 4
#: The hash of an invitation, without the number of uses left.
INVITATION = Fields(Invitation, always=["name"])
_ALIKE = str.maketrans("ILO", "110", " -")


def invite(client: StoreClient, invitation: Invitation, *, uses: int, days: int) -> str:
    """Store an invitation for *days* and *uses*; return its code, which is shown this once."""
    code = draw()
    pipeline = client.pipeline(transaction=True)
    keep(pipeline.execute_command, code, invitation, uses=uses, days=days)
    pipeline.execute()
    return code


def keep(write: Write, code: str, invitation: Invitation, *, uses: int, days: int) -> None:
    """Write an invitation under the hash of its code."""
    fields = {**INVITATION.write(invitation), "uses": uses}
    write("HSET", keys.invitation(digest(code)), *flat(fields))
    write("EXPIRE", keys.invitation(digest(code)), days * 24 * 3600)


def draw() -> str:
    """Return a random code with a digit: letters alone, typed without dashes, are taken for a
    word."""
    code = ""
    while not any(sign.isdigit() for sign in code):
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def digest(code: str) -> str:
    """Return the hash of a code as typed: case, dashes, blanks and look-alikes do not matter."""
    typed = code.upper().translate(_ALIKE)
    return hashlib.sha256(typed.encode()).hexdigest()
