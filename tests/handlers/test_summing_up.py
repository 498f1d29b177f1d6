"""One account's urgent cases: all are kept, the first are alerted of, the rest is summed up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from cases.digest import Quota
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.team_changes import UrgentSummedUp
from cases.log import Act
from cases.people import Role
from cases.ports import Timer
from handlers.events import TimerDue
from store import keys
from store.limits import summed_up_at
from store.outbox import Outbox
from store.report_reader import keep_quota
from store.stream import Inbox
from store.timers import sweep
from tests.builders import AYUTTHAYA, NOW, a_context, a_press, a_share, an_event_id, minutes, near
from tests.handling import Handling, only
from tests.lives import sure

ANNA, BOON, HEAD = 11, 12, 13
FLOOD = 60


@pytest.fixture
def handling(client: Any) -> Handling:
    found = Handling(client, a_context())
    for who, role in ((ANNA, Role.OFFICER), (BOON, Role.OFFICER), (HEAD, Role.HEAD)):
        found.enrol(who, role=role)
    return found


def an_urgent_share(handling: Handling, number: int, who: int = 1, after: float = 0) -> list[Fact]:
    """Tap "danger" and send a place, each 250 m from the one before."""
    at = NOW + minutes(after) + timedelta(milliseconds=50 * number)
    handling.do(a_press(who, "danger", at, why="MEDICAL"))
    return handling.do(a_share(who, near(AYUTTHAYA, 250 * number), at))


def a_flood(handling: Handling, count: int = FLOOD) -> list[Fact]:
    return [fact for number in range(count) for fact in an_urgent_share(handling, number)]


def told(facts: list[Fact]) -> tuple[list[Alerted], list[UrgentSummedUp]]:
    alerts = [fact for fact in facts if isinstance(fact, Alerted)]
    return alerts, [fact for fact in facts if isinstance(fact, UrgentSummedUp)]


def by_clock(handling: Handling, until: float) -> list[Fact]:
    """Let the clock bring what is due until so many minutes after NOW, in order."""
    facts: list[Fact] = []
    while due := [one for one in handling.all_timers() if one.at <= NOW + minutes(until)]:
        handling.client.zrem(keys.TIMERS, f"{due[0].kind}:{due[0].case}")
        facts += handling.do(due[0])
    return facts


def test_should_keep_every_case_and_alert_of_the_first_alone(handling: Handling) -> None:
    alerts, summed_up = told(a_flood(handling))

    assert handling.count("cases") == handling.count("shares") == FLOOD
    assert len(handling.queue("TH-14")) == FLOOD
    assert all(handling.case(number).need.urgent == "MEDICAL" for number in handling.queue("TH-14"))
    assert [one.case.number for one in alerts] == [f"14-6911-000{n}" for n in (1, 2, 3)]
    assert [one.total for one in summed_up] == [1]
    assert {one.person.id for one in summed_up[0].team} == {
        handling.person(who).id for who in (ANNA, BOON, HEAD)
    }


def test_should_sum_up_again_while_more_come(handling: Handling) -> None:
    a_flood(handling)

    (again,) = told(by_clock(handling, 1.2))[1]
    an_urgent_share(handling, FLOOD, after=1.5)
    (third,) = told(by_clock(handling, 3.3))[1]

    assert (len(again.cases), again.total) == (FLOOD - 4, FLOOD - 3)
    assert (len(third.cases), third.total) == (1, FLOOD - 2)
    heard = {case.number for one in (again, third) for case in one.cases}
    assert heard == set(handling.queue("TH-14")[4:])
    assert told(by_clock(handling, 14))[1] == []


def test_should_speak_of_one_case_at_a_time_when_nobody_claims_them(handling: Handling) -> None:
    handling.enrol(21, "TH-10")
    a_flood(handling)

    alerts, _ = told(by_clock(handling, 20))
    handling.client.delete(keys.spoken_summed_up("TH-14"))  # ten minutes later
    alerts += told(by_clock(handling, 40))[0]

    assert [one.why for one in alerts].count(Why.REMINDER) == 3 + 1
    assert [one.why for one in alerts].count(Why.UNCLAIMED) == 3 + 1
    assert all(handling.case(number).escalated for number in handling.queue("TH-14"))


def test_should_begin_anew_after_the_window_and_end_with_the_day(handling: Handling) -> None:
    alerted = []
    for hour in range(6):
        at = 60 * hour
        facts = [
            fact for n in range(3) for fact in an_urgent_share(handling, 9 * hour + n, after=at)
        ]
        alerted.append(len(told(facts)[0]))

    assert alerted == [3, 3, 3, 1, 0, 0]


def test_should_count_each_account_alone_and_no_staff(handling: Handling) -> None:
    a_flood(handling, 5)

    assert len(told(an_urgent_share(handling, 70, who=2))[0]) == 1
    staff = [
        fact for n in range(90, 96) for fact in handling.do(a_share(ANNA, near(AYUTTHAYA, 250 * n)))
    ]
    assert len(told(staff)[0]) == 6


def test_should_alert_of_a_case_that_somebody_else_shares_too(handling: Handling) -> None:
    a_flood(handling, 6)
    last = handling.queue("TH-14")[-1]
    assert handling.case(last).summed_up

    facts = handling.do(a_share(2, near(AYUTTHAYA, 250 * 5), NOW + minutes(1)))

    assert only(facts, Alerted).case.number == last
    assert not handling.case(last).summed_up


def test_should_alert_once_of_who_asks_for_help_again_and_again(handling: Handling) -> None:
    alerts = []
    for number in range(9):
        handling.do(a_press(1, "start", who="me"))
        facts = handling.do(a_share(1, near(AYUTTHAYA, 250 * number)))
        alerts += told(facts)[0]

    assert len(alerts) == 1


def test_should_keep_the_last_part_of_the_pushes_for_others(handling: Handling) -> None:
    keep_quota(handling.client, Quota(1_000, 901, NOW))

    facts = a_flood(handling, 9)

    assert (len(told(facts)[0]), told(facts)[1]) == (3, [])
    assert len(told(an_urgent_share(handling, 70, who=2))[0]) == 1
    keep_quota(handling.client, Quota(1_000, 0, NOW))
    (later,) = told(by_clock(handling, 10.2))[1]
    assert len(later.cases) == 6


def test_should_tell_of_what_is_pending_before_an_account_is_erased(handling: Handling) -> None:
    a_flood(handling, 9)

    facts = handling.do(sure(1))

    assert len(only(facts, UrgentSummedUp).cases) == 5
    assert handling.client.keys(f"*urgent_pace:{handling.person(1).id}") == []


def test_should_say_so_to_the_operator(handling: Handling) -> None:
    assert summed_up_at(handling.client) is None

    a_flood(handling, 9)

    assert summed_up_at(handling.client) is not None
    assert handling.client.hget(keys.TALLIES, "urgent_summed_up") == b"6"
    assert handling.logged(Act.SUMMED_UP) == 6


def test_should_not_take_what_is_summed_up_for_stuck(handling: Handling) -> None:
    for stream in (Inbox(handling.client, "w"), Outbox(handling.client, "s")):
        stream.prepare()
    a_flood(handling, 9)

    for after, unheard in ((5, 3), (13, 9)):
        found = sweep(handling.client, ["TH-14"], NOW + minutes(after))
        assert found["unheard_cases"] == unheard


def test_should_take_back_nothing_that_the_clock_brings_twice(handling: Handling) -> None:
    a_flood(handling, 9)
    event = TimerDue(an_event_id(), NOW + minutes(1.1), Timer.SUM_UP, str(handling.person(1).id))

    only(handling.do(event), UrgentSummedUp)

    assert handling.do(event) == []
