"""What an earlier version of the bot wrote into the store: it must be read as it was meant, and
written again as it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cases.case import Asked, Because, FarReason, Place, State, Wish
from geo.point import Point
from store import case_hash
from tests.builders import NOW, changed, minutes

#: Rows that the handlers' tests wrote before there was a codec; every field and state is in it.
WRITTEN = json.loads((Path(__file__).parent / "written_before.json").read_text("utf-8"))


def as_bytes(fields: dict[str, str]) -> dict[bytes, bytes]:
    """Return a hash as the server gives it."""
    return {name.encode(): text.encode() for name, text in fields.items()}


def test_should_have_every_field_of_a_case_among_what_was_written() -> None:
    written = {name for _, fields in WRITTEN["cases"] for name in fields}

    assert set(case_hash.OPTIONAL) < written
    assert {fields["state"] for _, fields in WRITTEN["cases"]} == set(State)


@pytest.mark.parametrize(("number", "fields"), WRITTEN["cases"])
def test_should_write_a_case_again_as_it_was(number: str, fields: dict[str, str]) -> None:
    case = case_hash.from_hash(number, as_bytes(fields))

    assert case.number == number
    assert case_hash.to_hash(case) == fields


@pytest.mark.parametrize(
    ("field", "text", "known"),
    [
        ("visited", "1", {"arrived": True}),
        ("distance_m", "0", {"distance_m": 0}),
        ("far_reason", "gps", {"far_reason": FarReason.GPS}),
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
        ("photos", "5", {"photos": 5}),
        ("address", "ตลาด", {"place": Place(Point(14.3532, 100.5689), "ตลาด")}),
    ],
)
def test_should_read_a_field_of_a_case_for_what_it_is(
    field: str, text: str, known: dict[str, Any]
) -> None:
    plain = case_hash.from_hash("n", as_bytes(_LEAST))
    case = case_hash.from_hash("n", as_bytes({**_LEAST, field: text}))

    assert case == changed(plain, **known)
    assert case_hash.to_hash(case) == {**_LEAST, field: text}


@pytest.mark.parametrize(
    "field", ["claimed_at", "arrived_at", "closed_at", "gone_at", "still_at", "asked_at",
              "revisit_at", "silent_since"],
)  # fmt: skip
def test_should_read_a_time_of_a_case_in_milliseconds(field: str) -> None:
    plain = case_hash.from_hash("n", as_bytes(_LEAST))
    case = case_hash.from_hash("n", as_bytes({**_LEAST, field: "1795166880123"}))

    assert case == changed(plain, **{field: datetime(2026, 11, 20, 9, 28, 0, 123_000, UTC)})
    assert case_hash.to_hash(case) == {**_LEAST, field: "1795166880123"}


def test_should_keep_the_question_of_the_holder_alone() -> None:
    held = {**_LEAST, "state": "claimed", "holder": "7"}
    plain = case_hash.from_hash("n", as_bytes(held))
    asked = changed(plain, question=Asked(7, 3, NOW + minutes(1)))

    assert case_hash.to_hash(asked) == {**held, "question": "7 3 1795166940000"}
    assert case_hash.from_hash("n", as_bytes(case_hash.to_hash(asked))) == asked
    assert case_hash.to_hash(changed(asked, holder=8)) == {**held, "holder": "8"}


def test_should_take_every_share_for_a_sharer_of_its_own_where_they_were_not_counted() -> None:
    old = {name: text for name, text in _LEAST.items() if name != "sharers"}

    assert case_hash.from_hash("n", as_bytes(old)).sharers == 2


def test_should_ignore_what_others_keep_in_the_hash() -> None:
    case = case_hash.from_hash("n", as_bytes({**_LEAST, "alerted_at": "1795166880000"}))

    assert case_hash.to_hash(case) == _LEAST
    assert "alerted_at" not in case_hash.OPTIONAL


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
