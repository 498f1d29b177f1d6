"""Limits of a person, their false reports, unsent messages that have not come yet, and the state of
pushes, in Redis."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from cases.case import Case, Detail, Form, State
from cases.command_words import read_words, write_words
from cases.people import NOBODY, TEN_MINUTES, Aside, Pace, Person, UrgentPace, Window
from cases.yes_no import Answer, YesNo
from config.clock import from_ms, to_ms
from store import keys
from store.codec import Fields, Row, Spelling, Words
from store.connection import MARK_LIFE_S, StoreClient, Transaction, Write, flat, replies

_DAY_S = 24 * 3600
#: Long enough to call first and then to tap; a place is not kept longer than it may be needed.
ASIDE_LIFE_S = 15 * 60
#: A person who writes before sharing shares within minutes.
_BEFORE_PLACE_LIFE_S = 10 * 60
_WINDOW = Words(Window, "began count").spelling()
_PACE = Fields(
    Pace,
    names={"shares_of_day": "day"},
    always=[one.name for one in fields(Pace)],
    spelled=dict.fromkeys(("messages", "shares", "shares_of_day"), _WINDOW),
)
_URGENT_PACE = Fields(
    UrgentPace,
    names={"of_day": "day"},
    always=[one.name for one in fields(UrgentPace)],
    spelled=dict.fromkeys(("lately", "of_day"), _WINDOW),
)
_ASIDE = Row(Aside, "event at message place.point.latitude place.point.longitude place.address")
_CALLER_WORDS = Row(Detail, "id at text", beside=["person", "form"])
_OF_CALLER = {"person": NOBODY, "form": Form.WORDS}
_BEFORE_PLACE = Row(Detail, "id at form text", beside=["person"])
_COMMANDS = Spelling(
    lambda known: {answer: write_words(command) for answer, command in known.items()},
    lambda kept: {Answer(answer): read_words(words) for answer, words in kept.items()},
)
_YES_NO = Row(YesNo, "commands since until", spelled={"commands": _COMMANDS})


@dataclass(frozen=True, slots=True)
class RedisLimits:
    """Implements cases.ports.Limits on one transaction. All keys are the person's own: nobody waits
    for anybody else."""

    tx: Transaction
    now: datetime

    def pace(self, person: Person) -> Pace:
        return _PACE.read_hash(self.tx.read("HGETALL", keys.pace(person.id)))

    def save_pace(self, person: Person, pace: Pace) -> None:
        self.tx.write("HSET", keys.pace(person.id), *flat(_PACE.write(pace)))
        self.tx.write("EXPIRE", keys.pace(person.id), _DAY_S)

    def urgent_pace(self, person: int) -> UrgentPace:
        return _URGENT_PACE.read_hash(self.tx.read("HGETALL", keys.urgent_pace(person)))

    def save_urgent_pace(self, person: int, pace: UrgentPace) -> None:
        self.tx.write("HSET", keys.urgent_pace(person), *flat(_URGENT_PACE.write(pace)))
        self.tx.write("EXPIRE", keys.urgent_pace(person), _DAY_S)

    def mark_summed_up(self) -> None:
        self.tx.write("SET", keys.SUMMED_UP, to_ms(self.now), "EX", _DAY_S)
        self.tx.write("HINCRBY", keys.TALLIES, "urgent_summed_up", 1)

    def may_speak(self, centre: str) -> bool:
        key = keys.spoken_summed_up(centre)
        if self.tx.read("EXISTS", key):
            return False
        self.tx.write("SET", key, 1, "EX", TEN_MINUTES.seconds)
        return True

    def aside(self, person: Person) -> Aside | None:
        kept = self.tx.read("GET", keys.aside(person.id))
        return _ASIDE.read(json.loads(kept)) if kept else None

    def put_aside(self, person: Person, aside: Aside) -> None:
        kept = json.dumps(_ASIDE.write(aside), ensure_ascii=False)
        self.tx.write("SET", keys.aside(person.id), kept, "EX", ASIDE_LIFE_S)

    def drop_aside(self, person: Person) -> None:
        self.tx.write("DEL", keys.aside(person.id))

    def danger(self, person: Person) -> str | None:
        kept = self.tx.read("GET", keys.danger(person.id))
        return kept.decode() if kept else None

    def put_danger(self, person: Person, why: str) -> None:
        self.tx.write("SET", keys.danger(person.id), why, "EX", ASIDE_LIFE_S)

    def drop_danger(self, person: Person) -> None:
        self.tx.write("DEL", keys.danger(person.id))

    def caller_words(self, person: Person) -> list[Detail]:
        kept = json.loads(self.tx.read("GET", keys.caller_words(person.id)) or "[]")
        return [_CALLER_WORDS.read(row, _OF_CALLER) for row in kept]

    def put_caller_words(self, person: Person, words: Sequence[Detail]) -> None:
        if not words:
            self.tx.write("DEL", keys.caller_words(person.id))
            return
        kept = json.dumps([_CALLER_WORDS.write(one) for one in words], ensure_ascii=False)
        self.tx.write("SET", keys.caller_words(person.id), kept, "EX", ASIDE_LIFE_S)

    def before_place(self, person: Person) -> list[Detail]:
        kept = json.loads(self.tx.read("GET", keys.before_place(person.id)) or "[]")
        return [_BEFORE_PLACE.read(row, {"person": person.id}) for row in kept]

    def put_before_place(self, person: Person, details: Sequence[Detail]) -> None:
        if not details:
            self.tx.write("DEL", keys.before_place(person.id))
            return
        kept = json.dumps([_BEFORE_PLACE.write(one) for one in details], ensure_ascii=False)
        self.tx.write("SET", keys.before_place(person.id), kept, "EX", _BEFORE_PLACE_LIFE_S)

    def yes_no(self, person: int) -> YesNo | None:
        kept = self.tx.read("GET", keys.yes_no(person))
        return _YES_NO.read(json.loads(kept)) if kept else None

    def put_yes_no(self, person: int, asked: YesNo | None) -> None:
        key = keys.yes_no(person)
        if asked is None:
            self.tx.write("DEL", key)
            return
        kept = json.dumps(_YES_NO.write(asked))
        self.tx.write("SET", key, kept, "EX", max(1, int((asked.until - self.now).total_seconds())))

    def false_reports(self, people: Sequence[int]) -> list[int]:
        counts = self.tx.read_each([("GET", keys.false_reports(one)) for one in people])
        return [int(count or 0) for count in counts]

    def add_false_report(self, person: int, *, days: int) -> None:
        self.tx.write("INCR", keys.false_reports(person))
        self.tx.write("EXPIRE", keys.false_reports(person), days * _DAY_S)

    def take_false_report(self, person: int) -> None:
        if self.false_reports([person])[0] > 0:
            self.tx.write("DECR", keys.false_reports(person))


def summed_up_at(client: StoreClient) -> datetime | None:
    """Return when alerts of one account's urgent cases were last summed up, within a day."""
    kept: Any = client.get(keys.SUMMED_UP)
    return from_ms(int(kept)) if kept else None


_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class FalseReporter:
    """A person by their integer id; *cases* are the false reports that still lead to them."""

    id: int
    false_reports: int
    cases: int
    days_left: int


def doubted(client: StoreClient) -> list[FalseReporter]:
    """Return all persons with a false report, those with the most first. It walks through the whole
    store."""
    found = client.scan_iter(match=keys.false_reports("*"), count=_BATCH)
    people = sorted({int(key.rsplit(b":", 1)[1]) for key in found})
    often = replies(client, (("GET", keys.false_reports(one)) for one in people))
    cases = replies(client, (("ZCARD", keys.shared(one)) for one in people))
    lives = replies(client, (("TTL", keys.false_reports(one)) for one in people))
    kept = [
        FalseReporter(person, int(count), int(shared), -(-int(life_s) // _DAY_S))
        for person, count, shared, life_s in zip(people, often, cases, lives, strict=True)
        if count
    ]
    return sorted(kept, key=lambda one: (-one.false_reports, one.id))


def is_doubted(client: StoreClient, person: int) -> bool:
    """Return whether a false report of a person is stored."""
    return bool(client.exists(keys.false_reports(person)))


def lift(write: Write, person: int) -> None:
    """Delete a person's false reports."""
    write("DEL", keys.false_reports(person))


@dataclass(frozen=True, slots=True)
class RedisMessages:
    """Implements cases.ports.Messages on one transaction; of an unsent message not even the id is
    stored."""

    tx: Transaction

    def was_unsent(self, message: str) -> bool:
        return bool(message) and bool(self.tx.read("EXISTS", _key(message)))

    def mark_unsent(self, message: str) -> None:
        self.tx.write("SET", _key(message), 1, "EX", MARK_LIFE_S)


def _key(message: str) -> str:
    return keys.unsent(hashlib.sha256(message.encode()).hexdigest())


#: Above this number the exact one is not needed.
_MOST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class RedisPushes:
    """Implements cases.ports.Pushes on one transaction."""

    tx: Transaction
    now: datetime

    def stopped_since(self) -> datetime | None:
        kept = self.tx.read("GET", keys.PUSHES_STOPPED)
        return from_ms(int(kept)) if kept else None

    def told_at(self, case: Case) -> datetime | None:
        kept = self.tx.peek("HGET", keys.case(case.number), "alerted_at")
        return from_ms(int(kept)) if kept and int(kept) >= to_ms(case.waiting_since) else None

    def untold(self, centre: str, *, with_escalated: bool) -> int:
        queues = [keys.queue(centre)] + ([keys.ESCALATED] if with_escalated else [])
        found = self.tx.peek_each([("ZRANGE", queue, 0, _MOST_COUNTED - 1) for queue in queues])
        numbers = {number.decode() for queue in found for number in queue}
        fields = ("state", "waiting_since", "alerted_at")
        rows = self.tx.peek_each([("HMGET", keys.case(number), *fields) for number in numbers])
        return sum(self._is_untold(*row) for row in rows)

    def _is_untold(self, state: bytes | None, since: bytes | None, alerted: bytes | None) -> bool:
        waits = state == State.WAITING.value.encode()
        return waits and to_ms(self.now) >= int(since or 0) > int(alerted or 0)
