"""On duty with hours, and the cases that a shift leaves behind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cases.case import State
from cases.facts.casework import Alerted, CaseReleased, Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import CasesBack, CasesGivenBack, DutyChanged, Parting
from cases.log import Act
from cases.people import Member, Role
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import TimerDue, Unfollowed
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_line_id,
    a_press,
    a_share,
    a_text,
    act_of,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only
from tests.lives import sure

SOMYING, ANONG, HEAD = 11, 12, 13
HOUR = minutes(60)


def number(running: int) -> str:
    return f"14-6911-{running:04d}"


def member(handling: Handling, who: int) -> Member:
    found = handling.unit().teams.find(handling.person(who))
    assert found is not None
    return found


def duty_end(handling: Handling) -> TimerDue:
    (found,) = [one for one in handling.timers() if one.kind == Timer.DUTY_END]
    return found


def holds(handling: Handling, who: int, cases: int, *then: str) -> None:
    """Let somebody claim so many cases, and go on with the first of them."""
    for step in range(cases):
        handling.do(a_share(1 + step, near(AYUTTHAYA, 300 * step)))
        handling.do(a_press(who, "claim", case=number(step + 1)))
    for act in then:
        handling.do(a_press(who, act, case=number(1)))


def back(facts: list[Fact]) -> list[tuple[int, list[str]]]:
    """Return who hears of which cases."""
    found = [one for one in facts if isinstance(one, CasesBack)]
    return [(one.to.person.id, [case.number for case in one.cases]) for one in found]


def duties(handling: Handling) -> tuple[int, int]:
    """Count in the log how often a duty began and ended."""
    return handling.logged(Act.DUTY_BEGAN), handling.logged(Act.DUTY_ENDED)


def test_should_end_a_shift_after_its_hours(handling: Handling) -> None:
    handling.enrol(SOMYING)
    begun = only(handling.do(a_press(SOMYING, "on_duty", hours="8")), DutyChanged)

    end = duty_end(handling)

    over = only(handling.do(end), DutyChanged)

    assert begun.until == end.at == NOW + 8 * HOUR
    assert (over.on_duty, over.by_clock, over.until, over.in_hand) == (False, True, begun.until, 0)
    assert (member(handling, SOMYING).on_duty, member(handling, SOMYING).until) == (False, None)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("เข้าเวร 8", NOW + 8 * HOUR),
        ("เข้าเวร 12 ชม.", NOW + 12 * HOUR),
        ("on duty 4 hours", NOW + 4 * HOUR),
        ("เข้าเวรถึง 16:30 น.", datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),
        ("On duty until 8.30", datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
        ("เข้าเวร", None),
        ("on duty", None),
    ],
)
def test_should_take_the_end_of_a_shift_as_it_is_typed(
    handling: Handling, typed: str, end: datetime | None
) -> None:
    handling.enrol(SOMYING)

    begun = only(handling.do(a_text(SOMYING, typed, act=act_of(typed))), DutyChanged)

    assert begun.until == end


@pytest.mark.parametrize(
    "asked",
    [{"hours": "0"}, {"hours": "25"}, {"hours": "-1"}, {"hours": "๘"}, {"hours": "9" * 50},
     {"hours": "x"}, {"until": "24:00"}, {"until": "16:60"}, {"until": "soon"}, {"until": ""}],
)  # fmt: skip
def test_should_refuse_a_shift_without_a_sensible_end(
    handling: Handling, asked: dict[str, str]
) -> None:
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "off_duty"))

    refused = only(handling.do(a_press(SOMYING, "on_duty", NOW, **asked)), Refused)

    assert refused.why is Refusal.SHIFT_END
    assert not member(handling, SOMYING).on_duty


def test_should_not_end_a_shift_that_was_changed_meanwhile(handling: Handling) -> None:
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "on_duty", hours="4"))
    stale = duty_end(handling)

    handling.do(a_press(SOMYING, "on_duty", hours="8"))
    longer = duty_end(handling).at
    after_longer = handling.do(stale)
    handling.do(a_press(SOMYING, "on_duty"))
    left = [one for one in handling.timers() if one.kind == Timer.DUTY_END]
    after_open = handling.do(TimerDue("later", longer, stale.kind, stale.case))

    assert (after_longer, longer, left, after_open) == ([], NOW + 8 * HOUR, [], [])
    assert member(handling, SOMYING).on_duty


@pytest.mark.parametrize("row", ["TH-14/999", "TH-50/1"])
def test_should_end_nothing_for_one_who_is_not_in_the_team(handling: Handling, row: str) -> None:
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "on_duty", hours="4"))

    assert handling.do(TimerDue("stray", NOW + 9 * HOUR, "duty_end", row)) == []


def test_should_keep_the_end_of_a_shift_when_the_language_changes(handling: Handling) -> None:
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "on_duty", hours="8"))

    handling.do(a_press(SOMYING, "language", to="th"))

    assert member(handling, SOMYING).until == NOW + 8 * HOUR


def test_should_say_what_is_in_hand_when_a_shift_ends(handling: Handling) -> None:
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "on_duty", hours="4"))
    holds(handling, SOMYING, 7, "going", "arrived")

    over = only(handling.do(duty_end(handling)), DutyChanged)

    assert over.in_hand == 7
    assert [case.number for case in over.held] == [number(n) for n in range(1, 6)]
    assert handling.case(number(1)).state is State.ON_SITE


def test_should_give_all_back_in_one_message_a_colleague(handling: Handling) -> None:
    for who in (SOMYING, ANONG):
        handling.enrol(who)
    handling.enrol(HEAD, role=Role.HEAD)
    holds(handling, SOMYING, 3, "going", "arrived")
    handling.do(a_press(SOMYING, "off_duty", NOW + HOUR))

    facts = handling.do(a_press(SOMYING, "give_back", NOW + HOUR))

    assert only(facts, CasesGivenBack).cases == 3
    assert back(facts) == [(handling.person(ANONG).id, [number(n) for n in (1, 2, 3)])]
    told = only(facts, CasesBack)
    assert (told.name, told.parting) == ("name 11", Parting.OFF_DUTY)
    assert not [one for one in facts if isinstance(one, Alerted)]
    cases = [handling.case(number(n)) for n in (1, 2, 3)]
    assert {(case.state, case.holder, case.visit.distance_m) for case in cases} == {
        (State.WAITING, None, None)
    }
    assert {case.waiting_since for case in cases} == {NOW + HOUR}
    assert sorted(one.kind for one in handling.timers()) == ["escalate"] * 3 + ["remind"] * 3
    assert handling.logged(Act.RELEASED) == 3
    assert handling.unit().cases.held_by(handling.person(SOMYING).id, first=0, count=9) == ([], 0)


def test_should_tell_the_head_where_nobody_else_is_on_duty(handling: Handling) -> None:
    handling.enrol(SOMYING)
    handling.enrol(HEAD, role=Role.HEAD)
    holds(handling, SOMYING, 2)
    handling.do(a_press(SOMYING, "off_duty"))

    facts = handling.do(a_press(SOMYING, "give_back"))

    assert back(facts) == [(handling.person(HEAD).id, [number(1), number(2)])]


def test_should_send_cases_of_other_centres_back_to_their_own(handling: Handling) -> None:
    handling.enrol(SOMYING, "TH-10")
    handling.do(a_share(1))
    handling.do(a_press(SOMYING, "claim", case=number(1)))
    handling.enrol(ANONG)
    handling.do(a_press(SOMYING, "off_duty"))

    facts = handling.do(a_press(SOMYING, "give_back"))

    assert back(facts) == [(handling.person(ANONG).id, [number(1)])]
    assert handling.queue("TH-14") == [number(1)]


def test_should_give_nothing_back_while_on_duty_or_twice(handling: Handling) -> None:
    handling.enrol(SOMYING)
    holds(handling, SOMYING, 1)

    refused = only(handling.do(a_press(SOMYING, "give_back")), Refused)
    handling.do(a_press(SOMYING, "off_duty"))
    handling.do(a_press(SOMYING, "give_back"))
    again = only(handling.do(a_press(SOMYING, "give_back")), CasesGivenBack)

    assert (refused.why, again.cases) == (Refusal.STILL_ON_DUTY, 0)


@pytest.mark.parametrize("act", ["give_back", "team", "remove"])
def test_should_refuse_a_stranger(handling: Handling, act: str) -> None:
    refused = only(handling.do(a_press(21, act, person="1", sure="yes")), Refused)

    assert refused.why is Refusal.NOT_STAFF
    assert handling.logged(Act.FORGED) == 1


def test_should_still_release_one_by_one(handling: Handling) -> None:
    handling.enrol(SOMYING)
    holds(handling, SOMYING, 1)
    handling.do(a_press(SOMYING, "off_duty"))

    only(handling.do(a_press(SOMYING, "release", case=number(1), sure="yes")), CaseReleased)


def test_should_end_the_shift_of_one_who_blocks_the_account(handling: Handling) -> None:
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "on_duty", hours="8"))

    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(SOMYING)))
    handling.do(Unfollowed(an_event_id(), NOW, a_line_id(SOMYING)))

    assert (member(handling, SOMYING).on_duty, member(handling, SOMYING).until) == (False, None)
    assert member(handling, SOMYING).person.blocked
    assert duties(handling) == (1, 1)
    assert handling.timers() == []


@pytest.mark.parametrize("leaves", ["another team", "erased", "taken out"])
def test_should_end_the_shift_of_one_who_leaves_the_team(handling: Handling, leaves: str) -> None:
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(SOMYING)
    handling.do(a_press(SOMYING, "on_duty", hours="8"))

    if leaves == "another team":
        handling.enrol(SOMYING, "TH-50", Role.HEAD)
    elif leaves == "erased":
        handling.do(sure(SOMYING))
    else:
        person = str(handling.person(SOMYING).id)
        handling.do(a_press(HEAD, "remove", person=person, sure="yes"))

    assert duties(handling) == (1, 1)
    assert handling.logged(Act.TEAM_LEFT) == 1
    assert handling.timers() == []
