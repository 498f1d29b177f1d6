"""Joining a team with an invitation code, and going on and off duty."""

from __future__ import annotations

from dataclasses import replace

from cases.case import State
from cases.facts import (
    CasesInHand,
    CodeRefused,
    CodeTriesOver,
    DutyChanged,
    Fact,
    MemberArrived,
    Refused,
    TeamJoined,
)
from cases.log import Act
from cases.people import Invitation, Member, Person, Role
from cases.ports import Desk
from cases.rules import Refusal
from handlers.alerts import heads
from handlers.events import Pressed, TextSent
from handlers.house import House
from handlers.staff.counter import member_or_refusal

#: Who comes on duty hears how many cases wait, counted up to here.
_MOST_WAITING = 99


def join(event: TextSent, desk: Desk, house: House) -> list[Fact]:
    """Try the text as an invitation code."""
    person = desk.people.of_line(event.line_id)
    if desk.teams.wrong_codes(person) >= house.settings.code_tries_per_hour:
        return [CodeTriesOver(person)]
    held = desk.cases.held_by(person.id, first=0, count=1)[1]
    if held:
        return [CasesInHand(person, held)]
    invitation = desk.teams.spend_invitation(event.text)
    if invitation is None or house.centres.by_id(invitation.centre) is None:
        desk.teams.count_wrong_code(person)
        return [CodeRefused(person)]
    return _joined(person, invitation, desk, house)


def duty_on(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Alerts come from now on."""
    return _duty(event, desk, on_duty=True)


def duty_off(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """No alerts from now on; cases in hand stay in hand."""
    return _duty(event, desk, on_duty=False)


def _joined(person: Person, invitation: Invitation, desk: Desk, house: House) -> list[Fact]:
    profile = house.profiles.find(person.line_id)
    if profile is not None and not person.has_followed:
        person = replace(person, language=profile.language)
    former = desk.teams.find(person)
    if former is not None:
        desk.teams.remove(former)
    person = replace(person, centre=invitation.centre, blocked=False)
    desk.people.save(person)
    member = Member(
        person=person,
        centre=invitation.centre,
        role=invitation.role,
        on_duty=invitation.role is Role.OFFICER,
        name=invitation.name or (profile.name if profile else f"#{person.id}"),
    )
    desk.teams.save(member)
    desk.log.record(Act.JOINED)
    told = tuple(one for one in heads(member.centre, desk) if one.person.id != person.id)
    return [
        TeamJoined(person, member, house.centre(member.centre)),
        MemberArrived(told, member),
    ]


def _duty(event: Pressed, desk: Desk, *, on_duty: bool) -> list[Fact]:
    member = member_or_refusal(event, desk)
    if isinstance(member, Refused):
        return [member]
    if not member.takes_cases:
        return [Refused(member.person, Refusal.NO_CASES, "")]
    if member.on_duty is not on_duty:
        desk.teams.save(replace(member, on_duty=on_duty))
        desk.log.record(Act.DUTY_BEGAN if on_duty else Act.DUTY_ENDED)
    cases, _ = desk.cases.queue(member.centre, first=0, count=_MOST_WAITING, with_escalated=False)
    waiting = sum(case.state is State.WAITING for case in cases)
    return [DutyChanged(member.person, on_duty, waiting)]
