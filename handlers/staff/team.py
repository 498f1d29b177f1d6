"""Joining a team with an invitation code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.audit import Audited, AuditEntry
from cases.facts.fact import Fact
from cases.facts.team_changes import (
    CasesInHand,
    CodeRefused,
    CodeTriesOver,
    MemberArrived,
    TeamJoined,
)
from cases.people import Invitation, Member, Person, Role
from handlers.alerts import heads
from handlers.events import TextSent
from handlers.membership import join_team, leave_team
from handlers.request import Request


def join(request: Request[TextSent], codes: Sequence[str]) -> list[Fact]:
    """Try what may be an invitation code in a text; together they are one try."""
    person = request.person
    if request.teams.wrong_codes(person) >= request.settings.code_tries_per_hour:
        return [CodeTriesOver(person)]
    found = ((code, request.teams.find_invitation(code)) for code in codes)
    code, invitation = next((one for one in found if one[1]), (codes[0], None))
    member = request.teams.find(person)
    if member is not None and _is_there(member, invitation, request):
        return [TeamJoined(person, member, request.context.centre(member.centre))]
    held = request.cases.held_by(person.id, first=0, count=1)[1]
    if held:
        return [CasesInHand(person, held)]
    if invitation is None or request.context.centres.by_id(invitation.centre) is None:
        request.teams.count_wrong_code(person)
        return [CodeRefused(person)]
    request.teams.redeem_invitation(code)
    return _joined(person, invitation, request)


def _is_there(member: Member, invitation: Invitation | None, request: Request[object]) -> bool:
    """Return whether somebody sent a code that gives what they have: they are welcome again, and
    nothing is used up."""
    if invitation is None or request.context.centres.by_id(invitation.centre) is None:
        return False
    return (member.centre, member.role) == (invitation.centre, invitation.role)


def _joined(person: Person, invitation: Invitation, request: Request[object]) -> list[Fact]:
    profile = request.context.profiles.find(person.line_id)
    if profile is not None and not person.has_followed:
        person = replace(person, language=profile.language)
    former = request.teams.find(person)
    if former is not None:
        leave_team(former, request)
    person = replace(person, centre=invitation.centre, blocked=False)
    request.people.save(person)
    member = Member(
        person=person,
        centre=invitation.centre,
        role=invitation.role,
        on_duty=invitation.role is Role.OFFICER,
        name=invitation.name or (profile.name if profile else f"#{person.id}"),
    )
    join_team(member, request)
    act = Audited.ROLE_CHANGED if former else Audited.JOINED
    was = f"{former.centre} {former.role.value}" if former else ""
    request.unit.audit.record(AuditEntry(act, member, was, member.centre))
    told = tuple(heads(member.centre, request, but=person))
    return [
        TeamJoined(person, member, request.context.centre(member.centre)),
        MemberArrived(told, member),
    ]
