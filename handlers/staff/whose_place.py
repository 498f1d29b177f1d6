"""A member sends a place at which a case is in hand: a check-in, a caller's place, or a new share?

Who goes along, or writes from a second account, stands at the pin of a colleague's case; booked as
a share it would count as a citizen's. (docs/decisions/0055-whose-place.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.clocks import COLLEAGUES_HEAR
from cases.commands import Claim, SayWhosePlace
from cases.facts.callers import PlaceDropped, WhosePlace
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.people import Member
from cases.rules import Refusal, refusal
from geo.distance import metres
from handlers.citizen.share import share
from handlers.events import LocationSent
from handlers.permission import find_case, holder_name, refused
from handlers.registry import handles
from handlers.request import MemberRequest, Request
from handlers.staff import caller
from handlers.staff.visit import check_in_at, meant, take


def ask_which(request: Request[LocationSent]) -> list[Fact] | None:
    """Ask what a member's location is where it may be two things; None where it is plain."""
    person = request.person
    member = request.teams.find(person) if person.centre else None
    if member is None or not member.takes_cases:
        return None
    if caller.waits_for_place(person, request):
        question = _own_or_callers(request, member)
    else:
        question = _own_or_colleagues(request, member)
    if question is None:
        return None
    request.limits.put_aside(person, request.event.aside())
    return [question]


@handles(SayWhosePlace)
def answer(request: MemberRequest[SayWhosePlace]) -> list[Fact]:
    """Handle the location that was set aside as the member says."""
    person = request.person
    aside = request.limits.aside(person)
    if aside is None:
        return [PlaceDropped(person, expired=True)]
    request.limits.drop_aside(person)
    line_id = request.event.line_id
    sent = LocationSent(aside.event, aside.at, line_id, aside.place, aside.message)
    match request.command.what:
        case "here":
            return _here(request, sent)
        case "share":
            return share(request.on(sent))
        case "caller":
            return caller.take_place(request.on(sent)) or [PlaceDropped(person, expired=True)]
        case _:
            return [PlaceDropped(person)]


def _own_or_callers(request: Request[LocationSent], member: Member) -> WhosePlace | None:
    """Ask where the next place is a caller's, and this one lies at a case of one's own in which no
    check-in has come yet."""
    own = meant(member.person, request.event.place.point, request)
    if own is None or own[0] > request.settings.check_in_m:
        return None
    away, case = own
    return None if case.visit.arrived else WhosePlace(member.person, case, away, for_caller=True)


def _own_or_colleagues(request: Request[LocationSent], member: Member) -> WhosePlace | None:
    """Ask where a place is no check-in of one's own, and lies at a case in a colleague's hands."""
    here = request.event.place.point
    if meant(member.person, here, request) is not None:
        return None
    near = request.cases.near(here, request.settings.check_in_m)
    of_colleagues = (one for one in near if one.holder and one.centre == member.centre)
    case = next(of_colleagues, None)
    if case is None:
        return None
    away = metres(case.place.point, here)
    return WhosePlace(member.person, case, away, holder_name(case, request))


def _here(request: MemberRequest[SayWhosePlace], sent: LocationSent) -> list[Fact]:
    """Check in. A colleague's case is taken over: whoever stands at the pin works on it."""
    member = request.member
    case = find_case(request, member)
    if isinstance(case, Refused):
        return [case]
    told: list[Fact] = []
    if case.holder != member.person.id:
        free = replace(case, visit=replace(case.visit, silence=COLLEAGUES_HEAR))
        why = refusal(free, Claim, member, request.settings.national_centre)
        if why is not None:
            return [refused(member.person, why, case, request)]
        case, told = take(case, member, request)
    elif not case.is_open:
        return [refused(member.person, Refusal.CLOSED_ALREADY, case, request)]
    away = round(metres(case.place.point, sent.place.point))
    return [check_in_at(case, member.person, away, request), *told]
