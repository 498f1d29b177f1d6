"""The persons who wrote to the bot, in Redis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from cases.people import Person, Topic
from cases.ports import Timer
from store import keys, timers
from store.codec import Fields, Words
from store.exceptions import LostRace
from store.transaction import Transaction, flat

_PERSON = Fields(
    Person,
    names={"line_id": "line"},
    always=[one.name for one in fields(Person)],
    beside=["id"],
    spelled={"topic": Words(Topic, "about until case open").spelling()},
)


@dataclass(frozen=True, slots=True)
class RedisPeople:
    """cases.ports.People on one transaction.

    A new id is given at once, outside the transaction: an id that is never used harms nobody,
    and two events of one new person must not fight for it."""

    tx: Transaction
    give_id: Any
    at: datetime
    _ids: dict[str, int] = field(default_factory=dict)
    _new: dict[str, Person] = field(default_factory=dict)

    def of_line(self, line_id: str) -> Person:
        """Return the person behind a LINE user id, known or new. Raises LostRace.

        An event that LINE delivers again after its sender was erased creates no new person: it is
        handled for a placeholder with id 0, and its commit then finds that it was applied before
        and writes nothing."""
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

    def set_noticed(self, person: Person) -> None:
        self.tx.write("HSET", keys.person(person.id), "noticed", 1)

    def erase(self, person: Person) -> None:
        """Delete the way from the LINE user id to the number, and what is kept of the number."""
        self.tx.write("HDEL", keys.PEOPLE, person.line_id)
        self.tx.write("DEL", keys.person(person.id))
        self.tx.write("ZREM", keys.FORGETTING, timers.row(Timer.FORGET_PERSON, str(person.id)))

    def _find(self, number: int, line_id: str) -> Person | None:
        """Read a person together with the index: one who is erased meanwhile is not written back
        by an event that had looked the number up before."""
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
