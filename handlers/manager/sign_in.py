"""The way from the chat to the pages with a login, and out of them on every device."""

from __future__ import annotations

from datetime import timedelta

from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.page_access import PageLinked, SignedOut
from cases.people import Role
from cases.ports import UnitOfWork
from cases.rules import Refusal
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import member_or_refusal


def page(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Give a head or manager a link; the one before does not work any more."""
    member = member_or_refusal(event, unit)
    if isinstance(member, Refused):
        return [member]
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    minutes = context.settings.sign_in_minutes
    token = unit.sign_ins.new_link(member.person, minutes=minutes)
    centre = None if member.role is Role.MANAGER else context.centre(member.centre)
    until = unit.now + timedelta(minutes=minutes)
    return [PageLinked(member.person, member, centre, token, until)]


def sign_out(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """End every session of the member who asks."""
    member = member_or_refusal(event, unit)
    if isinstance(member, Refused):
        return [member]
    unit.sign_ins.end_all(member.person)
    return [SignedOut(member.person)]
