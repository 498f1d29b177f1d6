"""What ends the rest of a case: a danger that comes another way, a cry for help, people awake."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cases.case import Case, State
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.moves import CaseMerged
from cases.facts.shares import CallerMarked
from cases.people import Role
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    a_context,
    a_press,
    a_share,
    a_text,
    minutes,
    near,
    with_fields,
)
from tests.handling import Handling, only

#: 23:00 in Bangkok, the end of the night, and 10:00.
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)
DAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LATER = NIGHT + minutes(60)
FIRST, SECOND = "14-6911-0001", "14-6911-0002"
OFFICER, HEAD, NATION, RAYONG, SHARER, OTHER = 11, 12, 13, 14, 1, 2


@pytest.fixture
def handling(client: Any) -> Handling:
    """Return handlers that know a night; of Ayutthaya nobody is on duty."""
    handling = Handling(client, a_context(quiet_hours=(22, 6)))
    handling.enrol(OFFICER)
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(NATION, "TH-10")
    handling.enrol(RAYONG, "TH-21")
    handling.do(a_press(OFFICER, "off_duty"))
    return handling


def told(handling: Handling, facts: list[Fact]) -> set[int]:
    """Return who is alerted, by number of the test."""
    ids = {handling.person(who).id: who for who in (OFFICER, HEAD, NATION, RAYONG)}
    return {ids[member.person.id] for member in only(facts, Alerted).team}


def waits_since(handling: Handling, at: datetime, escalates: datetime | None = None) -> Case:
    """Check that nothing is put off any more, and that the counters are what the log says."""
    case = handling.case(FIRST)
    due = {one.kind: one.at for one in handling.timers() if one.case == FIRST}
    assert (case.state, case.waiting_since, case.visit.revisit_at) == (State.WAITING, at, None)
    assert due == {"remind": at + minutes(15), "escalate": escalates or at + minutes(30)}
    assert verify(handling.client) == []
    return case


def plan(handling: Handling, number: str) -> None:
    """Let the officer claim a case and go there again the next evening."""
    handling.do(a_press(OFFICER, "claim", DAY, case=number))
    fields = {"case": number, "at": "2026-11-21T19:00+07:00"}
    handling.do(with_fields(a_press(OFFICER, "revisit", DAY), fields))


def test_should_hurry_when_staff_mark_a_caller_s_case_by_night(handling: Handling) -> None:
    words = "แจ้งแทน"
    handling.do(a_text(OFFICER, words, NIGHT, "caller", "7001"))
    handling.do(a_share(OFFICER, AYUTTHAYA, NIGHT))
    resting = handling.case(FIRST).waiting_since

    facts = handling.do(a_press(OFFICER, "entered", LATER, case=FIRST, urgent="CHILD"))

    only(facts, CallerMarked)
    assert resting == MORNING
    assert told(handling, facts) == {HEAD, NATION}
    assert waits_since(handling, LATER).escalated


def test_should_hurry_when_the_sharer_needs_help_themselves_by_night(handling: Handling) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, NIGHT))

    facts = handling.do(a_press(SHARER, "own_need", LATER, case=FIRST))

    assert told(handling, facts) == {HEAD, NATION}
    assert only(facts, Alerted).why is Why.URGENT
    assert waits_since(handling, LATER).escalated


def test_should_not_go_again_later_to_one_who_asks_for_help(handling: Handling) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, DAY))
    plan(handling, FIRST)
    at = DAY + minutes(10)

    facts = handling.do(a_press(SHARER, "own_need", at, case=FIRST))

    assert told(handling, facts) == {HEAD}
    waits_since(handling, at)


def test_should_alert_nobody_twice_of_an_own_need_by_day(handling: Handling) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, DAY))

    facts = handling.do(a_press(SHARER, "own_need", DAY + minutes(1), case=FIRST))

    assert not any(isinstance(fact, Alerted) for fact in facts)


def test_should_hurry_when_a_danger_is_merged_into_a_case_that_rests(handling: Handling) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, NIGHT))
    handling.do(a_press(OTHER, "danger", NIGHT, why="CHILD"))
    handling.do(a_share(OTHER, near(AYUTTHAYA, 300), NIGHT))

    facts = handling.do(a_press(HEAD, "merge", LATER, case=SECOND, into=FIRST))

    assert told(handling, facts) == {NATION}
    assert waits_since(handling, LATER).escalated
    assert only(facts, CaseMerged).into.escalated


def test_should_hurry_when_a_danger_is_merged_into_a_case_that_is_planned(
    handling: Handling,
) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, DAY))
    plan(handling, FIRST)
    handling.do(a_press(OTHER, "danger", DAY, why="CHILD"))
    handling.do(a_share(OTHER, near(AYUTTHAYA, 300), DAY))
    at = DAY + minutes(10)

    facts = handling.do(a_press(OFFICER, "merge", at, case=SECOND, into=FIRST))

    assert told(handling, facts) == {HEAD}
    waits_since(handling, at)


def test_should_leave_a_plan_alone_when_what_can_wait_is_merged(handling: Handling) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, DAY))
    plan(handling, FIRST)
    handling.do(a_share(OTHER, near(AYUTTHAYA, 300), DAY))

    facts = handling.do(a_press(OFFICER, "merge", DAY, case=SECOND, into=FIRST))

    assert not any(isinstance(fact, Alerted) for fact in facts)
    assert handling.case(FIRST).visit.revisit_at is not None


def test_should_end_the_rest_where_a_case_comes_to_people_on_duty(handling: Handling) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, NIGHT))
    away = {"case": FIRST, "to": "TH-21", "why": "area"}

    facts = handling.do(a_press(HEAD, "handover", LATER, **away))

    assert told(handling, facts) == {RAYONG}
    assert not waits_since(handling, LATER, escalates=MORNING).escalated


def test_should_wake_the_nation_for_what_cannot_wait_where_nobody_is_on_duty(
    handling: Handling,
) -> None:
    """On duty at the first centre, who would be told; at the second nobody is."""
    handling.do(a_press(RAYONG, "off_duty"))
    handling.enrol(21, "TH-21", Role.HEAD)
    handling.do(a_press(OFFICER, "on_duty", NIGHT))
    handling.do(a_press(SHARER, "danger", NIGHT, why="CHILD"))
    handling.do(a_share(SHARER, AYUTTHAYA, NIGHT))
    at = NIGHT + minutes(1)

    handling.do(a_press(OFFICER, "handover", at, case=FIRST, to="TH-21", why="area"))

    case = handling.case(FIRST)
    assert case.escalated
    assert case.waiting_since == NIGHT
    assert verify(handling.client) == []
    claimed = handling.do(a_press(NATION, "claim", at, case=FIRST))
    assert handling.case(FIRST).holder == handling.person(NATION).id, claimed


def test_should_let_who_entered_a_caller_s_case_mark_what_it_was_merged_into(
    handling: Handling,
) -> None:
    handling.do(a_share(SHARER, AYUTTHAYA, DAY))
    words = "แจ้งแทน"
    handling.do(a_text(NATION, words, DAY, "caller", "7001"))
    handling.do(a_share(NATION, near(AYUTTHAYA, 300), DAY))
    handling.do(a_press(HEAD, "merge", DAY, case=SECOND, into=FIRST))

    facts = handling.do(a_press(NATION, "entered", DAY, case=SECOND, urgent="CHILD"))

    only(facts, CallerMarked)
    assert handling.case(FIRST).need.urgent == "CHILD"


def test_should_wake_others_when_the_only_one_on_duty_gives_back_what_cannot_wait(
    handling: Handling,
) -> None:
    handling.do(a_press(OFFICER, "on_duty", NIGHT))
    handling.do(a_press(SHARER, "danger", NIGHT, why="CHILD"))
    handling.do(a_share(SHARER, AYUTTHAYA, NIGHT))
    handling.do(a_press(OFFICER, "claim", NIGHT, case=FIRST))

    facts = handling.do(a_press(OFFICER, "release", LATER, case=FIRST, sure="yes"))

    assert told(handling, facts) == {HEAD, NATION}
    assert waits_since(handling, LATER).escalated
