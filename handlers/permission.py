"""The check before every command: who asks, for which case, and may they?"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, in_hands_of
from cases.commands import Claim, Command, GoAlong, Release, ShowAttachments, ShowOptions, WriteNote
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import Member, Person, Role
from cases.refusal import Refusal
from cases.rules import RULES, Who, is_theirs, refusal
from handlers.events import FromPerson, Pressed
from handlers.request import HANDLERS, CaseRequest, CommandRequest, MemberRequest, Request, handles

#: The refusal for a merged case, by the refusal for the case that it was merged into.
_WENT = {
    None: Refusal.MERGED,
    Refusal.NOT_YOURS: Refusal.MERGED_TAKEN,
    Refusal.CLOSED_ALREADY: Refusal.MERGED_CLOSED,
    # Erased, or merged once more: neither can happen, and no circle of links may arise.
    Refusal.MERGED: Refusal.MERGED_CLOSED,
}
#: The cases of one member among which the last one is looked for.
_MOST_HELD = 50
#: Commands that are typed without a case.
_OF_LAST = (ShowOptions, WriteNote)
#: Commands that leave the case in its holder's hands, whoever goes along: photos are for one alone,
#: and who goes along may stop.
_OF_THE_HOLDER = (ShowAttachments, Release, Claim, GoAlong)
_OF_OFFICERS = (Who.OFFICER, Who.OFFICER_OF_CASE)


@handles(Pressed)
def obey(request: Request[Pressed]) -> list[Fact]:
    """Call the handler of a command if the command is permitted, else return the refusal."""
    asked = permitted(request)
    return [asked] if isinstance(asked, Refused) else HANDLERS[type(asked.command)](asked)


def permitted(request: Request[Pressed]) -> CommandRequest[Command] | Refused:
    """Check a command against the rules, on the stored state. Return it with the member and the
    case that the rule asks for, or the refusal."""
    command = request.event.command
    asked = (request.event, request.unit, request.context, command)
    who = RULES[type(command)].who
    if who is Who.ANYBODY:
        return CommandRequest(*asked)
    member = officer_or_refusal(request) if who in _OF_OFFICERS else member_or_refusal(request)
    if isinstance(member, Refused):
        return member
    if who is Who.HEAD and member.role is not Role.HEAD:
        return Refused(member.person, Refusal.NOT_HEAD, "")
    if who in (Who.MEMBER, Who.HEAD, Who.OFFICER):
        return MemberRequest(*asked, member)
    case = find_case(request, member)
    if isinstance(case, Refused):
        return case
    why = None
    if not isinstance(command, _OF_THE_HOLDER):
        case = in_hands_of(case, member.person.id)
    if who is not Who.OFFICER_OF_CASE:
        why = refusal(case, type(command), member, request.settings.national_centre)
    if why is Refusal.NOT_YOURS and isinstance(command, Release) and _goes_along(member, case):
        why = None
    if why is Refusal.MERGED:
        return _refused_as_merged(member, case, request)
    if why is not None:
        return refused(member.person, why, case, request)
    return CaseRequest(*asked, member, case)


def _goes_along(member: Member, case: Case) -> bool:
    return member.person.id in case.visit.companions


def member_or_refusal(request: Request[FromPerson]) -> Member | Refused:
    """Return the member who asks. A stranger's tap on a staff button is forged, refused and
    logged."""
    member = request.teams.find(request.person)
    if member is None:
        request.log.record(Act.FORGED)
        return Refused(request.person, Refusal.NOT_STAFF, "")
    return member


def officer_or_refusal(request: Request[FromPerson]) -> Member | Refused:
    """Return the member who asks, if they work on cases at all."""
    member = member_or_refusal(request)
    if isinstance(member, Refused) or member.takes_cases:
        return member
    return Refused(member.person, Refusal.NO_CASES, "")


def find_case(request: Request[Pressed], member: Member) -> Case | Refused:
    """Return the case that a command names, open or closed. The typed words "more" and "note" name
    none, and are about the case that the member holds and worked on last."""
    found = request.cases.find(request.event.case)
    if found is None and isinstance(request.event.command, _OF_LAST) and not request.event.case:
        held, _ = request.cases.held_by(member.person.id, first=0, count=_MOST_HELD)
        found = max(held, key=lambda case: case.visit.silent_since or case.opened_at, default=None)
    return found or Refused(member.person, Refusal.NO_SUCH_CASE, "")


def not_now(request: CaseRequest[Command], why: Refusal) -> Refused:
    """Refuse for the reason *why*, or only as another centre's case to a member who has nothing to
    do with it."""
    member, case = request.member, request.case
    theirs = is_theirs(case, member, request.settings.national_centre)
    return Refused(member.person, why if theirs else Refusal.OTHER_CENTRE, case.number)


def refused(person: Person, why: Refusal, case: Case, request: Request[object]) -> Refused:
    """Return a refusal that names the colleague who holds the case."""
    shows_holder = why in (Refusal.TAKEN, Refusal.NOT_YOURS)
    holder = holder_name(case, request) if shows_holder else ""
    return Refused(person, why, case.number, holder, case.centre, case.links.merged_into)


def holder_name(case: Case, request: Request[object]) -> str:
    """Return the name of the holder of *case*, or ""."""
    for person in request.people.find_all([case.holder] if case.holder else []):
        member = request.teams.find(person)
        if member is not None:
            return member.name
    return ""


def _refused_as_merged(member: Member, case: Case, request: Request[object]) -> Refused:
    """Refuse because *case* was merged: name the case that it was merged into, with a link if this
    member may act on it, else with its holder."""
    into = request.cases.find(case.links.merged_into) or case
    why = refusal(into, ShowOptions, member, request.settings.national_centre)
    said = refused(member.person, _WENT.get(why, Refusal.MERGED_ELSEWHERE), case, request)
    holder = holder_name(into, request) if why is Refusal.NOT_YOURS else ""
    return replace(said, holder=holder, centre=into.centre, leads_to=None if why else into)
