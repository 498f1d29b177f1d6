"""The way from the chat to the pages with a login, and out of them on every device."""

from __future__ import annotations

from datetime import timedelta

from cases.facts import Fact, Refused
from cases.people import Role
from cases.ports import Desk
from cases.rules import Refusal
from cases.sign_in_facts import PageLinked, SignedOut
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.permission import member_or_refusal


def page(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Give a head or manager a link; the one before does not work any more."""
    member = member_or_refusal(event, desk)
    if isinstance(member, Refused):
        return [member]
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    minutes = house.settings.sign_in_minutes
    token = desk.sign_ins.new_link(member.person, minutes=minutes)
    centre = None if member.role is Role.MANAGER else house.centre(member.centre)
    until = desk.now + timedelta(minutes=minutes)
    return [PageLinked(member.person, member, centre, token, until)]


def sign_out(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """End every session of the member who asks."""
    member = member_or_refusal(event, desk)
    if isinstance(member, Refused):
        return [member]
    desk.sign_ins.end_all(member.person)
    return [SignedOut(member.person)]
