"""Cases, their shares, details, attachments and queues in Redis. In a case's hash a field that is
None is absent."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cases.calendar import case_number, local_day, month_of
from cases.case import Asked, Case, ClosedNearby, Detail, Form, Share
from cases.people import NOBODY, Person
from config.clock import to_ms
from geo.centres import Point
from store import keys
from store.codec import Fields, Row, Spelling, Words, or_none
from store.connection import Script, StoreClient, Transaction, flat

#: Subtracted from the score, it sorts urgent cases before all others (ms, until the year 2286).
_URGENT_FIRST = 10**13
#: Added to the score, it sorts lowered cases after all others (until 2286 too); never for urgent
#: ones.
_LOWERED_LAST = 10**13
#: The most open cases at one place that are read.
_MOST_NEAR = 200
#: The cases that were closed within one of these stand in one index.
_PERIOD = timedelta(hours=3)
_CLOSED_LIFE_S = 27 * 60 * 60
_SHARE = Words(Share, "person at message answers origin", beside=["id"])
_DETAIL = Row(Detail, "person at form text question", beside=["id"])


@dataclass(frozen=True, slots=True)
class RedisCases:
    """Implements cases.ports.Cases on one transaction; *reserve* is the script that next_number
    needs."""

    tx: Transaction
    reserve: Script | None = None

    def find(self, number: str) -> Case | None:
        raw = self.tx.read("HGETALL", keys.case(number))
        return case_from_hash(number, raw) if raw else None

    def near(self, point: Point, metres: float) -> list[Case]:
        numbers = self.tx.read(
            "GEOSEARCH", keys.OPEN_PLACES, "FROMLONLAT", point.longitude, point.latitude,
            "BYRADIUS", metres, "m", "ASC", "COUNT", _MOST_NEAR,
        )  # fmt: skip
        return self._all(numbers, validated=True)

    def closed_near(
        self, point: Point, metres: float, since: datetime, until: datetime
    ) -> list[Case]:
        found = self.tx.peek_each(
            [
                (
                    "GEOSEARCH", keys.closed_places(one), "FROMLONLAT",
                    point.longitude, point.latitude, "BYRADIUS", metres, "m",
                )
                for one in range(_period(since), _period(until) + 1)
            ]
        )  # fmt: skip
        cases = self._all([number for numbers in found for number in numbers], validated=False)
        return [case for case in cases if case.closed_at and case.closed_at >= since]

    def next_number(self, centre: str, at: datetime) -> str:
        day = local_day(at)
        month = month_of(centre, day)
        names = [keys.NUMBERS, keys.SKIPPED]
        assert self.reserve is not None  # noqa: S101  (for the types)
        number = int(self.reserve(keys=names, args=[month, 1], client=self.tx.client))
        self.tx.write("HINCRBY", keys.NUMBERS, month, 1)
        self.tx.write("HINCRBY", keys.SKIPPED, month, -1)
        return case_number(centre, day, number)

    def add(self, case: Case) -> None:
        self._write(case, case_to_hash(case), None)

    def save(self, case: Case) -> None:
        before = self.find(case.number)
        for one in set(before.hands if before else ()) - set(case.hands):
            self.tx.write("ZREM", keys.held(one), case.number)
        if before and before.centre != case.centre:
            self.tx.write("ZREM", keys.queue(before.centre), case.number)
            self.tx.write("ZREM", keys.all_cases(before.centre), case.number)
        fields = case_to_hash(case)
        self._write(case, fields, before)
        gone = [name for name in OPTIONAL if name not in fields]
        self.tx.write("HDEL", keys.case(case.number), *gone)

    def forget(self, case: Case) -> None:
        for key in (keys.case, keys.shares, keys.details, keys.said_facts):
            self.tx.write("DEL", key(case.number))
        self.tx.write("ZREM", keys.all_cases(case.centre), case.number)
        self.tx.write("INCRBY", keys.SHARES_OF_FORGOTTEN, case.shares)

    def queue(
        self, centre: str, *, first: int, count: int, with_escalated: bool
    ) -> tuple[list[Case], int]:
        queues = [keys.queue(centre)] + ([keys.ESCALATED] if with_escalated else [])
        ranked: dict[bytes, float] = {}
        for queue in queues:
            rows = self.tx.peek("ZRANGE", queue, 0, -1, "WITHSCORES")
            ranked |= {
                number: float(rank) for number, rank in zip(rows[::2], rows[1::2], strict=True)
            }
        ordered = sorted(ranked, key=lambda number: (ranked[number], number))
        return self._all(ordered[first : first + count], validated=False), len(ordered)

    def held_by(self, person: int, *, first: int, count: int) -> tuple[list[Case], int]:
        numbers = self.tx.read("ZRANGE", keys.held(person), 0, -1)
        return self._all(numbers[first : first + count], validated=True), len(numbers)

    def shares(self, number: str) -> list[Share]:
        raw = self.tx.peek("HGETALL", keys.shares(number))
        return sorted((_share(one, kept) for one, kept in raw.items()), key=lambda one: one.at)

    def find_share(self, number: str, share: str) -> Share | None:
        kept = self.tx.read("HGET", keys.shares(number), share)
        return _share(share.encode(), kept) if kept else None

    def put_share(self, number: str, share: Share) -> None:
        """Add *share* to a case, and the case to the cases of its sharer."""
        self.tx.write("HSET", keys.shares(number), share.id, _SHARE.write(share))
        if share.person != NOBODY:
            self.tx.write("ZADD", keys.shared(share.person), "GT", to_ms(share.at), number)

    def has_shared(self, person: int, number: str) -> bool:
        return self.tx.read("ZRANK", keys.shared(person), number) is not None

    def take_share(self, number: str, share: Share) -> None:
        """Remove *share* from a case; the case stays among its sharer's if they shared it twice."""
        self.tx.write("HDEL", keys.shares(number), share.id)
        if not any(one.person == share.person and one != share for one in self.shares(number)):
            self.tx.write("ZREM", keys.shared(share.person), number)

    def forget_sharers(self, number: str) -> None:
        for person in {share.person for share in self.shares(number)} - {NOBODY}:
            self.tx.write("ZREM", keys.shared(person), number)
        self.tx.write("DEL", keys.shares(number))
        self.tx.write("DEL", keys.details(number))

    def shared_by(self, person: int, *, count: int) -> list[Case]:
        numbers = self.tx.read("ZREVRANGE", keys.shared(person), 0, count - 1)
        return self._all(numbers, validated=True)

    def details(self, number: str) -> list[Detail]:
        raw = self.tx.peek("HGETALL", keys.details(number))
        found = (_detail(one.decode(), kept) for one, kept in raw.items())
        return sorted(found, key=lambda one: (one.at, one.id))

    def find_detail(self, number: str, detail: str) -> Detail | None:
        kept = self.tx.read("HGET", keys.details(number), detail)
        return _detail(detail, kept) if kept else None

    def put_detail(self, number: str, detail: Detail) -> None:
        row = _DETAIL.write(detail)
        # Free words have no question, as all details had none once.
        kept = json.dumps(row if detail.question else row[:-1], ensure_ascii=False)
        self.tx.write("HSET", keys.details(number), detail.id, kept)

    def take_detail(self, number: str, detail: str) -> None:
        self.tx.write("HDEL", keys.details(number), detail)

    def _write(self, case: Case, fields: Mapping[str, str], before: Case | None) -> None:
        self.tx.write("HSET", keys.case(case.number), *flat(fields))
        self.tx.write("ZADD", keys.all_cases(case.centre), to_ms(case.opened_at), case.number)
        self._index(case, before)

    def _index(self, case: Case, before: Case | None) -> None:
        if not case.is_open:
            self._take_out(case)
            self._index_closed(case, is_new=before is None or before.is_open)
            return
        rank = _rank(case)
        self.tx.write("ZADD", keys.queue(case.centre), rank, case.number)
        point = case.place.point
        self.tx.write("GEOADD", keys.OPEN_PLACES, point.longitude, point.latitude, case.number)
        for one in case.hands:
            self.tx.write("ZADD", keys.held(one), rank, case.number)
        if case.escalated:
            self.tx.write("ZADD", keys.ESCALATED, rank, case.number)

    def _index_closed(self, case: Case, *, is_new: bool) -> None:
        """Index a case for a day from its close on."""
        if case.closed_at is None or case.links.merged_into:
            return
        key, point = keys.closed_places(_period(case.closed_at)), case.place.point
        there = () if is_new else ("XX",)  # in the index still
        self.tx.write("GEOADD", key, *there, point.longitude, point.latitude, case.number)
        if is_new:
            self.tx.write("EXPIRE", key, _CLOSED_LIFE_S)

    def _take_out(self, case: Case) -> None:
        indexes = [keys.queue(case.centre), keys.OPEN_PLACES, keys.ESCALATED]
        indexes += map(keys.held, case.hands)
        for index in indexes:
            self.tx.write("ZREM", index, case.number)

    def _all(self, numbers: Sequence[bytes], *, validated: bool) -> list[Case]:
        commands = [("HGETALL", keys.case(number.decode())) for number in numbers]
        read = self.tx.read_each if validated else self.tx.peek_each
        return [
            case_from_hash(number.decode(), raw)
            for number, raw in zip(numbers, read(commands), strict=True)
            if raw
        ]


def numbers_in(client: StoreClient, index: str) -> list[str]:
    """Return the case numbers of an index, in its order."""
    found: Any = client.zrange(index, 0, -1)
    return [number.decode() for number in found]


def _period(at: datetime) -> int:
    return to_ms(at) // (_PERIOD // timedelta(milliseconds=1))


def _rank(case: Case) -> int:
    if case.need.urgent:
        return to_ms(case.opened_at) - _URGENT_FIRST
    return to_ms(case.opened_at) + (_LOWERED_LAST if case.lowered else 0)


def _share(share: bytes, kept: bytes) -> Share:
    return _SHARE.read(kept.decode(), {"id": share.decode()})


def _detail(detail: str, kept: bytes) -> Detail:
    return _DETAIL.read(json.loads(kept), {"id": detail})


@dataclass(frozen=True, slots=True)
class RedisMoves:
    """Implements cases.ports.Moves on one transaction."""

    tx: Transaction

    def contents(self, number: str) -> tuple[list[Share], list[Detail]]:
        self.tx.read_each([("HGETALL", keys.shares(number)), ("HGETALL", keys.details(number))])
        cases = RedisCases(self.tx)
        return cases.shares(number), cases.details(number)

    def move(
        self, source: str, target: str, shares: Sequence[Share], details: Sequence[Detail]
    ) -> None:
        """Write the shares and details into *target* and remove them from *source*. A person whose
        last share moves has not shared *source* any more."""
        cases, moved = RedisCases(self.tx), {share.id for share in shares}
        staying = {one.person for one in self.contents(source)[0] if one.id not in moved}
        for share in shares:
            self.tx.write("HDEL", keys.shares(source), share.id)
            cases.put_share(target, share)
        for person in {share.person for share in shares} - staying:
            self.tx.write("ZREM", keys.shared(person), source)
        for detail in details:
            cases.take_detail(source, detail.id)
            cases.put_detail(target, detail)


_QUESTION = Words(Asked, "by to until example")
_HASH = Fields(
    Case,
    names={
        "place.point.latitude": "lat",
        "place.point.longitude": "lon",
        "visit.arrived": "visited",
        "attachments": "photos",
    },
    always=("state", "shares", "sharers"),
    beside=("number",),
    spelled={
        "asking.question": or_none(
            Spelling(lambda asked: _QUESTION.write(asked).rstrip(), _QUESTION.read)
        ),
        "nearby": Words(ClosedNearby, "number at group").spelling(),
    },
)
#: Fields of the hash that may be absent; the others are always there.
OPTIONAL = _HASH.optional


def case_to_hash(case: Case) -> dict[str, str]:
    """Return the fields of a case, without a question to which no answer is awaited."""
    if case.asking.question is not case.standing_question:
        case = replace(case, asking=replace(case.asking, question=None))
    return _HASH.write(case)


def case_from_hash(number: str, raw: Mapping[bytes, bytes]) -> Case:
    """Return the case with that number."""
    if b"sharers" not in raw:
        # Older cases have no count of sharers: as if every share had a sharer of its own.
        raw = {**raw, b"sharers": raw[b"shares"]}
    return _HASH.read_hash(raw, {"number": number})


_DAY_S = 24 * 3600
_SET_LIFE_S = 3600
#: Attachments are stored cleaned, and never for long: a case that stays open for longer has no use
#: for a photo of its first day.
LONGEST_LIFE_S = 90 * _DAY_S
#: The mark of an unusable photo from before there were other forms of attachments.
_OF_BEFORE = b"1"


@dataclass(frozen=True, slots=True)
class RedisAttachments:
    """Implements cases.ports.Attachments on one transaction."""

    tx: Transaction

    def find(self, attachment: str) -> bytes | None:
        found: bytes | None = self.tx.peek("GET", keys.attachment(attachment))
        return found

    def kept(self, attachments: Sequence[str]) -> list[str]:
        there = self.tx.read_each([("EXISTS", keys.attachment(one)) for one in attachments])
        return [one for one, is_there in zip(attachments, there, strict=True) if is_there]

    def put(self, attachment: str, content: bytes) -> None:
        self.tx.write("SET", keys.attachment(attachment), content, "EX", LONGEST_LIFE_S)

    def forget(self, attachments: Collection[str]) -> None:
        for one in attachments:
            self.tx.write("DEL", keys.attachment(one))

    def unusable(self, person: Person) -> Form | None:
        found = self.tx.peek("GET", keys.unusable_attachment(person.id))
        if found is None:
            return None
        return Form.PHOTO if found == _OF_BEFORE else Form(found.decode())

    def mark_unusable(self, person: Person, form: Form) -> None:
        self.tx.write("SET", keys.unusable_attachment(person.id), form.value, "EX", _DAY_S)

    def drop_unusable(self, person: Person) -> None:
        self.tx.write("DEL", keys.unusable_attachment(person.id))

    def is_answered(self, person: Person, set_id: str) -> bool:
        return self.tx.read("HGET", keys.answered_sets(person.id), set_id) is not None

    def mark_answered(self, person: Person, set_id: str) -> None:
        self.tx.write("HSET", keys.answered_sets(person.id), set_id, 1)
        self.tx.write("EXPIRE", keys.answered_sets(person.id), _SET_LIFE_S)
