"""A head looks at the team, and takes out who has left."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import MEMBERS_A_PAGE
from cases.audit import Audited, AuditEntry
from cases.commands import ExplainInviting, RemoveMember, ShowTeam
from cases.facts.casework import InvitingExplained, Refused
from cases.facts.fact import Fact
from cases.facts.team_changes import MemberRemoved, Parting, RemovalAsked, TakenOut, TeamShown
from cases.people import Member
from cases.ports import Timer
from cases.rules import Refusal, may_be_removed
from handlers.alerts import heads
from handlers.events import TimerDue
from handlers.membership import leave_team, member_of
from handlers.registry import handles
from handlers.request import MemberRequest, Request
from handlers.staff.holding import give_all_back

_LAST_PAGE = 99


@handles(ShowTeam)
def show_team(request: MemberRequest[ShowTeam]) -> list[Fact]:
    """Show a page of the head's team."""
    head = request.member
    team = request.teams.of(head.centre)
    page = min(request.command.page, _LAST_PAGE)
    shown = team[page * MEMBERS_A_PAGE : (page + 1) * MEMBERS_A_PAGE]
    rows = tuple((member, _in_hand(member, request)) for member in shown)
    return [TeamShown(head.person, request.context.centre(head.centre), rows, page, len(team))]


@handles(ExplainInviting)
def explain_inviting(request: MemberRequest[ExplainInviting]) -> list[Fact]:
    """Tell how a colleague comes into the team; codes are made by the operator."""
    return [InvitingExplained(request.person, request.context.centre(request.member.centre))]


@handles(RemoveMember)
def remove(request: MemberRequest[RemoveMember]) -> list[Fact]:
    """Ask once, then take an officer out of the head's own team."""
    head, command = request.member, request.command
    team = request.teams.of(head.centre)
    member = next((one for one in team if one.person.id == command.person), None)
    if member is None:
        return [Refused(head.person, Refusal.NOT_IN_TEAM, "")]
    if not may_be_removed(member):
        return [Refused(head.person, Refusal.NOT_REMOVABLE, "")]
    if not command.sure:
        return [RemovalAsked(head.person, member, _in_hand(member, request))]
    cases, told = _removed(member, head, request)
    return [MemberRemoved(head.person, member, cases), *told]


@handles(Timer.REMOVE_MEMBER)
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


def _in_hand(member: Member, request: Request[object]) -> int:
    return request.cases.held_by(member.person.id, first=0, count=1)[1]
