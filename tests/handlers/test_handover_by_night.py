"""A case is handed over at night: who is woken, what the giver reads, and when it is heard of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseHandedOver
from cases.facts.shares import CaseOpened
from cases.outlook import Taker
from cases.people import Role
from tests.builders import AYUTTHAYA, a_context, a_press, a_share, minutes, near, with_fields
from tests.handling import Handling, only

#: 23:00 and the end of the night at 6:00, in Bangkok.
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
DAYS_LATER = MORNING + minutes(60 * 24 * 3)
GIVER, TAKER, TAKER_HEAD, NATION = 11, 12, 13, 14
NUMBER = "14-6911-0001"


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers that know a night: one centre works, the other sleeps, the nation works."""
    handling = Handling(client, a_context(quiet_hours=(22, 6)))
    handling.enrol(GIVER)
    handling.enrol(TAKER, "TH-50")
    handling.enrol(TAKER_HEAD, "TH-50", Role.HEAD)
    handling.enrol(NATION, "TH-10")
    handling.do(a_press(TAKER, "off_duty", NIGHT))
    return handling


def share(handling: Handling, why: str = "") -> list[Fact]:
    """Share, after saying why it cannot wait."""
    if why == "own_need":
        handling.do(a_press(1, "own_need", NIGHT))
    elif why:
        handling.do(a_press(1, "danger", NIGHT, why=why))
    return handling.do(a_share(1, AYUTTHAYA, NIGHT))


def hand_over(handling: Handling) -> list[Fact]:
    at, fields = NIGHT + minutes(5), {"to": "TH-50", "why": "area"}
    return handling.do(a_press(GIVER, "handover", at, case=NUMBER, **fields))


def told(facts: list[Fact]) -> set[int]:
    """Return who is alerted."""
    return {int(one.person.line_id[1:], 16) for one in only(facts, Alerted).team}


@pytest.mark.parametrize("held", [False, True], ids=["waiting", "held"])
def test_should_wake_nobody_by_what_can_wait(handling: Handling, held: bool) -> None:
    share(handling)
    if held:
        handling.do(a_press(GIVER, "claim", NIGHT, case=NUMBER))

    facts = hand_over(handling)
    due = {one.kind: one.at for one in handling.timers()}

    assert told(facts) == set()
    assert only(facts, CaseHandedOver).taker is Taker.RESTING
    assert handling.case(NUMBER).waiting_since == MORNING
    assert due == {
        "alert": MORNING,
        "remind": MORNING + minutes(15),
        "escalate": MORNING + minutes(30),
    }


@pytest.mark.parametrize("held", [False, True], ids=["waiting", "held"])
def test_should_be_heard_of_at_the_end_of_the_night(handling: Handling, held: bool) -> None:
    share(handling)
    if held:
        handling.do(a_press(GIVER, "claim", NIGHT, case=NUMBER))
    hand_over(handling)
    (due,) = [one for one in handling.timers() if one.kind == "alert"]

    facts = handling.do(due, due.at)

    assert told(facts) == {TAKER_HEAD}
    assert only(facts, Alerted).why is Why.RESTED


@pytest.mark.parametrize("held", [False, True], ids=["waiting", "held"])
@pytest.mark.parametrize("why", ["CHILD", "own_need"])
def test_should_wake_the_heads_and_the_nation_for_what_cannot_wait(
    handling: Handling, why: str, held: bool
) -> None:
    share(handling, why)
    if held:
        handling.do(a_press(GIVER, "claim", NIGHT, case=NUMBER))

    facts = hand_over(handling)

    assert handling.case(NUMBER).cannot_wait
    assert told(facts) == {TAKER_HEAD, NATION}
    assert only(facts, CaseHandedOver).taker is Taker.CENTRE
    assert handling.case(NUMBER).escalated
    handling.do(a_press(NATION, "claim", NIGHT + minutes(6), case=NUMBER))
    assert handling.case(NUMBER).holder == handling.person(NATION).id


def test_should_hear_at_once_of_one_who_asks_for_help(handling: Handling) -> None:
    """The giver's own centre sleeps, too: heads there are none, so its team is woken."""
    handling.do(a_press(GIVER, "off_duty", NIGHT))

    facts = share(handling, "own_need")

    opened = only(facts, CaseOpened)
    assert told(facts) == {GIVER, NATION}
    assert opened.outlook is not None
    assert opened.outlook.since is None
    assert handling.case(NUMBER).waiting_since == NIGHT


def test_should_end_the_rest_of_one_who_says_to_need_help(handling: Handling) -> None:
    handling.do(a_press(GIVER, "off_duty", NIGHT))
    assert told(share(handling)) == set()

    facts = handling.do(a_press(1, "own_need", NIGHT + minutes(2), case=NUMBER))

    assert told(facts) == {GIVER, NATION}
    assert handling.case(NUMBER).waiting_since < MORNING
    assert "alert" not in {one.kind for one in handling.timers()}


def test_should_not_tell_those_again_who_heard_of_it(handling: Handling) -> None:
    assert told(share(handling)) == {GIVER}

    facts = handling.do(a_press(1, "own_need", NIGHT + minutes(2), case=NUMBER))

    assert [fact for fact in facts if isinstance(fact, Alerted)] == []


def test_should_end_the_rest_by_a_caller_s_danger(handling: Handling) -> None:
    handling.do(a_press(GIVER, "off_duty", NIGHT))
    handling.do(a_press(GIVER, "caller", NIGHT))
    handling.do(a_share(GIVER, AYUTTHAYA, NIGHT))
    assert handling.case(NUMBER).waiting_since == MORNING

    facts = handling.do(a_press(GIVER, "entered", NIGHT, case=NUMBER, urgent="CHILD"))

    assert told(facts) == {NATION}
    assert handling.case(NUMBER).waiting_since < MORNING


def test_should_end_a_plan_by_the_danger_of_a_merged_case(handling: Handling) -> None:
    share(handling)
    handling.do(a_press(GIVER, "claim", NIGHT, case=NUMBER))
    later = {"case": NUMBER, "at": DAYS_LATER.isoformat()}
    handling.do(with_fields(a_press(GIVER, "revisit", NIGHT), later))
    handling.do(a_press(2, "danger", NIGHT, why="CHILD"))
    handling.do(a_share(2, near(AYUTTHAYA, 150), NIGHT))

    handling.do(a_press(GIVER, "merge", NIGHT, case="14-6911-0002", into=NUMBER))

    assert handling.case(NUMBER).links.merged == ("14-6911-0002",)
    assert handling.case(NUMBER).visit.revisit_at is None
    assert {one.kind for one in handling.timers() if one.case == NUMBER} >= {"remind", "escalate"}
