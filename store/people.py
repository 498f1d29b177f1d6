"""Who wrote to the bot, in Redis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.details import Question
from cases.people import About, Language, Person, Topic
from store import keys
from store.moments import from_ms, to_ms
from store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RedisPeople:
    """cases.ports.People on one transaction.

    A new id is given at once, outside the transaction: an id that is never used harms nobody,
    and two events of one new person must not fight for it."""

    tx: Transaction
    give_id: Any
    _ids: dict[str, int] = field(default_factory=dict)

    def of_line(self, line_id: str) -> Person:
        """Give the person behind a LINE user id, known or new."""
        number = self._id(line_id)
        raw = self.tx.read("HGETALL", keys.person(number))
        if raw:
            return _person(number, raw)
        person = Person(number, line_id)
        self.save(person)
        return person

    def find_all(self, ids: Sequence[int]) -> list[Person]:
        """Give those of *ids* that are not erased."""
        rows = self.tx.read_each([("HGETALL", keys.person(number)) for number in ids])
        return [_person(number, raw) for number, raw in zip(ids, rows, strict=True) if raw]

    def save(self, person: Person) -> None:
        """Write all that is kept of *person*."""
        fields = {
            "line": person.line_id,
            "language": person.language.value,
            "blocked": int(person.blocked),
            "blocked_at": to_ms(person.blocked_at),
            "centre": person.centre or "",
            "topic": _topic_words(person.topic),
        }
        self.tx.write(
            "HSET", keys.person(person.id), *(word for pair in fields.items() for word in pair)
        )

    def _id(self, line_id: str) -> int:
        if line_id not in self._ids:
            names = [keys.PEOPLE, keys.PERSON_NUMBER]
            self._ids[line_id] = int(
                self.give_id(keys=names, args=[line_id], client=self.tx.client)
            )
        return self._ids[line_id]


def _person(number: int, raw: Mapping[bytes, bytes]) -> Person:
    return Person(
        id=number,
        line_id=raw[b"line"].decode(),
        language=Language(raw[b"language"].decode()),
        blocked=raw[b"blocked"] == b"1",
        blocked_at=from_ms(int(raw[b"blocked_at"])),
        centre=raw[b"centre"].decode() or None,
        topic=_topic(raw.get(b"topic", b"").decode()),
    )


def _topic_words(topic: Topic | None) -> str:
    if topic is None:
        return ""
    return f"{topic.about.value} {to_ms(topic.until)} {topic.case} {','.join(topic.open)}"


def _topic(words: str) -> Topic | None:
    if not words:
        return None
    about, until, case, *rest = words.split(" ", 3)
    asked = tuple(Question(one) for one in "".join(rest).split(",") if one)
    return Topic(About(about), case, from_ms(int(until)), asked)
