"""A head looks at the team, and takes out who has left."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import MEMBERS_A_PAGE
from cases.audit import Audited, AuditEntry
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import MemberRemoved, Parting, RemovalAsked, TakenOut, TeamShown
from cases.people import Member, Role
from cases.ports import UnitOfWork
from cases.rules import Refusal, may_be_removed
from handlers.alerts import heads
from handlers.context import Context
from handlers.events import Pressed, TimerDue
from handlers.giving_back import give_all_back
from handlers.membership import leave_team
from handlers.rows import member_of
from handlers.staff.permission import member_or_refusal

_LAST_PAGE = 99


def show_team(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show a page of the head's team."""
    head = _head(event, unit)
    if isinstance(head, Refused):
        return [head]
    team = unit.teams.of(head.centre)
    asked = event.fields.get("page", "0")
    page = min(int(asked), _LAST_PAGE) if asked.isascii() and asked.isdigit() else 0
    shown = team[page * MEMBERS_A_PAGE : (page + 1) * MEMBERS_A_PAGE]
    rows = tuple((member, _in_hand(member, unit)) for member in shown)
    return [TeamShown(head.person, context.centre(head.centre), rows, page, len(team))]


def remove(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask once, then take an officer out of the head's own team."""
    head = _head(event, unit)
    if isinstance(head, Refused):
        return [head]
    team = unit.teams.of(head.centre)
    asked = event.fields.get("person", "")
    member = next((one for one in team if str(one.person.id) == asked), None)
    if member is None:
        return [Refused(head.person, Refusal.NOT_IN_TEAM, "")]
    if not may_be_removed(member):
        return [Refused(head.person, Refusal.NOT_REMOVABLE, "")]
    if event.fields.get("sure") != "yes":
        return [RemovalAsked(head.person, member, _in_hand(member, unit))]
    cases, told = _removed(member, head, unit, context)
    return [MemberRemoved(head.person, member, cases), *told]


def remove_by_operator(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take anybody out, and tell the heads who stay."""
    member = member_of(event.case, unit)
    if member is None:
        return []
    cases, told = _removed(member, None, unit, context)
    others = heads(member.centre, unit, but=member.person)
    return [*(MemberRemoved(head.person, member, cases) for head in others), *told]


def _removed(
    member: Member, by: Member | None, unit: UnitOfWork, context: Context
) -> tuple[int, list[Fact]]:
    cases, told = give_all_back(member, Parting.LEFT, unit, context)
    leave_team(member, unit)
    was = member.role.value
    unit.audit.record(AuditEntry(Audited.REMOVED, by, was, member.centre, member.person.id))
    out: list[Fact] = []
    for person in unit.people.find_all([member.person.id]):
        citizen = replace(person, centre=None, topic=None)
        unit.people.save(citizen)
        out.append(TakenOut(citizen, context.centre(member.centre)))
    return cases, [*out, *told]


def _head(event: Pressed, unit: UnitOfWork) -> Member | Refused:
    member = member_or_refusal(event, unit)
    if isinstance(member, Refused) or member.role is Role.HEAD:
        return member
    return Refused(member.person, Refusal.NOT_HEAD, "")


def _in_hand(member: Member, unit: UnitOfWork) -> int:
    return unit.cases.held_by(member.person.id, first=0, count=1)[1]
