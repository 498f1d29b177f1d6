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
from cases.ports import UnitOfWork
from handlers.alerts import heads
from handlers.context import Context
from handlers.events import TextSent
from handlers.membership import join_team, leave_team


def join(event: TextSent, codes: Sequence[str], unit: UnitOfWork, context: Context) -> list[Fact]:
    """Try what may be an invitation code in a text; together they are one try."""
    person = unit.people.of_line(event.line_id)
    if unit.teams.wrong_codes(person) >= context.settings.code_tries_per_hour:
        return [CodeTriesOver(person)]
    found = ((code, unit.teams.find_invitation(code)) for code in codes)
    code, invitation = next((one for one in found if one[1]), (codes[0], None))
    member = unit.teams.find(person)
    if member is not None and _is_there(member, invitation, context):
        return [TeamJoined(person, member, context.centre(member.centre))]
    held = unit.cases.held_by(person.id, first=0, count=1)[1]
    if held:
        return [CasesInHand(person, held)]
    if invitation is None or context.centres.by_id(invitation.centre) is None:
        unit.teams.count_wrong_code(person)
        return [CodeRefused(person)]
    unit.teams.redeem_invitation(code)
    return _joined(person, invitation, unit, context)


def _is_there(member: Member, invitation: Invitation | None, context: Context) -> bool:
    """Return whether somebody sent a code that gives what they have: they are welcome again, and
    nothing is used up."""
    if invitation is None or context.centres.by_id(invitation.centre) is None:
        return False
    return (member.centre, member.role) == (invitation.centre, invitation.role)


def _joined(
    person: Person, invitation: Invitation, unit: UnitOfWork, context: Context
) -> list[Fact]:
    profile = context.profiles.find(person.line_id)
    if profile is not None and not person.has_followed:
        person = replace(person, language=profile.language)
    former = unit.teams.find(person)
    if former is not None:
        leave_team(former, unit)
    person = replace(person, centre=invitation.centre, blocked=False)
    unit.people.save(person)
    member = Member(
        person=person,
        centre=invitation.centre,
        role=invitation.role,
        on_duty=invitation.role is Role.OFFICER,
        name=invitation.name or (profile.name if profile else f"#{person.id}"),
    )
    join_team(member, unit)
    act = Audited.ROLE_CHANGED if former else Audited.JOINED
    was = f"{former.centre} {former.role.value}" if former else ""
    unit.audit.record(AuditEntry(act, member, was, member.centre))
    told = tuple(heads(member.centre, unit, but=person))
    return [
        TeamJoined(person, member, context.centre(member.centre)),
        MemberArrived(told, member),
    ]
