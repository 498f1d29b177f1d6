"""Membership of a team: its beginning and end, the members, and duty: until a time or without an
end, and the cases that a shift leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cases.calendar import next_time
from cases.case import State, is_planned
from cases.commands import MISSING, BeginDuty, EndDuty, GiveAllBack
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import CasesGivenBack, DutyChanged, Parting
from cases.log import Act
from cases.people import Member, Person
from cases.ports import Timer
from cases.rules import Refusal
from handlers.events import TimerDue
from handlers.request import MemberRequest, Request, handles
from handlers.staff.holding import give_all_back


def join_team(member: Member, request: Request[object]) -> None:
    """Put *member* into the team, on duty or not."""
    request.teams.save(member)
    request.log.record(Act.JOINED)
    if member.on_duty:
        request.log.record(Act.DUTY_BEGAN)


def set_duty(
    member: Member, request: Request[object], *, on_duty: bool, until: datetime | None = None
) -> None:
    """Set *member* on duty, until a time if one is named, or off duty."""
    if (member.on_duty, member.until) == (on_duty, until):
        return
    request.teams.save(replace(member, on_duty=on_duty, until=until))
    if member.on_duty is not on_duty:
        request.log.record(Act.DUTY_BEGAN if on_duty else Act.DUTY_ENDED)
    if until is not None:
        request.timers.set(Timer.DUTY_END, member.row, until)
    elif member.until is not None:
        request.timers.cancel(Timer.DUTY_END, member.row)


def leave_team(member: Member, request: Request[object]) -> None:
    """Take *member* out of the team, off duty first."""
    set_duty(member, request, on_duty=False)
    request.teams.remove(member)
    request.log.record(Act.TEAM_LEFT)


def member_of(row: str, request: Request[object]) -> Member | None:
    """Return the member that a timer names ("TH-14/7"); None if they left that team."""
    centre, _, number = row.rpartition("/")
    found = [request.teams.find(person) for person in request.people.find_all([int(number)])]
    return next((member for member in found if member and member.centre == centre), None)


def save_person(person: Person, request: Request[object]) -> None:
    """Save a person, and the copy of their data in their team."""
    request.people.save(person)
    member = request.teams.find(person)
    if member is not None:
        request.teams.save(replace(member, person=person))


#: The waiting cases that a member who begins duty is told of are counted up to this number.
_MOST_WAITING = 99
#: The number of held cases that a member who ends duty is shown.
LISTED = 5
_LONGEST_SHIFT = 24


@handles(BeginDuty)
def duty_on(request: MemberRequest[BeginDuty]) -> list[Fact]:
    """Begin the member's duty, until the end of the shift if one is named."""
    member, until = request.member, _end(request)
    if isinstance(until, Refusal):
        return [Refused(member.person, until, "")]
    set_duty(member, request, on_duty=True, until=until)
    return [DutyChanged(member.person, True, _waiting(member, request), until=until)]


@handles(EndDuty)
def duty_off(request: MemberRequest[EndDuty]) -> list[Fact]:
    """End the member's duty; held cases stay with the member until they are released."""
    return [_off(request.member, request, by_clock=False)]


@handles(Timer.DUTY_END)
def end_duty(request: Request[TimerDue]) -> list[Fact]:
    """End the duty at the end of the shift. A timer that a later command has replaced ends
    nothing."""
    event = request.event
    member = member_of(event.case, request)
    if member is None or not member.on_duty or member.until is None or event.at < member.until:
        return []
    return [_off(member, request, by_clock=True)]


@handles(GiveAllBack)
def give_back(request: MemberRequest[GiveAllBack]) -> list[Fact]:
    """Release all cases that the member holds. A member who is on duty again tapped an old button:
    they release cases one by one."""
    member = request.member
    if member.on_duty:
        return [Refused(member.person, Refusal.STILL_ON_DUTY, "")]
    cases, told = give_all_back(member, Parting.OFF_DUTY, request)
    return [CasesGivenBack(member.person, cases), *told]


def _end(request: MemberRequest[BeginDuty]) -> datetime | Refusal | None:
    hours, until = request.command.hours, request.command.until
    if hours is not None:
        if not 1 <= hours <= _LONGEST_SHIFT:
            return Refusal.SHIFT_END
        return (request.at + timedelta(hours=hours)).replace(second=0, microsecond=0)
    if until is MISSING:
        return None
    return next_time(request.at, until.hour, until.minute) if until else Refusal.SHIFT_END


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
