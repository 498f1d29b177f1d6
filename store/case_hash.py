"""How a case lies in its hash; an absent value has no field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cases.case import Asked, Case
from store.codec import Fields, Words

_HASH = Fields(
    Case,
    names={
        "place.point.latitude": "lat",
        "place.point.longitude": "lon",
        "visit.arrived": "visited",
    },
    always=("state", "shares", "sharers"),
    beside=("number",),
    spelled={"asking.question": Words(Asked, "by to until").spelling()},
)
#: Fields that a case can lose again; the others are always there.
OPTIONAL = _HASH.optional


def to_hash(case: Case) -> dict[str, str]:
    """Return the fields of a case, without a question that nobody's answer is awaited to."""
    if case.asking.question is not case.standing_question:
        case = replace(case, asking=replace(case.asking, question=None))
    return _HASH.write(case)


def from_hash(number: str, raw: Mapping[bytes, bytes]) -> Case:
    """Return the case of that number."""
    if b"sharers" not in raw:
        # Cases of before it was counted: as if every share had a sharer of its own.
        raw = {**raw, b"sharers": raw[b"shares"]}
    return _HASH.read_hash(raw, {"number": number})
