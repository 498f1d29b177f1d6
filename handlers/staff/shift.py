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
from cases.ports import UnitOfWork
from cases.rules import Refusal
from handlers.context import Context
from handlers.events import Pressed, TimerDue
from handlers.giving_back import give_all_back
from handlers.membership import set_duty
from handlers.rows import member_of
from handlers.staff.permission import officer_or_refusal

#: Who comes on duty hears how many cases wait, counted up to here.
_MOST_WAITING = 99
#: Who goes off duty sees so many of the cases in hand.
LISTED = 5
_LONGEST_SHIFT = 24
_HOURS = re.compile(r"[0-9]{1,2}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def duty_on(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Alerts come from now on, until the end of the shift where one is named."""
    member = officer_or_refusal(event, unit)
    if isinstance(member, Refused):
        return [member]
    until = _end(event, unit)
    if isinstance(until, Refusal):
        return [Refused(member.person, until, "")]
    set_duty(member, unit, on_duty=True, until=until)
    waiting = _waiting(member, unit)
    return [DutyChanged(member.person, True, waiting, until=until)]


def duty_off(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """No alerts from now on; cases in hand stay in hand until they are given back."""
    member = officer_or_refusal(event, unit)
    if isinstance(member, Refused):
        return [member]
    return [_off(member, unit, by_clock=False)]


def end_duty(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """The shift is over. A row that a later word has overtaken ends nothing."""
    member = member_of(event.case, unit)
    if member is None or not member.on_duty or member.until is None or event.at < member.until:
        return []
    return [_off(member, unit, by_clock=True)]


def give_back(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Put all that the member holds back into the queue. Who is on duty again has pressed an old
    button, and gives back one by one."""
    member = officer_or_refusal(event, unit)
    if isinstance(member, Refused):
        return [member]
    if member.on_duty:
        return [Refused(member.person, Refusal.STILL_ON_DUTY, "")]
    cases, told = give_all_back(member, Parting.OFF_DUTY, unit, context)
    return [CasesGivenBack(member.person, cases), *told]


def _end(event: Pressed, unit: UnitOfWork) -> datetime | Refusal | None:
    hours, until = event.fields.get("hours"), event.fields.get("until")
    if hours is not None:
        length = int(hours) if _HOURS.fullmatch(hours) else 0
        if not 1 <= length <= _LONGEST_SHIFT:
            return Refusal.SHIFT_END
        return (unit.at + timedelta(hours=length)).replace(second=0, microsecond=0)
    if until is not None:
        found = _TIME.fullmatch(until)
        return next_time(unit.at, int(found[1]), int(found[2])) if found else Refusal.SHIFT_END
    return None


def _off(member: Member, unit: UnitOfWork, *, by_clock: bool) -> DutyChanged:
    set_duty(member, unit, on_duty=False)
    held, in_hand = unit.cases.held_by(member.person.id, first=0, count=LISTED)
    return DutyChanged(
        member.person,
        False,
        _waiting(member, unit),
        until=member.until if by_clock else None,
        in_hand=in_hand,
        held=tuple(held),
        by_clock=by_clock,
    )


def _waiting(member: Member, unit: UnitOfWork) -> int:
    cases, _ = unit.cases.queue(member.centre, first=0, count=_MOST_WAITING, with_escalated=False)
    return sum(case.state is State.WAITING and not is_planned(case, unit.now) for case in cases)
