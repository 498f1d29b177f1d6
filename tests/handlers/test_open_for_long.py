"""A case that nobody closes does not keep its sharers for ever; its heads hear of it before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.housekeeping import ClockWatch
from cases.case import State
from cases.facts.casework import CaseClaimed
from cases.facts.fact import Fact
from cases.facts.personal_data import MyDataShown
from cases.facts.shares import SharersTold
from cases.facts.team_changes import LateCases
from cases.people import Role
from config.settings import Settings
from handlers.events import TimerDue
from line.inbound import Skew
from store import keys
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    a_text,
    minutes,
    near,
)
from tests.handling import Handling, only

DAY = timedelta(days=1)
DAYS = Settings().open_case_days
NUMBER = "14-6911-0001"
THEN = NOW + DAYS * DAY


@pytest.fixture
def handling(client: Any) -> Handling:
    """Share two places, one of them twice and with words; an officer and a head hear of it."""
    handling = Handling(client, a_context())
    handling.enrol(9)
    handling.enrol(10, role=Role.HEAD)
    handling.do(a_share(1))
    handling.do(a_text(1, "เสื้อสีแดง หน้าตลาด", NOW + minutes(1)))
    handling.do(a_share(2, near(AYUTTHAYA, 20), NOW + minutes(2)))
    return handling


def pass_to(handling: Handling, at: datetime) -> list[Fact]:
    """Let a worker look at the old cases, and do what is then due for them."""
    handling.client.delete(keys.OLD_CASES)
    skew = Skew(lambda: at)
    skew.answered(at)
    ClockWatch(handling.client, skew, handling.context.settings, ("TH-14",), lambda: at).check(
        log=True
    )
    facts: list[Fact] = []
    for one in [one for one in handling.all_timers() if one.kind == "forget_open"]:
        handling.client.zrem(keys.TIMERS, f"{one.kind}:{one.case}")
        facts += handling.do(one, at)
    return facts


def kept(handling: Handling, number: str = NUMBER) -> list[int]:
    shares, details = keys.shares(number), keys.details(number)
    return [handling.client.hlen(shares), handling.client.hlen(details)]


def test_should_forget_the_sharers_of_a_case_that_nobody_closes(handling: Handling) -> None:
    pass_to(handling, THEN + minutes(1))
    before = kept(handling)

    pass_to(handling, THEN + minutes(3))

    case = handling.case(NUMBER)
    assert (before, kept(handling)) == ([2, 1], [0, 0])
    assert case.place.address == ""
    assert (case.place.point, case.shares, case.sharers) == (AYUTTHAYA, 2, 2)
    assert (case.state, handling.queue("TH-14")) == (State.WAITING, [NUMBER])
    assert handling.client.zcard(keys.shared(handling.person(1).id)) == 0
    assert verify(handling.client) == []


def test_should_be_workable_to_the_end_without_them(handling: Handling) -> None:
    pass_to(handling, THEN + minutes(3))

    claimed = handling.do(a_press(9, "claim", THEN + DAY, case=NUMBER))
    for act in ("going", "arrived", "not_found"):
        handling.do(a_press(9, act, THEN + DAY, case=NUMBER))
    told = [one for one in handling.all_timers() if one.kind == "tell_sharers"]

    only(claimed, CaseClaimed)
    assert handling.case(NUMBER).state is State.CLOSED
    assert only(handling.do(told[0], THEN + DAY), SharersTold).sharers == ()
    assert verify(handling.client) == []


def test_should_look_at_each_case_once(handling: Handling) -> None:
    pass_to(handling, THEN + minutes(3))

    with capture_logs() as logged:
        pass_to(handling, THEN + DAY)

    assert [line for line in logged if "forgotten" in line["event"]] == []


def test_should_give_a_case_more_time_that_is_shared_meanwhile(handling: Handling) -> None:
    due = TimerDue("x", THEN, "forget_open", NUMBER)
    handling.client.hset(keys.case(NUMBER), "last_shared_at", int((THEN - DAY).timestamp() * 1000))

    handling.do(due, THEN + minutes(3))

    assert kept(handling) == [2, 1]


def test_should_leave_a_closed_case_to_its_own_time(handling: Handling) -> None:
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(9, act, NOW + minutes(5), case=NUMBER))

    pass_to(handling, THEN + minutes(3))
    handling.do(TimerDue("x", THEN, "forget_open", NUMBER), THEN + minutes(3))

    assert kept(handling) == [2, 1]


def test_should_forget_also_what_was_merged_handed_over_and_split(handling: Handling) -> None:
    handling.do(a_share(3, near(AYUTTHAYA, 500), NOW + minutes(3)))
    handling.do(a_press(9, "merge", NOW + minutes(4), case="14-6911-0002", into=NUMBER))
    handling.do(a_share(4, near(AYUTTHAYA, 5_000), NOW + minutes(5)))
    handling.do(
        a_press(9, "handover", NOW + minutes(6), case="14-6911-0003", to="TH-19", why="other")
    )
    merged = kept(handling)
    assert handling.case(NUMBER).links.merged == ("14-6911-0002",)
    assert handling.case("14-6911-0003").centre == "TH-19"

    pass_to(handling, THEN + DAY)

    assert merged == [3, 1]
    assert [kept(handling, f"14-6911-000{one}") for one in (1, 2, 3)] == [[0, 0]] * 3
    handling.do(a_press(9, "unmerge", THEN + DAY, case=NUMBER, out="14-6911-0002"))
    assert verify(handling.client) == []


def test_should_not_believe_a_clock_that_is_not_known_to_be_right(handling: Handling) -> None:
    handling.client.delete(keys.OLD_CASES)
    late = THEN + DAY

    ClockWatch(
        handling.client, Skew(lambda: late), handling.context.settings, ("TH-14",), lambda: late
    ).check(log=True)

    assert [one for one in handling.all_timers() if one.kind == "forget_open"] == []


@pytest.mark.parametrize(
    ("day", "ending"),
    [(DAYS - 16, []), (DAYS - 13, [NUMBER]), (DAYS - 1, [NUMBER]), (DAYS + 1, [])],
)
def test_should_tell_the_head_two_weeks_before(
    handling: Handling, day: int, ending: list[str]
) -> None:
    handling.do(a_press(10, "digest", kind="daily", to="off"))
    morning = NOW.replace(hour=1, minute=0) + day * DAY
    due = TimerDue(f"late:{day}", morning, "late", "TH-14")

    told = only(handling.do(due, morning), LateCases)

    assert told.to.line_id == a_line_id(10)
    assert [case.number for case in told.ending] == ending


def test_should_tell_a_sharer_no_more_of_it(handling: Handling) -> None:
    pass_to(handling, THEN + minutes(3))

    shown = only(handling.do(a_press(1, "my_data", THEN + DAY)), MyDataShown)

    assert (shown.kept.shares, shown.kept.cases, shown.kept.words) == (0, 0, 0)
