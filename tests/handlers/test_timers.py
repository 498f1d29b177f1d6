"""What the clock brings: reminders, escalation, and what is to be forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from cases.case import State
from cases.facts.casework import Alerted, CaseClaimed, QueueShown, Why
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, SharersTold
from cases.people import Role
from handlers.events import TimerDue
from store import keys
from tests.builders import NOW, a_context, a_line_id, a_press, a_share, minutes
from tests.handling import Handling, only
from tests.lives import sure

NUMBER = "14-6911-0001"


def timer(handling: Handling, kind: str) -> TimerDue:
    """Return the one timer of that kind."""
    found = [one for one in handling.timers() if one.kind == kind]
    assert len(found) == 1
    return found[0]


def told(facts: list[Fact]) -> list[str]:
    """Return who is alerted."""
    return [member.person.line_id for member in only(facts, Alerted).team]


def test_should_remind_those_on_duty_after_fifteen_minutes(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))

    facts = handling.do(timer(handling, "remind"))

    assert timer(handling, "remind").at == NOW + minutes(15)
    assert (told(facts), only(facts, Alerted).why) == ([a_line_id(11)], Why.REMINDER)


def test_should_escalate_to_the_head_and_the_national_centre(handling: Handling) -> None:
    handling.enrol(11)
    handling.enrol(12, role=Role.HEAD)
    handling.enrol(13, "TH-10")
    handling.do(a_share(1))

    facts = handling.do(timer(handling, "escalate"))

    assert timer(handling, "escalate").at == NOW + minutes(30)
    assert told(facts) == [a_line_id(11), a_line_id(13), a_line_id(12)]
    assert handling.count("escalated") == 1
    assert handling.queue("TH-14") == [NUMBER]
    shown = only(handling.do(a_press(13, "queue")), QueueShown)
    assert [case.number for case in shown.cases] == [NUMBER]
    only(handling.do(a_press(13, "claim", case=NUMBER)), CaseClaimed)


def test_should_stop_the_clocks_at_a_claim_and_start_them_at_a_release(
    handling: Handling,
) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", NOW + minutes(5), case=NUMBER))
    stopped = handling.timers()

    handling.do(a_press(11, "release", NOW + minutes(9), case=NUMBER, sure="yes"))

    assert [one.kind for one in stopped] == ["holder"]
    assert [one.at for one in handling.timers()] == [NOW + minutes(24), NOW + minutes(39)]


def test_should_count_the_wait_from_when_a_late_share_was_taken(handling: Handling) -> None:
    handling.enrol(11)

    handling.do(a_share(1), now=NOW + minutes(60))

    assert timer(handling, "remind").at == NOW + minutes(75)
    assert handling.case(NUMBER).opened_at == NOW


def test_should_ignore_a_timer_that_a_release_has_overtaken(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    old = timer(handling, "remind")
    handling.do(a_press(11, "claim", NOW + minutes(14), case=NUMBER))
    handling.do(a_press(11, "release", NOW + minutes(14), case=NUMBER, sure="yes"))

    facts = handling.do(old)

    assert facts == []


def test_should_forget_who_shared_and_round_the_place_in_time(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(11, act, case=NUMBER))
    due = handling.timers()

    for one in due:
        handling.do(one)

    assert [(one.kind, (one.at - NOW).days) for one in due] == [
        ("tell_sharers", 0),
        ("forget_photos", 7),
        ("forget_sharers", 90),
        ("round_place", 365),
    ]
    case = handling.case(NUMBER)
    assert handling.unit().cases.shares(NUMBER) == []
    assert (case.shares, case.state, case.place.address) == (1, State.CLOSED, "")
    assert (case.place.point.latitude, case.place.point.longitude) == (14.353, 100.569)


@pytest.mark.parametrize("raised", ["claim_minutes", "escalate_minutes"])
def test_should_still_remind_and_escalate_after_the_minutes_were_raised(
    client: Any, raised: str
) -> None:
    before = Handling(client, a_context())
    before.enrol(9)
    opened = only(before.do(a_share(1)), CaseOpened)
    after = Handling(client, a_context(claim_minutes=60, escalate_minutes=90))
    due_at = NOW + minutes(15 if raised == "claim_minutes" else 30)

    for timer in before.timers():
        if timer.at <= due_at:
            after.client.zrem(keys.TIMERS, f"{timer.kind}:{timer.case}")
            after.do(timer)
    left = {timer.kind: timer for timer in after.timers()}

    kind = "remind" if raised == "claim_minutes" else "escalate"
    assert kind in left, "nothing will ever remind anybody of this case"
    assert only(after.do(left[kind]), Alerted).case.number == opened.case.number


def close_with_crowd(handling: Handling, sharers: int) -> None:
    """Close a case that so many shared."""
    handling.enrol(9999)
    for who in range(1, sharers + 1):
        handling.do(a_share(who))
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9999, act, case=NUMBER))


def test_should_tell_everybody_of_a_crowd_of_which_some_are_erased_meanwhile(
    handling: Handling,
) -> None:
    close_with_crowd(handling, 502)
    first = only(handling.do(timer(handling, "tell_sharers")), SharersTold).sharers
    handling.client.zrem(keys.TIMERS, f"tell_sharers:{NUMBER}")
    for who in (1, 2):
        handling.do(sure(who))

    second = only(handling.do(timer(handling, "tell_sharers")), SharersTold).sharers

    told = [person.line_id for person in (*first, *second)]
    assert sorted(told) == [a_line_id(who) for who in range(1, 503)]


def test_should_tell_a_crowd_in_steps_and_each_of_them_once(handling: Handling) -> None:
    close_with_crowd(handling, 1101)

    steps = []
    while tells := [one for one in handling.timers() if one.kind == "tell_sharers"]:
        handling.client.zremrangebyrank(keys.TIMERS, 0, 0)
        steps.append(only(handling.do(tells[0]), SharersTold).sharers)

    assert [len(told) for told in steps] == [500, 500, 101]
    assert len({person.id for told in steps for person in told}) == 1101
