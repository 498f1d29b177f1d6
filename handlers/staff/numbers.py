"""The numbers for heads and managers: in the chat, and the way to the pages with a login."""

from __future__ import annotations

from datetime import timedelta

from cases.audit import Audited, AuditEntry
from cases.calendar import Span
from cases.commands import OpenPage, ShowReport, SignOut
from cases.facts.casework import Refused, Reported
from cases.facts.fact import Fact
from cases.facts.page_access import PageLinked, SignedOut
from cases.log import COUNTRY
from cases.people import Role
from cases.rules import Refusal
from geo.centres import Centre
from handlers.registry import handles
from handlers.request import MemberRequest

_SPANS = (Span.DAY, Span.WEEK, Span.MONTH, Span.YEAR)


@handles(ShowReport)
def report(request: MemberRequest[ShowReport]) -> list[Fact]:
    """Show a head the own centre, a manager the country."""
    member, span = request.member, request.command.period
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    if span is None or span not in _SPANS:
        span = Span.MONTH
    own = _own_centre(request)
    scope = own.id if own else COUNTRY
    numbers = request.context.statistics.report(scope, span, request.now)
    entry = AuditEntry(Audited.REPORT_READ, member, f"chat {span.value}", scope)
    request.unit.audit.record(entry)
    return [Reported(member.person, numbers, own)]


@handles(OpenPage)
def page(request: MemberRequest[OpenPage]) -> list[Fact]:
    """Give a head or manager a link; the one before does not work any more."""
    member, minutes = request.member, request.settings.sign_in_minutes
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    token = request.unit.sign_ins.new_link(member.person, minutes=minutes)
    until = request.now + timedelta(minutes=minutes)
    return [PageLinked(member.person, member, _own_centre(request), token, until)]


@handles(SignOut)
def sign_out(request: MemberRequest[SignOut]) -> list[Fact]:
    """End every session of the member who asks."""
    request.unit.sign_ins.end_all(request.person)
    return [SignedOut(request.person)]


def _own_centre(request: MemberRequest[ShowReport | OpenPage]) -> Centre | None:
    member = request.member
    return None if member.role is Role.MANAGER else request.context.centre(member.centre)
