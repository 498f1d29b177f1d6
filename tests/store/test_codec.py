"""What an earlier version of the bot wrote into the store: it must be read as it was meant, and
written again as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cases.case import Asked, Because, FarReason, NoCheckIn, Place, Question, Share, State, Wish
from cases.people import NEVER, About, Pace, Topic, UrgentPace
from geo.centres import Point
from store import keys
from store.cases import OPTIONAL, case_from_hash, case_to_hash
from store.connection import StoreClient
from store.log import ENTRY
from store.unit_of_work import RedisUnitOfWork, UnitsOfWork
from tests.builders import AUDIT_KEYS, NOW, a_person, an_event_id, changed, minutes

#: Rows that the handlers' tests wrote, most of them before there was a codec; every field and state
#: is in it.
WRITTEN = json.loads((Path(__file__).parent / "written_before.json").read_text("utf-8"))


def as_bytes(fields: dict[str, str]) -> dict[bytes, bytes]:
    """Return a hash as the server gives it."""
    return {name.encode(): text.encode() for name, text in fields.items()}


def test_should_have_every_field_of_a_case_among_what_was_written() -> None:
    written = {name for _, fields in WRITTEN["cases"] for name in fields}

    assert set(OPTIONAL) < written
    assert {fields["state"] for _, fields in WRITTEN["cases"]} == set(State)


@pytest.mark.parametrize(("number", "fields"), WRITTEN["cases"])
def test_should_write_a_case_again_as_it_was(number: str, fields: dict[str, str]) -> None:
    case = case_from_hash(number, as_bytes(fields))

    assert case.number == number
    assert case_to_hash(case) == fields


@pytest.mark.parametrize(
    ("field", "text", "known"),
    [
        ("visited", "1", {"arrived": True}),
        ("distance_m", "0", {"distance_m": 0}),
        ("joiner_heard", "1", {"joiner_heard": True}),
        ("far_reason", "gps", {"far_reason": FarReason.GPS}),
        ("no_check_in", "barred", {"no_check_in": NoCheckIn.BARRED}),
        ("persons", "3", {"persons": 3}),
        ("outcomes", "FAMILY SHELTER", {"outcomes": ("FAMILY", "SHELTER")}),
        ("told", "FAMILY", {"told": ("FAMILY",)}),
        ("was", "SHELTER", {"was": ("SHELTER",)}),
        ("facts_said", "1.sex 2.age", {"facts_said": ("1.sex", "2.age")}),
        ("silence", "2", {"silence": 2}),
        ("kind", "ADULT", {"kind": "ADULT"}),
        ("urgent", "CHILD", {"urgent": "CHILD"}),
        ("urgent_too", "MEDICAL ASSAULT", {"urgent_too": ("MEDICAL", "ASSAULT")}),
        ("wish", "unspoken", {"wish": Wish.UNSPOKEN}),
        ("passed", "TH-10 TH-14", {"passed": ("TH-10", "TH-14")}),
        ("because", "no_team", {"because": Because.NO_TEAM}),
        ("clock_with", "TH-10", {"clock_with": "TH-10"}),
        ("refusable", "1", {"refusable": True}),
        ("merged", "a b", {"merged": ("a", "b")}),
        ("parted", "c", {"parted": ("c",)}),
        ("moved_shares", "4", {"moved_shares": 4}),
        ("split_from", "d", {"split_from": "d"}),
        ("channel", "caller", {"channel": "caller"}),
        ("entered_by", "0", {"entered_by": 0}),
        ("province", "TH-20", {"province": "TH-20"}),
        ("province_by", "geonames", {"province_by": "geonames"}),
        ("taken_back", "1", {"taken_back": True}),
        ("questions", "2", {"questions": 2}),
        ("own_need", "1", {"own_need": True}),
        ("escalated", "1", {"escalated": True}),
        ("lowered", "1", {"lowered": True}),
        ("summed_up", "1", {"summed_up": True}),
        ("reopened", "1", {"reopened": 1}),
        ("photos", "5", {"attachments": 5}),
        ("address", "ตลาด", {"place": Place(Point(14.3532, 100.5689), "ตลาด")}),
    ],
)
def test_should_read_a_field_of_a_case_for_what_it_is(
    field: str, text: str, known: dict[str, Any]
) -> None:
    plain = case_from_hash("n", as_bytes(_LEAST))
    case = case_from_hash("n", as_bytes({**_LEAST, field: text}))

    assert case == changed(plain, **known)
    assert case_to_hash(case) == {**_LEAST, field: text}


@pytest.mark.parametrize(
    "field", ["claimed_at", "arrived_at", "closed_at", "gone_at", "still_at", "asked_at",
              "revisit_at", "silent_since"],
)  # fmt: skip
def test_should_read_a_time_of_a_case_in_milliseconds(field: str) -> None:
    plain = case_from_hash("n", as_bytes(_LEAST))
    case = case_from_hash("n", as_bytes({**_LEAST, field: "1795166880123"}))

    assert case == changed(plain, **{field: datetime(2026, 11, 20, 9, 28, 0, 123_000, UTC)})
    assert case_to_hash(case) == {**_LEAST, field: "1795166880123"}


def test_should_keep_the_question_of_the_holder_alone() -> None:
    held = {**_LEAST, "state": "claimed", "holder": "7"}
    plain = case_from_hash("n", as_bytes(held))
    asked = changed(plain, question=Asked(7, 3, NOW + minutes(1)))

    assert case_to_hash(asked) == {**held, "question": "7 3 1795166940000"}
    assert case_from_hash("n", as_bytes(case_to_hash(asked))) == asked
    assert case_to_hash(changed(asked, holder=8)) == {**held, "holder": "8"}


def test_should_take_every_share_for_a_sharer_of_its_own_where_they_were_not_counted() -> None:
    old = {name: text for name, text in _LEAST.items() if name != "sharers"}

    assert case_from_hash("n", as_bytes(old)).sharers == 2


def test_should_ignore_what_others_keep_in_the_hash() -> None:
    case = case_from_hash("n", as_bytes({**_LEAST, "alerted_at": "1795166880000"}))

    assert case_to_hash(case) == _LEAST
    assert "alerted_at" not in OPTIONAL


def a_unit(client: StoreClient) -> RedisUnitOfWork:
    """Begin the work of an event."""
    return UnitsOfWork(client, AUDIT_KEYS).open(an_event_id(), NOW)


def raw(client: StoreClient, key: str) -> Any:
    """Return what lies under a key."""
    kept: Any = client.hgetall(key) if client.type(key) == b"hash" else client.get(key)
    return kept


def test_should_write_people_again_as_they_were(client: StoreClient) -> None:
    for number, fields in WRITTEN["people"]:
        key = keys.person(int(number))
        client.hset(key, mapping=fields)
        unit = a_unit(client)
        (person,) = unit.people.find_all([int(number)])
        client.delete(key)
        unit = a_unit(client)
        unit.people.save(person)
        assert unit.commit([])

        assert (person.line_id, person.centre) == (fields["line"], fields["centre"] or None)
        assert raw(client, key) == as_bytes(fields)


def test_should_read_what_the_talk_with_a_person_is_about(client: StoreClient) -> None:
    words = "detail 1795170480000 14-6911-0001 spot,wish"
    client.hset(keys.person(1), mapping=WRITTEN["people"][0][1] | {"topic": words})

    (person,) = a_unit(client).people.find_all([1])

    asked = (Question.SPOT, Question.WISH)
    assert person.topic == Topic(About.DETAIL, "14-6911-0001", NOW + minutes(60), asked)


def test_should_read_a_person_of_before_the_notice(client: StoreClient) -> None:
    fields = {n: t for n, t in WRITTEN["people"][0][1].items() if n not in ("noticed", "since")}
    client.hset(keys.person(1), mapping=fields)

    (person,) = a_unit(client).people.find_all([1])

    assert (person.noticed, person.since) == (False, NEVER)


def test_should_write_members_again_as_they_were(client: StoreClient) -> None:
    for row, kept in WRITTEN["members"]:
        centre, number = row.split("/")
        client.delete(keys.team(centre))
        client.hset(keys.team(centre), number, kept)
        (member,) = a_unit(client).teams.of(centre)
        client.delete(keys.team(centre))
        unit = a_unit(client)
        unit.teams.save(member)
        assert unit.commit([])

        assert (member.row, member.person.centre) == (row, centre)
        assert raw(client, keys.team(centre)) == {number.encode(): kept.encode()}


def test_should_write_shares_again_as_they_were(client: StoreClient) -> None:
    for share, kept in WRITTEN["shares"]:
        client.hset(keys.shares("n"), share, kept)
        read = a_unit(client).cases.find_share("n", share)
        client.delete(keys.shares("n"))
        unit = a_unit(client)
        assert read is not None
        unit.cases.put_share("n", read)
        assert unit.commit([])

        assert raw(client, keys.shares("n")) == {share.encode(): kept.encode()}


def test_should_read_a_share_of_before_it_had_answers(client: StoreClient) -> None:
    client.hset(keys.shares("n"), "id", "7 1795166880000")

    assert a_unit(client).cases.find_share("n", "id") == Share("id", 7, NOW)


def test_should_write_details_again_as_they_were(client: StoreClient) -> None:
    for detail, kept in WRITTEN["details"]:
        client.hset(keys.details("n"), detail, kept)
        read = a_unit(client).cases.find_detail("n", detail)
        client.delete(keys.details("n"))
        unit = a_unit(client)
        assert read is not None
        unit.cases.put_detail("n", read)
        assert unit.commit([])

        assert raw(client, keys.details("n")) == {detail.encode(): kept.encode()}


def test_should_write_the_entries_of_the_log_again_as_they_were() -> None:
    for _, fields in WRITTEN["log"]:
        entry = ENTRY.read_hash(as_bytes(fields))

        assert (entry.act, entry.first) == (fields["act"], "again" not in fields)
        written = ENTRY.write(entry)
        assert ENTRY.read(written) == entry
        if "new_sharer" in fields:  # older versions named each span
            assert fields["new_sharer"] == " ".join(entry.new_sharer)
            assert written.pop("new_sharer") == "TH-14 all"
            fields = {name: one for name, one in fields.items() if name != "new_sharer"}
        assert written == fields


@pytest.mark.parametrize(
    ("read", "write", "row"),
    [
        ("pace", "save_pace", 0),
        ("pace", "save_pace", 1),
        ("urgent_pace", "save_urgent_pace", 2),
        ("urgent_pace", "save_urgent_pace", 3),
        ("aside", "put_aside", 4),
        ("aside", "put_aside", 5),
        ("caller_words", "put_caller_words", 6),
        ("before_place", "put_before_place", 7),
        ("yes_no", "put_yes_no", 8),
    ],
)
def test_should_write_again_what_a_person_sent_lately(
    client: StoreClient, read: str, write: str, row: int
) -> None:
    client.execute_command(*WRITTEN["limits"][row])  # type: ignore[no-untyped-call]
    key = WRITTEN["limits"][row][1]
    was = raw(client, key)
    whose: Any = 7 if read in ("urgent_pace", "yes_no") else a_person(7)
    value = getattr(a_unit(client).limits, read)(whose)
    client.delete(key)
    unit = a_unit(client)
    getattr(unit.limits, write)(whose, value)
    assert unit.commit([])

    assert was
    assert raw(client, key) == was


def test_should_read_a_pace_of_nothing(client: StoreClient) -> None:
    limits = a_unit(client).limits

    assert (limits.pace(a_person()), limits.urgent_pace(1)) == (Pace(), UrgentPace())


_LEAST = {
    "centre": "TH-14",
    "state": "waiting",
    "lat": "14.3532",
    "lon": "100.5689",
    "opened_at": "1795166880000",
    "waiting_since": "1795166880000",
    "last_shared_at": "1795166880000",
    "shares": "2",
    "sharers": "1",
}
