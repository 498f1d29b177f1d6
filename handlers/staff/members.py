"""A head looks at the team, and takes out who has left."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import MEMBERS_A_PAGE
from cases.audit import Audited, AuditEntry
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import MemberRemoved, Parting, RemovalAsked, TakenOut, TeamShown
from cases.people import Member, Role
from cases.rules import Refusal, may_be_removed
from handlers.alerts import heads
from handlers.events import Pressed, TimerDue
from handlers.giving_back import give_all_back
from handlers.membership import leave_team
from handlers.request import Request
from handlers.rows import member_of
from handlers.staff.permission import member_or_refusal

_LAST_PAGE = 99


def show_team(request: Request[Pressed]) -> list[Fact]:
    """Show a page of the head's team."""
    head = _head(request)
    if isinstance(head, Refused):
        return [head]
    team = request.teams.of(head.centre)
    asked = request.event.fields.get("page", "0")
    page = min(int(asked), _LAST_PAGE) if asked.isascii() and asked.isdigit() else 0
    shown = team[page * MEMBERS_A_PAGE : (page + 1) * MEMBERS_A_PAGE]
    rows = tuple((member, _in_hand(member, request)) for member in shown)
    return [TeamShown(head.person, request.context.centre(head.centre), rows, page, len(team))]


def remove(request: Request[Pressed]) -> list[Fact]:
    """Ask once, then take an officer out of the head's own team."""
    head = _head(request)
    if isinstance(head, Refused):
        return [head]
    team = request.teams.of(head.centre)
    asked = request.event.fields.get("person", "")
    member = next((one for one in team if str(one.person.id) == asked), None)
    if member is None:
        return [Refused(head.person, Refusal.NOT_IN_TEAM, "")]
    if not may_be_removed(member):
        return [Refused(head.person, Refusal.NOT_REMOVABLE, "")]
    if request.event.fields.get("sure") != "yes":
        return [RemovalAsked(head.person, member, _in_hand(member, request))]
    cases, told = _removed(member, head, request)
    return [MemberRemoved(head.person, member, cases), *told]


def remove_by_operator(request: Request[TimerDue]) -> list[Fact]:
    """Take anybody out, and tell the heads who stay."""
    member = member_of(request.event.case, request)
    if member is None:
        return []
    cases, told = _removed(member, None, request)
    others = heads(member.centre, request, but=member.person)
    return [*(MemberRemoved(head.person, member, cases) for head in others), *told]


def _removed(member: Member, by: Member | None, request: Request[object]) -> tuple[int, list[Fact]]:
    cases, told = give_all_back(member, Parting.LEFT, request)
    leave_team(member, request)
    was = member.role.value
    request.unit.audit.record(AuditEntry(Audited.REMOVED, by, was, member.centre, member.person.id))
    out: list[Fact] = []
    for person in request.people.find_all([member.person.id]):
        citizen = replace(person, centre=None, topic=None)
        request.people.save(citizen)
        out.append(TakenOut(citizen, request.context.centre(member.centre)))
    return cases, [*out, *told]


def _head(request: Request[Pressed]) -> Member | Refused:
    member = member_or_refusal(request)
    if isinstance(member, Refused) or member.role is Role.HEAD:
        return member
    return Refused(member.person, Refusal.NOT_HEAD, "")


def _in_hand(member: Member, request: Request[object]) -> int:
    return request.cases.held_by(member.person.id, first=0, count=1)[1]
