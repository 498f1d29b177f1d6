"""Who holds a case: that they are still on it, and that a colleague takes it over."""

from __future__ import annotations

from cases.case import Case
from cases.clocks import holder_due
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.silent_holders import HolderStays, TakenOver
from cases.log import Act
from cases.people import Member
from cases.rules import Change
from handlers.alerts import held, moment
from handlers.citizen.conversation import holder_of
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import ask


def keep(request: Request[Pressed]) -> list[Fact]:
    """The holder says that they are still on it: the clock of their silence begins anew."""
    asked = ask(request, Change.KEEP)
    if isinstance(asked, Refused):
        return [asked]
    case = held(asked.case, request)
    request.cases.save(case)
    until = holder_due(case, moment(request), request.settings)
    return [HolderStays(asked.member.person, case, until)]


def taken_from(before: Case, case: Case, member: Member, request: Request[object]) -> list[Fact]:
    """Record that *member* takes a held case over, and let the one who held it hear so."""
    holder = holder_of(before, request, but=member.person)
    if before.holder is None:
        return []
    request.log.record(Act.RELEASED, before)
    return [TakenOver(holder, case, member.name)] if holder else []
