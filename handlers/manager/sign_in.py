"""The way from the chat to the pages with a login, and out of them on every device."""

from __future__ import annotations

from datetime import timedelta

from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.page_access import PageLinked, SignedOut
from cases.people import Role
from cases.rules import Refusal
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import member_or_refusal


def page(request: Request[Pressed]) -> list[Fact]:
    """Give a head or manager a link; the one before does not work any more."""
    member = member_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    minutes = request.settings.sign_in_minutes
    token = request.unit.sign_ins.new_link(member.person, minutes=minutes)
    centre = None if member.role is Role.MANAGER else request.context.centre(member.centre)
    until = request.now + timedelta(minutes=minutes)
    return [PageLinked(member.person, member, centre, token, until)]


def sign_out(request: Request[Pressed]) -> list[Fact]:
    """End every session of the member who asks."""
    member = member_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    request.unit.sign_ins.end_all(member.person)
    return [SignedOut(member.person)]
