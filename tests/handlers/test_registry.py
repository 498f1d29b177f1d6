"""Each thing that can happen has one handler, which takes what the table of rules gives it."""

from __future__ import annotations

from typing import Any, get_args, get_origin, get_type_hints

import pytest

from cases.calendar import COLLEAGUES_HEAR
from cases.case import State
from cases.command_words import commands_by_act
from cases.commands import Arrive, Claim, Command, Confirm, Go, GoAlong, Unknown, Unmerge
from cases.ports import Timer
from cases.rules import (
    MOST_COMPANIONS,
    RULES,
    Prominence,
    Tap,
    Who,
    offered,
    offered_to,
    refusal,
    state_after,
)
from handlers import dispatch, events  # noqa: F401  (the dispatch fills the registry)
from handlers.request import HANDLERS, CaseRequest, CommandRequest, MemberRequest, Request, handles
from tests.builders import a_case, a_member

#: Which request a handler may take, by who may ask.
_TEAM = (Who.MEMBER, Who.HEAD, Who.OFFICER)
_TAKES = {
    who: [CommandRequest]
    if who is Who.ANYBODY
    else [CommandRequest, MemberRequest]
    if who in _TEAM
    else [CommandRequest, MemberRequest, CaseRequest]
    for who in Who
}
COMMANDS = (*dict.fromkeys(commands_by_act().values()), Unknown)
#: What is not asked of a handler: see handlers/dispatch.py.
_OTHERWISE = {events.Nameless, events.TimerDue}


def test_should_have_one_handler_for_each_command() -> None:
    assert {kind for kind in HANDLERS if _is_command(kind)} == set(COMMANDS)


def test_should_have_one_handler_for_each_timer() -> None:
    assert {kind for kind in HANDLERS if isinstance(kind, Timer)} == set(Timer)


def test_should_have_one_handler_for_each_other_event() -> None:
    handled = {kind for kind in HANDLERS if isinstance(kind, type) and not _is_command(kind)}

    assert handled == set(get_args(events.Event)) - _OTHERWISE


def test_should_have_one_rule_for_each_command() -> None:
    assert {one for one in RULES if not isinstance(one, Tap)} == set(COMMANDS)


def test_should_register_no_second_handler() -> None:
    before = HANDLERS[Claim]

    with pytest.raises(TypeError, match="Claim"):
        handles(Claim)(before)

    assert HANDLERS[Claim] is before


@pytest.mark.parametrize("kind", COMMANDS)
def test_should_take_what_its_rule_gives(kind: type[Command]) -> None:
    taken = get_type_hints(HANDLERS[kind])["request"]

    if get_origin(taken) is not Request:
        assert get_origin(taken) in _TAKES[RULES[kind].who]
        commands: Any = get_args(taken)[0]
        assert any(issubclass(kind, one) for one in get_args(commands) or (commands,))


def _is_command(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Command)


@pytest.mark.parametrize("state", [State.WAITING, State.CLAIMED, State.GOING, State.ON_SITE])
def test_should_offer_only_what_is_allowed_then(state: State) -> None:
    """What an officer taps on a card of the present state is never refused by the table."""
    officer = a_member()
    holder = None if state is State.WAITING else officer.person.id
    case = a_case(
        state=state, holder=holder, attachments=1, merged=("14-6911-0001",), refusable=True,
        passed=("TH-50",), province="TH-50",
    )  # fmt: skip
    shown = [what for what, _ in offered(case, *Prominence)]

    asked = [what for what in shown if not isinstance(what, Tap)]
    assert len(shown) >= 7
    assert [one for one in asked if refusal(case, one, officer, "TH-10")] == []


@pytest.mark.parametrize("silence", range(COLLEAGUES_HEAR + 1))
def test_should_offer_a_colleague_what_the_table_allows_of_a_held_case(silence: int) -> None:
    """The button to take a case over is there exactly when a tap on it is not refused."""
    officer = a_member()
    case = a_case(state=State.GOING, holder=officer.person.id + 1, silence=silence)

    shown = [what for what, _ in offered_to(officer.person.id, case)]

    allowed = refusal(case, Claim, officer, "TH-10") is None
    assert allowed == (silence == COLLEAGUES_HEAR)
    assert shown == [*([Claim] if allowed else []), GoAlong, Tap.NAVIGATE]


@pytest.mark.parametrize("companions", range(MOST_COMPANIONS + 1))
def test_should_offer_to_go_along_while_there_is_room(companions: int) -> None:
    officer = a_member()
    others = tuple(officer.person.id + 2 + one for one in range(companions))
    case = a_case(state=State.GOING, holder=officer.person.id + 1, companions=others)

    shown = [what for what, _ in offered_to(officer.person.id, case)]

    assert (GoAlong in shown) is (refusal(case, GoAlong, officer, "TH-10") is None)
    assert (GoAlong in shown) is (companions < MOST_COMPANIONS)


@pytest.mark.parametrize("state", State)
def test_should_offer_less_than_the_table_leads_from(state: State) -> None:
    """A silent holder's case may be claimed, one may arrive without having set off, and what was
    merged waits again: each without a button for it on the holder's own card."""
    case = a_case(state=state, holder=1, merged=("14-6911-0001",))

    shown = [what for what, _ in offered(case, *Prominence)]

    assert (Claim in shown) == (state is State.WAITING)
    assert (Tap.CHECK_IN in shown) == (state is State.GOING)
    assert (Unmerge in shown) == case.is_open


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (Claim, State.ON_SITE, State.CLAIMED),
        (Tap.CHECK_IN, State.CLAIMED, State.ON_SITE),
        (Unmerge, State.CLOSED, State.WAITING),
        (Confirm, State.CLOSED, State.WAITING),
    ],
)
def test_should_lead_on_where_no_button_stands(
    step: type[Command] | Tap, before: State, after: State
) -> None:
    assert state_after(a_case(state=before), step) is after


def test_should_refuse_a_state_that_the_table_does_not_lead_to() -> None:
    assert state_after(a_case(state=State.CLAIMED), Go) is State.GOING
    with pytest.raises(ValueError, match=r"Go.* leads nowhere from on_site"):
        state_after(a_case(state=State.ON_SITE), Go)
    with pytest.raises(ValueError, match=r"Arrive.* leads nowhere from claimed"):
        state_after(a_case(state=State.CLAIMED), Arrive)
