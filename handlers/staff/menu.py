"""What the rich menu alone asks for: another page of it, and how to invite."""

from __future__ import annotations

from cases.facts.casework import InvitingExplained, Refused
from cases.facts.fact import Fact
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import member_or_refusal


def turn_page(request: Request[Pressed]) -> list[Fact]:
    """LINE has turned the page already: that is the answer."""
    return []


def explain_inviting(request: Request[Pressed]) -> list[Fact]:
    """Tell how a colleague comes into the team; codes are made by the operator."""
    member = member_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    return [InvitingExplained(member.person, request.context.centre(member.centre))]
