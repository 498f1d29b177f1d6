"""What two cases become together."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import Case, Detail, Form, Share, Wish
from cases.transfers import added_with, carried, grown, persons
from tests.builders import NOW, a_case, flat, minutes

INTO, OTHER = "14-6911-0001", "14-6911-0002"
EARLIER, LATER = NOW - minutes(30), NOW + minutes(30)


def together(into: dict[str, Any], case: dict[str, Any]) -> Case:
    """Merge one case into another."""
    shares = [Share("a", 1, NOW), Share("b", 2, NOW)]
    return grown(a_case(number=INTO, **into), a_case(number=OTHER, **case), shares, attachments=1)


@pytest.mark.parametrize(
    ("into", "case", "known"),
    [
        ({}, {"kind": "ADULT"}, {"kind": "ADULT"}),
        ({"kind": "HOMELESS"}, {"kind": "ADULT"}, {"kind": "HOMELESS"}),
        ({}, {"wish": Wish.NO}, {"wish": Wish.NO}),
        ({"wish": Wish.UNSPOKEN}, {"wish": Wish.YES}, {"wish": Wish.YES}),
        ({"wish": Wish.UNSPOKEN}, {}, {"wish": Wish.UNSPOKEN}),
        ({"wish": Wish.YES}, {"wish": Wish.NO}, {"wish": Wish.YES}),
        ({}, {"urgent": "CHILD"}, {"dangers": ("CHILD",)}),
        (
            {"urgent": "MEDICAL"},
            {"urgent": "CHILD", "urgent_too": ("MEDICAL",)},
            {"dangers": ("MEDICAL", "CHILD")},
        ),
        ({"urgent": "MEDICAL"}, {}, {"dangers": ("MEDICAL",)}),
        ({"shares": 3}, {"shares": 4}, {"shares": 7}),
        ({"attachments": 2}, {}, {"attachments": 3}),
        ({"last_shared_at": EARLIER}, {}, {"seen_at": NOW}),
        ({"still_at": LATER}, {}, {"seen_at": LATER}),
        ({}, {"still_at": LATER}, {"seen_at": LATER}),
        ({"lowered": True, "gone_at": LATER}, {}, {"lowered": True, "gone_at": LATER}),
        ({"lowered": True, "gone_at": EARLIER}, {}, {"lowered": False, "gone_at": None}),
        ({}, {"lowered": True, "gone_at": LATER}, {"lowered": True, "gone_at": LATER}),
        ({}, {"lowered": True}, {"lowered": False}),
        ({"lowered": True}, {"lowered": True}, {"lowered": True, "gone_at": None}),
        ({"merged": ("x",)}, {"merged": ("y",)}, {"merged": ("x", "y", OTHER)}),
    ],
)
def test_should_know_what_either_knew(
    into: dict[str, Any], case: dict[str, Any], known: dict[str, Any]
) -> None:
    both = together(into, case)

    seen = {**flat(both), "dangers": both.need.dangers, "seen_at": both.seen_at}
    assert {name: seen[name] for name in known} == known


def test_should_count_each_person_once() -> None:
    assert persons([Share("a", 1, NOW), Share("b", 1, NOW), Share("c", 2, NOW)]) == 2
    assert persons([]) == 1


def test_should_carry_what_was_said_of_this_life_of_the_case() -> None:
    share = Share("a", 1, NOW, answers=("here.0", "gone.1"))

    moved = carried(share, a_case(reopened=1), a_case(reopened=4), OTHER)

    assert (moved.answers, moved.origin) == (("gone.4",), OTHER)


def test_should_give_each_detail_to_the_share_before_it() -> None:
    shares = [Share("a", 1, NOW, origin=OTHER), Share("b", 1, LATER), Share("c", 2, NOW)]
    details = [
        Detail("early", 1, EARLIER, Form.WORDS, "x"),
        Detail("theirs", 1, NOW + minutes(1), Form.WORDS, "x"),
        Detail("later", 1, LATER, Form.WORDS, "x"),
        Detail("another", 2, LATER, Form.WORDS, "x"),
        Detail("nobody", 3, LATER, Form.WORDS, "x"),
    ]

    assert [one.id for one in added_with(shares, details, OTHER)] == ["early", "theirs"]
