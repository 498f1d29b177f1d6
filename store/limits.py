"""How much a person sends, and how often it was not true, in Redis."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.case import Detail, Form, Place
from cases.command_words import read_words, write_words
from cases.moments import from_ms, to_ms
from cases.pace import TEN_MINUTES, Aside, Pace, UrgentPace, Window
from cases.people import NOBODY, Person
from cases.yes_no import Answer, YesNo
from geo.point import Point
from store import keys
from store.connection import StoreClient
from store.transaction import Transaction, flat

_DAY_S = 24 * 3600
#: Time enough to call first and then to tap; a place is not kept longer than it may be needed.
ASIDE_LIFE_S = 15 * 60
#: Who writes first and shares then does so in one go.
_BEFORE_PLACE_LIFE_S = 10 * 60
#: The fields of the three windows.
_WINDOWS = ("messages", "shares", "day")


@dataclass(frozen=True, slots=True)
class RedisLimits:
    """cases.ports.Limits on one transaction. All of it is a person's own: nobody waits
    for anybody else."""

    tx: Transaction
    now: datetime

    def pace(self, person: Person) -> Pace:
        raw = self.tx.read("HGETALL", keys.pace(person.id))
        kept = {name.decode(): value.decode() for name, value in raw.items()}
        messages, shares, day = (_window(kept.get(name, "0 0")) for name in _WINDOWS)
        return Pace(messages, shares, day, from_ms(int(kept.get("answered", 0))))

    def save_pace(self, person: Person, pace: Pace) -> None:
        windows = (pace.messages, pace.shares, pace.shares_of_day)
        fields = {
            **dict(zip(_WINDOWS, map(_words, windows), strict=True)),
            "answered": str(to_ms(pace.answered)),
        }
        self.tx.write("HSET", keys.pace(person.id), *flat(fields))
        self.tx.write("EXPIRE", keys.pace(person.id), _DAY_S)

    def urgent_pace(self, person: int) -> UrgentPace:
        raw = self.tx.read("HGETALL", keys.urgent_pace(person))
        kept = {name.decode(): value.decode() for name, value in raw.items()}
        return UrgentPace(
            _window(kept.get("lately", "0 0")),
            _window(kept.get("day", "0 0")),
            tuple(kept.get("pending", "").split()),
            int(kept.get("summed_up", 0)),
            int(kept.get("rounds", 0)),
        )

    def save_urgent_pace(self, person: int, pace: UrgentPace) -> None:
        fields: dict[str, str | int] = {
            "lately": _words(pace.lately),
            "day": _words(pace.of_day),
            "pending": " ".join(pace.pending),
            "summed_up": pace.summed_up,
            "rounds": pace.rounds,
        }
        self.tx.write("HSET", keys.urgent_pace(person), *flat(fields))
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
        if not kept:
            return None
        event, at, message, latitude, longitude, address = json.loads(kept)
        return Aside(event, from_ms(at), Place(Point(latitude, longitude), address), message)

    def put_aside(self, person: Person, aside: Aside) -> None:
        point = aside.place.point
        where = [point.latitude, point.longitude, aside.place.address]
        kept = json.dumps([aside.event, to_ms(aside.at), aside.message, *where], ensure_ascii=False)
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
        return [Detail(one, NOBODY, from_ms(at), Form.WORDS, text) for one, at, text in kept]

    def put_caller_words(self, person: Person, words: Sequence[Detail]) -> None:
        if not words:
            self.tx.write("DEL", keys.caller_words(person.id))
            return
        kept = json.dumps([[one.id, to_ms(one.at), one.text] for one in words], ensure_ascii=False)
        self.tx.write("SET", keys.caller_words(person.id), kept, "EX", ASIDE_LIFE_S)

    def before_place(self, person: Person) -> list[Detail]:
        kept = json.loads(self.tx.read("GET", keys.before_place(person.id)) or "[]")
        return [
            Detail(one, person.id, from_ms(at), Form(form), text) for one, at, form, text in kept
        ]

    def put_before_place(self, person: Person, details: Sequence[Detail]) -> None:
        if not details:
            self.tx.write("DEL", keys.before_place(person.id))
            return
        rows = [[one.id, to_ms(one.at), one.form, one.text] for one in details]
        kept = json.dumps(rows, ensure_ascii=False)
        self.tx.write("SET", keys.before_place(person.id), kept, "EX", _BEFORE_PLACE_LIFE_S)

    def yes_no(self, person: int) -> YesNo | None:
        kept = self.tx.read("GET", keys.yes_no(person))
        if not kept:
            return None
        acts, since, until = json.loads(kept)
        known = {Answer(answer): read_words(words) for answer, words in acts.items()}
        return YesNo(known, from_ms(since), from_ms(until))

    def put_yes_no(self, person: int, asked: YesNo | None) -> None:
        key = keys.yes_no(person)
        if asked is None:
            self.tx.write("DEL", key)
            return
        acts = {answer: write_words(command) for answer, command in asked.commands.items()}
        kept = json.dumps([acts, to_ms(asked.since), to_ms(asked.until)])
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


def _window(words: str) -> Window:
    began, count = words.split(" ")
    return Window(from_ms(int(began)), int(count))


def _words(window: Window) -> str:
    return f"{to_ms(window.began)} {window.count}"


def summed_up_at(client: StoreClient) -> datetime | None:
    """Return when alerts of one account's urgent cases were last summed up, within a day."""
    kept: Any = client.get(keys.SUMMED_UP)
    return from_ms(int(kept)) if kept else None
