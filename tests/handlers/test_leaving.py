"""A head takes out who has left; an operator may take out anybody."""

from __future__ import annotations

import pytest

from cases.case import State
from cases.facts.casework import Guided, Refused
from cases.facts.digests import Digested
from cases.facts.fact import Fact
from cases.facts.team_changes import (
    MEMBERS_A_PAGE,
    CasesBack,
    MemberRemoved,
    Parting,
    RemovalAsked,
    TakenOut,
    TeamShown,
)
from cases.log import Act
from cases.people import Role
from cases.ports import Timer
from cases.refusal import Refusal
from handlers.events import TimerDue, Unfollowed
from line.outbound import menu_links
from store.verify import verify
from tests.builders import (
    AYUTTHAYA,
    NOW,
    a_line_id,
    a_press,
    a_share,
    a_text,
    an_event_id,
    minutes,
    near,
)
from tests.handling import Handling, only

HEAD, OTHER_HEAD, SOMYING, ANONG, MANAGER, ELSEWHERE = 11, 12, 13, 14, 15, 16


@pytest.fixture
def handling(handling: Handling) -> Handling:
    """Return a centre with two heads, two officers and a manager, and an officer of another one."""
    handling.enrol(HEAD, role=Role.HEAD)
    handling.enrol(OTHER_HEAD, role=Role.HEAD)
    handling.enrol(SOMYING)
    handling.enrol(ANONG)
    handling.enrol(MANAGER, role=Role.MANAGER)
    handling.enrol(ELSEWHERE, "TH-50")
    return handling


def person(handling: Handling, who: int) -> str:
    return str(handling.person(who).id)


def remove(handling: Handling, who: int, by: int = HEAD) -> list[Fact]:
    return handling.do(a_press(by, "remove", NOW, person=person(handling, who), sure="yes"))


def claimed_by(handling: Handling, who: int, cases: int) -> None:
    for step in range(cases):
        handling.do(a_share(1, near(AYUTTHAYA, 300 * step)))
        handling.do(a_press(who, "claim", case=f"14-6911-{step + 1:04d}"))


def by_operator(handling: Handling, who: int) -> list[Fact]:
    row = f"TH-14/{person(handling, who)}"
    return handling.do(TimerDue(an_event_id(), NOW, Timer.REMOVE_MEMBER, row))


def test_should_show_the_head_the_whole_team(handling: Handling) -> None:
    claimed_by(handling, SOMYING, 2)

    shown = only(handling.do(a_press(HEAD, "team")), TeamShown)

    assert [(one.person.line_id, cases) for one, cases in shown.members] == [
        (a_line_id(HEAD), 0),
        (a_line_id(OTHER_HEAD), 0),
        (a_line_id(SOMYING), 2),
        (a_line_id(ANONG), 0),
        (a_line_id(MANAGER), 0),
    ]


def test_should_page_a_large_team(handling: Handling) -> None:
    for who in range(30, 40):
        handling.enrol(who)

    pages = [only(handling.do(a_press(HEAD, "team", page=str(n))), TeamShown) for n in range(3)]

    sizes = [(len(page.members), page.total) for page in pages]
    assert sizes == [(MEMBERS_A_PAGE, 15), (5, 15), (0, 15)]


@pytest.mark.parametrize("who", [SOMYING, MANAGER])
@pytest.mark.parametrize("act", ["team", "remove"])
def test_should_be_the_heads_alone(handling: Handling, who: int, act: str) -> None:
    asked = a_press(who, act, NOW, person=person(handling, ANONG), sure="yes")

    refused = only(handling.do(asked), Refused)

    assert refused.why is Refusal.NOT_HEAD
    assert handling.person(ANONG).centre == "TH-14"


def test_should_ask_before_anybody_is_removed(handling: Handling) -> None:
    claimed_by(handling, SOMYING, 1)

    asked = only(handling.do(a_press(HEAD, "remove", person=person(handling, SOMYING))),
                 RemovalAsked)  # fmt: skip

    assert (asked.member.name, asked.in_hand) == ("name 13", 1)
    assert handling.person(SOMYING).centre == "TH-14"


@pytest.mark.parametrize(
    ("who", "why"),
    [
        pytest.param(HEAD, Refusal.NOT_REMOVABLE, id="oneself"),
        pytest.param(OTHER_HEAD, Refusal.NOT_REMOVABLE, id="another head"),
        pytest.param(MANAGER, Refusal.NOT_REMOVABLE, id="a manager"),
        pytest.param(ELSEWHERE, Refusal.NOT_IN_TEAM, id="of another centre"),
        pytest.param(77, Refusal.NOT_IN_TEAM, id="a citizen"),
    ],
)
def test_should_remove_officers_of_the_own_team_only(
    handling: Handling, who: int, why: Refusal
) -> None:
    centre = handling.person(who).centre

    refused = only(remove(handling, who), Refused)

    assert (refused.why, handling.person(who).centre) == (why, centre)


@pytest.mark.parametrize("asked", ["", "x", "-1", "๑", "9" * 99])
def test_should_survive_a_forged_person(handling: Handling, asked: str) -> None:
    refused = only(handling.do(a_press(HEAD, "remove", person=asked, sure="yes")), Refused)

    assert refused.why is Refusal.NOT_IN_TEAM


def test_should_give_the_cases_of_a_removed_officer_back(handling: Handling) -> None:
    claimed_by(handling, SOMYING, 2)

    facts = remove(handling, SOMYING)

    removed = only(facts, MemberRemoved)
    assert (removed.to.line_id, removed.member.name, removed.cases) == (
        a_line_id(HEAD), "name 13", 2,
    )  # fmt: skip
    back = only(facts, CasesBack)
    assert (back.to.person.line_id, len(back.cases), back.parting) == (
        a_line_id(ANONG), 2, Parting.LEFT,
    )  # fmt: skip
    assert only(facts, TakenOut).to.line_id == a_line_id(SOMYING)
    assert handling.case("14-6911-0001").state is State.WAITING
    assert handling.logged(Act.TEAM_LEFT) == 1
    assert verify(handling.client) == []


def test_should_take_every_right_from_one_who_was_removed(handling: Handling) -> None:
    claimed_by(handling, SOMYING, 1)
    handling.do(a_press(SOMYING, "on_duty", hours="4"))
    remove(handling, SOMYING)

    refused = only(handling.do(a_press(SOMYING, "going", case="14-6911-0001")), Refused)

    assert refused.why is Refusal.NOT_STAFF
    assert handling.person(SOMYING).centre is None
    assert [one for one in handling.timers() if one.kind == Timer.DUTY_END] == []
    assert only(handling.do(a_press(SOMYING, "nothing")), Guided).member is None


def test_should_link_the_citizens_menu_again(handling: Handling) -> None:
    event = a_press(HEAD, "remove", NOW, person=person(handling, SOMYING), sure="yes")

    calls = menu_links(event, handling.do(event), NOW)

    assert [call.to for call in calls] == [a_line_id(SOMYING)]


def test_should_change_nothing_at_a_second_press(handling: Handling) -> None:
    number = person(handling, SOMYING)
    remove(handling, SOMYING)

    again = handling.do(a_press(HEAD, "remove", person=number, sure="yes"))

    assert only(again, Refused).why is Refusal.NOT_IN_TEAM
    assert handling.logged(Act.TEAM_LEFT) == 1


def test_should_let_an_operator_remove_a_head(handling: Handling) -> None:
    claimed_by(handling, HEAD, 1)

    facts = by_operator(handling, HEAD)

    assert [one.to.line_id for one in facts if isinstance(one, MemberRemoved)] == [
        a_line_id(OTHER_HEAD)
    ]
    assert only(facts, TakenOut).to.line_id == a_line_id(HEAD)
    assert {one.to.person.line_id for one in facts if isinstance(one, CasesBack)} == {
        a_line_id(SOMYING), a_line_id(ANONG),
    }  # fmt: skip
    assert by_operator(handling, HEAD) == []


def test_should_name_the_cases_of_one_who_blocks_the_account_in_the_morning(
    handling: Handling,
) -> None:
    claimed_by(handling, SOMYING, 1)
    handling.do(Unfollowed(an_event_id(), NOW + minutes(5), a_line_id(SOMYING)))
    (due,) = [one for one in handling.all_timers() if one.kind == Timer.LATE]

    told = [fact for fact in handling.do(due) if isinstance(fact, Digested)]

    assert {one.to.line_id for one in told} == {a_line_id(HEAD), a_line_id(OTHER_HEAD)}
    assert {case.number for one in told for case in one.standing.held} == {"14-6911-0001"}


def test_should_take_no_caller_s_words_from_one_who_was_taken_out(handling: Handling) -> None:
    handling.do(a_press(SOMYING, "caller"))

    remove(handling, SOMYING)

    assert only(handling.do(a_text(SOMYING, "hello")), Guided)
    assert handling.logged(Act.FORGED) == 0
