"""Joining a team, and being on duty."""

from __future__ import annotations

import pytest

from cases.facts.casework import Guided, QueueShown
from cases.facts.team_changes import (
    CasesInHand,
    CodeRefused,
    CodeTriesOver,
    DutyChanged,
    MemberArrived,
    TeamJoined,
)
from cases.log import Act
from cases.people import Invitation, Language, Role
from store.people import invite
from tests.builders import AYUTTHAYA, a_line_id, a_press, a_share, a_text, near
from tests.handling import Handling, only

WRONG = "AAAA-0000-0000-0000"


def a_code(handling: Handling, role: Role = Role.OFFICER, uses: int = 1) -> str:
    """Invite somebody to Ayutthaya."""
    return invite(handling.client, Invitation("TH-14", role), uses=uses, days=1)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda code: code, id="as printed"),
        pytest.param(lambda code: f"  {code.lower()}  ", id="small letters and blanks around"),
        pytest.param(lambda code: code.replace("-", ""), id="without dashes"),
        pytest.param(lambda code: code.replace("-", " "), id="with blanks"),
    ],
)
def test_should_join_with_a_good_code(handling: Handling, typed: object) -> None:
    code = a_code(handling)

    joined = only(handling.do(a_text(11, typed(code))), TeamJoined)  # type: ignore[operator]

    assert (joined.member.centre, joined.member.role) == ("TH-14", Role.OFFICER)
    assert joined.member.on_duty
    assert joined.member.name == "name 11"
    assert joined.to.language is Language.ENGLISH


def test_should_join_once_with_one_code(handling: Handling) -> None:
    code = a_code(handling)
    handling.do(a_text(11, code))

    only(handling.do(a_text(12, code)), CodeRefused)

    assert handling.person(12).centre is None


def test_should_join_as_often_as_the_invitation_says(handling: Handling) -> None:
    code = a_code(handling, uses=2)

    for who in (11, 12):
        only(handling.do(a_text(who, code)), TeamJoined)

    only(handling.do(a_text(13, code)), CodeRefused)


def test_should_welcome_a_member_again_who_sends_the_code_twice(handling: Handling) -> None:
    handling.enrol(13, role=Role.HEAD)
    code = a_code(handling, uses=2)
    handling.do(a_text(11, code))

    again = handling.do(a_text(11, code))

    assert [type(fact) for fact in again] == [TeamJoined]
    assert handling.logged(Act.JOINED) == 2
    only(handling.do(a_text(12, code)), TeamJoined)


def test_should_welcome_a_member_again_with_cases_in_hand(handling: Handling) -> None:
    code = a_code(handling, uses=2)
    handling.do(a_text(11, code))
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case="14-6911-0001"))

    only(handling.do(a_text(11, code)), TeamJoined)

    assert handling.case("14-6911-0001").holder == handling.person(11).id


def test_should_refuse_a_used_up_code_also_to_who_used_it(handling: Handling) -> None:
    code = a_code(handling, uses=1)
    handling.do(a_text(11, code))

    only(handling.do(a_text(11, code)), CodeRefused)


@pytest.mark.parametrize(
    ("centre", "role"),
    [
        pytest.param("TH-14", Role.HEAD, id="another role"),
        pytest.param("TH-50", Role.OFFICER, id="another centre"),
    ],
)
def test_should_spend_an_invitation_that_changes_something(
    handling: Handling, centre: str, role: Role
) -> None:
    handling.enrol(11)
    code = invite(handling.client, Invitation(centre, role), uses=1, days=1)

    joined = only(handling.do(a_text(11, code)), TeamJoined)

    assert (joined.member.centre, joined.member.role) == (centre, role)
    assert handling.logged(Act.JOINED) == 2
    only(handling.do(a_text(12, code)), CodeRefused)


def test_should_stop_guessing_after_five_wrong_codes(handling: Handling) -> None:
    code = a_code(handling)
    for _ in range(5):
        only(handling.do(a_text(11, WRONG)), CodeRefused)

    facts = handling.do(a_text(11, code))

    only(facts, CodeTriesOver)
    assert handling.person(11).centre is None
    only(handling.do(a_text(12, code)), TeamJoined)


def test_should_keep_no_code_in_the_clear(handling: Handling) -> None:
    code = a_code(handling)

    keys = b" ".join(handling.client.keys("*"))

    assert code.replace("-", "").encode() not in keys


def test_should_tell_the_head_who_joined(handling: Handling) -> None:
    handling.enrol(13, role=Role.HEAD)

    arrived = only(handling.do(a_text(11, a_code(handling))), MemberArrived)

    assert [head.person.line_id for head in arrived.heads] == [a_line_id(13)]
    assert arrived.member.name == "name 11"


def test_should_not_change_teams_with_cases_in_hand(handling: Handling) -> None:
    handling.enrol(11)
    handling.do(a_share(1))
    handling.do(a_press(11, "claim", case="14-6911-0001"))

    facts = handling.do(a_text(11, a_code(handling, role=Role.HEAD)))

    assert only(facts, CasesInHand).cases == 1


def test_should_leave_the_old_team_when_joining_another(handling: Handling) -> None:
    handling.enrol(11, "TH-50")

    handling.do(a_text(11, a_code(handling)))

    assert [len(handling.unit().teams.of(centre)) for centre in ("TH-50", "TH-14")] == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "สวัสดีค่ะ",
        "hello",
        "helloeverybody",
        "",
        "ขอทาน 12",
        "14-6911-0042",
        "081-234-5678",
        "near BTS Asok exit 3",
        "Soi 11 Sukhumvit",
        "well-dressed old man",
        "7-Eleven Silom 4",
    ],
)
def test_should_not_take_plain_words_for_a_code(handling: Handling, text: str) -> None:
    only(handling.do(a_text(11, text)), Guided)

    assert handling.unit().teams.wrong_codes(handling.person(11)) == 0


def test_should_go_off_and_on_duty(handling: Handling) -> None:
    handling.enrol(11)

    states = [
        only(handling.do(a_press(11, act)), DutyChanged).on_duty
        for act in ("off_duty", "off_duty", "on_duty")
    ]

    assert states == [False, False, True]


def test_should_say_how_many_cases_wait_when_coming_on_duty(handling: Handling) -> None:
    for who in (11, 12):
        handling.enrol(who)
    for step in range(3):
        handling.do(a_share(1, near(AYUTTHAYA, 300 * step)))
    handling.do(a_press(12, "claim", case="14-6911-0002"))

    assert only(handling.do(a_press(11, "on_duty")), DutyChanged).waiting == 2


def test_should_obey_typed_words_of_staff_only(handling: Handling) -> None:
    handling.enrol(11)

    only(handling.do(a_text(11, "คิว", act="queue")), QueueShown)
    only(handling.do(a_text(21, "คิว", act="queue")), Guided)


def test_should_page_the_queue_with_urgent_cases_first(handling: Handling) -> None:
    handling.enrol(11)
    for step in range(12):
        handling.do(a_share(20 + step, near(AYUTTHAYA, 300 * step)))
    handling.do(a_press(31, "kind", case="14-6911-0012", kind="WITH_CHILD"))

    pages = [only(handling.do(a_press(11, "queue", page=str(n))), QueueShown) for n in range(3)]

    assert pages[0].cases[0].number == "14-6911-0012"
    assert [len(page.cases) for page in pages] == [5, 5, 2]
    assert {page.total for page in pages} == {12}


def test_should_let_a_manager_only_look_at_the_queue(handling: Handling) -> None:
    for who, role in ((11, Role.MANAGER), (12, Role.OFFICER)):
        handling.enrol(who, role=role)

    shown = [only(handling.do(a_press(who, "queue")), QueueShown) for who in (11, 12)]

    assert [one.only_look for one in shown] == [True, False]


@pytest.mark.parametrize("page", ["-1", "x", "9" * 30, "๑"])
def test_should_survive_a_forged_page(handling: Handling, page: str) -> None:
    handling.enrol(11)

    only(handling.do(a_press(11, "queue", page=page)), QueueShown)
