"""On and off duty, for hours or without an end, and what a shift leaves behind."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from cases.case import State, is_planned
from cases.clocks import next_time
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import CasesGivenBack, DutyChanged, Parting
from cases.people import Member
from cases.rules import Refusal
from handlers.events import Pressed, TimerDue
from handlers.giving_back import give_all_back
from handlers.membership import set_duty
from handlers.request import Request
from handlers.rows import member_of
from handlers.staff.permission import officer_or_refusal

#: Who comes on duty hears how many cases wait, counted up to here.
_MOST_WAITING = 99
#: Who goes off duty sees so many of the cases in hand.
LISTED = 5
_LONGEST_SHIFT = 24
_HOURS = re.compile(r"[0-9]{1,2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def duty_on(request: Request[Pressed]) -> list[Fact]:
    """Alerts come from now on, until the end of the shift where one is named."""
    member = officer_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    until = _end(request)
    if isinstance(until, Refusal):
        return [Refused(member.person, until, "")]
    set_duty(member, request, on_duty=True, until=until)
    waiting = _waiting(member, request)
    return [DutyChanged(member.person, True, waiting, until=until)]


def duty_off(request: Request[Pressed]) -> list[Fact]:
    """No alerts from now on; cases in hand stay in hand until they are given back."""
    member = officer_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    return [_off(member, request, by_clock=False)]


def end_duty(request: Request[TimerDue]) -> list[Fact]:
    """The shift is over. A row that a later word has overtaken ends nothing."""
    member = member_of(request.event.case, request)
    if (
        member is None
        or not member.on_duty
        or member.until is None
        or request.event.at < member.until
    ):
        return []
    return [_off(member, request, by_clock=True)]


def give_back(request: Request[Pressed]) -> list[Fact]:
    """Put all that the member holds back into the queue. Who is on duty again has pressed an old
    button, and gives back one by one."""
    member = officer_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    if member.on_duty:
        return [Refused(member.person, Refusal.STILL_ON_DUTY, "")]
    cases, told = give_all_back(member, Parting.OFF_DUTY, request)
    return [CasesGivenBack(member.person, cases), *told]


def _end(request: Request[Pressed]) -> datetime | Refusal | None:
    hours, until = request.event.fields.get("hours"), request.event.fields.get("until")
    if hours is not None:
        length = int(hours) if _HOURS.fullmatch(hours) else 0
        if not 1 <= length <= _LONGEST_SHIFT:
            return Refusal.SHIFT_END
        return (request.at + timedelta(hours=length)).replace(second=0, microsecond=0)
    if until is not None:
        found = _TIME.fullmatch(until)
        return next_time(request.at, int(found[1]), int(found[2])) if found else Refusal.SHIFT_END
    return None


def _off(member: Member, request: Request[object], *, by_clock: bool) -> DutyChanged:
    set_duty(member, request, on_duty=False)
    held, in_hand = request.cases.held_by(member.person.id, first=0, count=LISTED)
    return DutyChanged(
        member.person,
        False,
        _waiting(member, request),
        until=member.until if by_clock else None,
        in_hand=in_hand,
        held=tuple(held),
        by_clock=by_clock,
    )


def _waiting(member: Member, request: Request[object]) -> int:
    cases, _ = request.cases.queue(
        member.centre, first=0, count=_MOST_WAITING, with_escalated=False
    )
    return sum(case.state is State.WAITING and not is_planned(case, request.now) for case in cases)
