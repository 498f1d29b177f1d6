"""A person's own data: the notice, what is stored, and its erasure: on request, or without a
message once they wrote nothing for long or blocked the account.
(docs/decisions/0058-lives-of-people.md)"""

from __future__ import annotations

from datetime import timedelta

from cases.audit import Audited, AuditEntry
from cases.commands import Erase, ShowMyData
from cases.facts.fact import Fact
from cases.facts.personal_data import (
    EraseAsked,
    Erased,
    EraseRefused,
    MyDataShown,
    NothingKept,
)
from cases.facts.team_changes import MemberLeft
from cases.log import Act
from cases.masking import Quoted, address_of, name_of
from cases.people import Language, Person
from cases.ports import Timer
from config.clock import from_ms
from handlers import flood
from handlers.alerts import heads
from handlers.case_retention import without_sharer
from handlers.citizen.attachment import delete_attachments
from handlers.events import FromPerson, TimerDue
from handlers.membership import leave_team
from handlers.request import CommandRequest, Request, handles

#: How long the button "Yes, erase" works: its card stays in the chat for years.
_SURE_FOR = timedelta(minutes=10)
#: More cases than the daily limits allow one person to share while shares are kept.
_ALL_THEIRS = 10_000


@handles(ShowMyData)
def show(request: CommandRequest[ShowMyData]) -> list[Fact]:
    """Show the data that is stored about the person who asks."""
    person = request.people.known(request.event.line_id)
    if person is None:
        return [_nothing_kept(request)]
    return [MyDataShown(person, request.unit.traces.kept(person), request.teams.find(person))]


@handles(Erase)
def erase(request: CommandRequest[Erase]) -> list[Fact]:
    """Ask once, then erase. For an unknown person a second tap stores nothing either."""
    person = request.people.known(request.event.line_id)
    if person is None:
        return [_nothing_kept(request)]
    held = request.cases.held_by(person.id, first=0, count=1)[1]
    if held:
        return [EraseRefused(person, held)]
    if not request.command.sure:
        return [EraseAsked(person, request.at)]
    asked = from_ms(request.command.asked)
    if not asked <= request.at <= asked + _SURE_FOR:
        return [EraseAsked(person, request.at, again=True)]
    # The answer is a reply, which needs no stored id.
    request.unit.audit.record(AuditEntry(Audited.ERASED, request.teams.find(person) or person))
    return [Erased(person), *erase_all(person, request)]


def erase_all(person: Person, request: Request[object]) -> list[Fact]:
    """Erase all data of *person*; return the messages to other people about it."""
    left: list[Fact] = []
    member = request.teams.find(person)
    if member is not None:
        leave_team(member, request)
        left = [MemberLeft(tuple(heads(member.centre, request, but=person)), member)]
    quoted = [*name_of(member), *_forget_places(person, request)]
    left += flood.flush(person.id, request)
    for number, ids in request.unit.traces.erase(person, quoted).items():
        delete_attachments(number, ids, request)
    request.people.erase(person)
    request.log.record(Act.ERASED)
    return left


def _forget_places(person: Person, request: Request[object]) -> list[Quoted]:
    """Delete the places of those cases that only this person shared or that are about themselves
    (they may live there), and set the timers that count photos anew. Return the addresses that
    waiting messages may quote."""
    quoted: list[Quoted] = []
    for case in request.cases.shared_by(person.id, count=_ALL_THEIRS):
        if case.attachments:
            request.timers.set(Timer.COUNT_ATTACHMENTS, case.number, request.now)
        others = any(one.person != person.id for one in request.cases.shares(case.number))
        if case.own_need or not others:
            request.cases.save(without_sharer(case))
            quoted += address_of(case)
    return quoted


def _nothing_kept(request: Request[FromPerson]) -> NothingKept:
    profile = request.context.profiles.find(request.event.line_id)
    language = profile.language if profile else Language.THAI
    return NothingKept(Person(0, request.event.line_id, language=language))


#: After this time a person with an open case or a place in a team is checked again.
_LATER = timedelta(days=30)


@handles(Timer.FORGET_PERSON)
def forget(request: Request[TimerDue]) -> list[Fact]:
    """Delete a person, unless they wrote meanwhile, are in a team or shared an open case."""
    number = int(request.event.case)
    if request.timers.is_set(Timer.FORGET_PERSON, request.event.case):
        return []
    for person in request.people.find_all([number]):
        cases = request.cases.shared_by(number, count=_ALL_THEIRS)
        held = request.cases.held_by(number, first=0, count=1)[1]
        if person.centre is None and not held and not any(case.is_open for case in cases):
            return erase_all(person, request)
        request.timers.set(Timer.FORGET_PERSON, request.event.case, request.now + _LATER)
    return []
