"""The share statistics in LINE, for heads and managers."""

from __future__ import annotations

from cases.audit import Audited, AuditEntry
from cases.calendar import Span
from cases.facts.casework import Refused, Reported
from cases.facts.fact import Fact
from cases.log import COUNTRY
from cases.people import Role
from cases.rules import Refusal
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import member_or_refusal

_SPANS = {span.value: span for span in (Span.DAY, Span.WEEK, Span.MONTH, Span.YEAR)}


def report(request: Request[Pressed]) -> list[Fact]:
    """Show a head the own centre, a manager the country."""
    member = member_or_refusal(request)
    if isinstance(member, Refused):
        return [member]
    if not member.role.reads_numbers:
        return [Refused(member.person, Refusal.NOT_READER, "")]
    span = _SPANS.get(request.event.fields.get("period", ""), Span.MONTH)
    own = None if member.role is Role.MANAGER else request.context.centre(member.centre)
    scope = own.id if own else COUNTRY
    numbers = request.context.statistics.report(scope, span, request.now)
    request.unit.audit.record(AuditEntry(Audited.REPORT_READ, member, f"chat {span.value}", scope))
    return [Reported(member.person, numbers, own)]
