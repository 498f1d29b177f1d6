"""Heads who want no digest hear once a day what is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cases.case import Case
from cases.facts.casework import Alerted
from cases.facts.fact import Fact
from cases.facts.team_changes import LateCases
from cases.people import Role
from cases.ports import Timer
from handlers.events import TimerDue, Unfollowed
from store import keys
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_line_id,
    a_press,
    a_share,
    an_event_id,
    minutes,
    near,
    with_fields,
)
from tests.handling import Handling, only

OFFICER, HEAD, NATION_HEAD = 11, 12, 13
#: 8:00 in Bangkok on the days after NOW, which is at 16:28.
MORNING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def handling(handling: Handling) -> Handling:
    """Return a centre with an officer and a head."""
    handling.enrol(OFFICER)
    enrol_head(handling, HEAD)
    return handling


def enrol_head(handling: Handling, who: int, centre: str = "TH-14") -> None:
    handling.enrol(who, centre, role=Role.HEAD)
    handling.do(a_press(who, "digest", to="off"))


def number(running: int) -> str:
    return f"14-6911-{running:04d}"


def share(handling: Handling, running: int, at: datetime = NOW) -> None:
    handling.do(a_share(running, near(AYUTTHAYA, 300 * running), at))


def mornings(handling: Handling) -> list[TimerDue]:
    return [one for one in handling.all_timers() if one.kind == Timer.LATE]


def next_morning(handling: Handling, centre: str = "TH-14") -> list[Fact]:
    """Let the clock bring the centre's next morning."""
    (due,) = [one for one in mornings(handling) if one.case == centre]
    handling.client.zrem(keys.TIMERS, f"late:{centre}")
    return handling.do(due)


def numbers(cases: tuple[Case, ...]) -> list[str]:
    return [case.number for case in cases]


def test_should_tell_the_head_what_waits_and_what_is_held_too_long(handling: Handling) -> None:
    for running in range(1, 6):
        share(handling, running)
    for running in (1, 2):
        handling.do(a_press(OFFICER, "claim", case=number(running)))
    for act in ("claim", "going", "arrived", "not_found"):
        handling.do(a_press(OFFICER, act, case=number(5)))

    first = only(next_morning(handling), LateCases)
    second = only(next_morning(handling), LateCases)

    assert first.to.line_id == a_line_id(HEAD)
    assert (numbers(first.waiting), numbers(first.held)) == ([number(3), number(4)], [])
    assert numbers(second.held) == [number(1), number(2)]


def test_should_count_from_the_claim_what_was_claimed_before_its_planned_time(
    handling: Handling,
) -> None:
    share(handling, 1)
    handling.do(a_press(OFFICER, "claim", case=number(1)))
    again = {"case": number(1), "at": (NOW + 10 * DAY).isoformat()}
    handling.do(with_fields(a_press(OFFICER, "revisit"), again))
    handling.do(a_press(OFFICER, "claim", case=number(1)))
    next_morning(handling)

    told = only(next_morning(handling), LateCases)

    assert numbers(told.held) == [number(1)]


def test_should_look_every_morning_while_there_are_open_cases(handling: Handling) -> None:
    share(handling, 1)
    share(handling, 2)
    due = [[one.at for one in mornings(handling)]]
    for _ in range(2):
        next_morning(handling)
        due.append([one.at for one in mornings(handling)])
    for running in (1, 2):
        for act in ("claim", "going", "arrived", "not_found"):
            handling.do(a_press(OFFICER, act, MORNING, case=number(running)))

    last = next_morning(handling)

    assert due == [[MORNING], [MORNING + DAY], [MORNING + 2 * DAY]]
    assert (last, mornings(handling)) == ([], [])


def test_should_say_nothing_of_what_is_in_time(handling: Handling) -> None:
    share(handling, 1, MORNING - minutes(10))

    assert next_morning(handling) == []
    assert [one.at for one in mornings(handling)] == [MORNING + DAY]


def test_should_tell_every_head_once_and_none_who_has_blocked_the_account(
    handling: Handling,
) -> None:
    enrol_head(handling, 21)
    enrol_head(handling, 22)
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(22)))
    share(handling, 1)

    facts = next_morning(handling)

    told = [fact.to.line_id for fact in facts if isinstance(fact, LateCases)]
    assert told == [a_line_id(HEAD), a_line_id(21)]


def test_should_tell_the_nation_in_one_message_of_centres_without_a_team(
    handling: Handling,
) -> None:
    enrol_head(handling, NATION_HEAD, "TH-10")
    handling.do(a_share(1, near(AYUTTHAYA, 440_000)))
    handling.do(a_share(2, near(AYUTTHAYA, 450_000)))

    facts = next_morning(handling, "TH-10")

    late = only(facts, LateCases)
    assert late.to.line_id == a_line_id(NATION_HEAD)
    assert len(late.waiting) == 2
    assert {case.centre for case in late.waiting} != {"TH-14"}


def test_should_tell_the_nation_of_what_was_escalated(handling: Handling) -> None:
    enrol_head(handling, NATION_HEAD, "TH-10")
    share(handling, 1)
    (due,) = [one for one in handling.timers() if one.kind == "escalate"]
    escalated = only(handling.do(due), Alerted)

    late = only(next_morning(handling, "TH-10"), LateCases)

    assert {one.person.line_id for one in escalated.team} == {
        a_line_id(OFFICER), a_line_id(HEAD), a_line_id(NATION_HEAD),
    }  # fmt: skip
    assert numbers(late.waiting) == [number(1)]


def test_should_count_anew_for_one_who_claims_what_was_given_back(handling: Handling) -> None:
    share(handling, 1)
    handling.do(a_press(OFFICER, "claim", case=number(1)))
    handling.do(a_press(OFFICER, "release", NOW + DAY, case=number(1), sure="yes"))
    handling.do(a_press(OFFICER, "claim", NOW + DAY, case=number(1)))
    next_morning(handling)

    assert next_morning(handling) == []
