"""What sharers have said, kept with share and case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.case import CALLER, Asked, Case, Share, State
from config.clock import to_ms
from store import keys
from store.connection import StoreClient
from store.unit_of_work import UnitsOfWork
from tests.builders import NOW, a_case, an_event_id, minutes

NUMBER = "14-6911-0042"


@pytest.mark.parametrize("message", ["", "4711"])
@pytest.mark.parametrize("answers", [(), ("here.0",), ("here.0", "gone.0", "still.1")])
def test_should_keep_what_was_said_with_the_share(
    client: StoreClient, message: str, answers: tuple[str, ...]
) -> None:
    share = Share("01SHARE", 7, NOW, message, answers)
    unit = UnitsOfWork(client).open(an_event_id(), NOW)

    unit.cases.put_share(NUMBER, share)
    unit.commit([])

    assert UnitsOfWork(client).open("", NOW).cases.find_share(NUMBER, "01SHARE") == share


@pytest.mark.parametrize("kept", ["7 {at}", "7 {at} ", "7 {at} 4711"])
def test_should_read_a_share_that_was_kept_before_there_were_answers(
    client: StoreClient, kept: str
) -> None:
    client.hset(keys.shares(NUMBER), "01SHARE", kept.format(at=to_ms(NOW)))

    (share,) = UnitsOfWork(client).open("", NOW).cases.shares(NUMBER)

    assert (share.person, share.at, share.answers) == (7, NOW, ())


@pytest.mark.parametrize(
    "case",
    [
        a_case(),
        a_case(lowered=True, gone_at=NOW, asked_at=NOW - minutes(5), reopened=3),
        a_case(state=State.GOING, holder=9, question=Asked(9, 1, NOW), questions=2),
        a_case(channel=CALLER, entered_by=9),
    ],
    ids=["nothing said", "all said", "asked", "of a caller"],
)
def test_should_keep_a_case_as_it_is(client: StoreClient, case: Case) -> None:
    before = a_case(lowered=not case.lowered, gone_at=NOW, asked_at=NOW, reopened=9)
    for one in (before, case):
        unit = UnitsOfWork(client).open(an_event_id(), NOW)
        unit.cases.save(one)
        unit.commit([])

    assert UnitsOfWork(client).open("", NOW).cases.find(NUMBER) == case


def test_should_keep_a_question_only_while_it_stands(client: StoreClient) -> None:
    asked = a_case(state=State.GOING, holder=9, question=Asked(9, 1, NOW), questions=1)
    ends = [
        replace(asked, state=State.CLOSED),
        replace(asked, holder=8),
        replace(asked, state=State.WAITING, holder=None),
    ]
    for end in ends:
        unit = UnitsOfWork(client).open(an_event_id(), NOW)
        unit.cases.save(end)
        unit.commit([])

        kept = UnitsOfWork(client).open("", NOW).cases.find(NUMBER)
        assert kept == replace(end, asking=replace(end.asking, question=None))


def test_should_put_urgent_first_and_lowered_last(client: StoreClient) -> None:
    said: dict[str, dict[str, Any]] = {
        "14-6911-0001": {"lowered": True},
        "14-6911-0002": {},
        "14-6911-0003": {"urgent": "CHILD", "lowered": True},
        "14-6911-0004": {"lowered": True},
    }
    for number, changes in said.items():
        at = NOW + minutes(int(number[-1]))
        unit = UnitsOfWork(client).open(an_event_id(), NOW)
        unit.cases.save(a_case(number=number, opened_at=at, **changes))
        unit.commit([])

    found, _ = (
        UnitsOfWork(client)
        .open("", NOW)
        .cases.queue("TH-14", first=0, count=9, with_escalated=False)
    )

    assert [case.number[-1] for case in found] == ["3", "2", "1", "4"]
