"""What every act of staff begins with: who asks, for which case, and may they?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.case import Case
from cases.facts.casework import Refused
from cases.log import Act
from cases.people import Member, Person
from cases.rules import Change, Refusal, close_refusal, is_theirs, refusal
from handlers.events import Pressed
from handlers.request import Request

#: What is said of the case that another was merged into, by why one may not act on it.
_WENT = {
    None: Refusal.MERGED,
    Refusal.NOT_YOURS: Refusal.MERGED_TAKEN,
    Refusal.CLOSED_ALREADY: Refusal.MERGED_CLOSED,
    # Erased, or merged once more: neither happens, and nobody is led in circles.
    Refusal.MERGED: Refusal.MERGED_CLOSED,
}


@dataclass(frozen=True, slots=True)
class Granted:
    """The member who asks may do it, to this case."""

    member: Member
    case: Case


def member_or_refusal(request: Request[Pressed]) -> Member | Refused:
    """Return the member who pressed; a stranger's staff button is forged, refused and logged."""
    person = request.person
    member = request.teams.find(person)
    if member is None:
        request.log.record(Act.FORGED)
        return Refused(person, Refusal.NOT_STAFF, "")
    return member


def officer_or_refusal(request: Request[Pressed]) -> Member | Refused:
    """Return the member who pressed, if they work on cases at all."""
    member = member_or_refusal(request)
    if isinstance(member, Refused) or member.takes_cases:
        return member
    return Refused(member.person, Refusal.NO_CASES, "")


def find_case(request: Request[Pressed]) -> Granted | Refused:
    """Return the officer who asks and the case that the button names, open or closed: what they
    may do with it is for the caller to say."""
    member = officer_or_refusal(request)
    if isinstance(member, Refused):
        return member
    case = request.cases.find(request.event.case)
    if case is None:
        return Refused(member.person, Refusal.NO_SUCH_CASE, "")
    return Granted(member, case)


def not_now(found: Granted, why: Refusal, request: Request[object]) -> Refused:
    """Refuse for the reason *why*; who has nothing to do with the case hears no more than that."""
    member, case = found.member, found.case
    theirs = is_theirs(case, member, request.settings.national_centre)
    return Refused(member.person, why if theirs else Refusal.OTHER_CENTRE, case.number)


def ask(request: Request[Pressed], change: Change) -> Granted | Refused:
    """Hold the request against the rules, on what is kept now."""
    member = member_or_refusal(request)
    if isinstance(member, Refused):
        return member
    case = request.cases.find(request.event.case)
    if case is None:
        return Refused(member.person, Refusal.NO_SUCH_CASE, "")
    why = refusal(case, change, member, request.settings.national_centre)
    if why is Refusal.MERGED:
        return _led_on(member, case, request)
    if why is not None:
        return refused(member.person, why, case, request)
    return Granted(member, case)


def ask_close(request: Request[Pressed], *, needs_visit: bool) -> Granted | Refused:
    """Hold a close, with an outcome that *needs_visit* or not, against the rules."""
    asked = ask(request, Change.CLOSE)
    if isinstance(asked, Refused):
        return asked
    why = close_refusal(asked.case, needs_visit=needs_visit)
    return refused(asked.member.person, why, asked.case, request) if why else asked


def refused(person: Person, why: Refusal, case: Case, request: Request[object]) -> Refused:
    """Refuse, naming a colleague who has the case."""
    shows_holder = why in (Refusal.TAKEN, Refusal.NOT_YOURS)
    holder = holder_name(case, request) if shows_holder else ""
    return Refused(person, why, case.number, holder, case.centre, case.links.merged_into)


def _led_on(member: Member, case: Case, request: Request[object]) -> Refused:
    """Lead on to the case that *case* was merged into, where this member may act on it; else say
    who has it now."""
    into = request.cases.find(case.links.merged_into) or case
    why = refusal(into, Change.MORE, member, request.settings.national_centre)
    said = refused(member.person, _WENT.get(why, Refusal.MERGED_ELSEWHERE), case, request)
    holder = holder_name(into, request) if why is Refusal.NOT_YOURS else ""
    return replace(said, holder=holder, centre=into.centre, leads_to=None if why else into)


def holder_name(case: Case, request: Request[object]) -> str:
    """Return the name of the one who holds *case*, or nothing."""
    for person in request.people.find_all([case.holder] if case.holder else []):
        member = request.teams.find(person)
        if member is not None:
            return member.name
    return ""
