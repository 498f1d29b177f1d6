"""A person's own data: the notice, what is kept, and its erasure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from cases.audit import Audited, AuditEntry
from cases.facts.fact import Fact
from cases.facts.personal_data import (
    EraseAsked,
    Erased,
    EraseRefused,
    MyDataShown,
    NothingKept,
    NoticeGiven,
)
from cases.facts.shares import Welcomed
from cases.facts.team_changes import MemberLeft
from cases.kept import Quoted, address_of, name_of
from cases.log import Act
from cases.people import NEVER, Language, Person
from cases.ports import Timer, UnitOfWork
from handlers import summing_up
from handlers.alerts import heads
from handlers.citizen.photo import delete_photos
from handlers.context import Context
from handlers.events import FromPerson, Pressed
from handlers.membership import leave_team
from handlers.timers.retention import without_sharer

#: "Yes, erase" counts for so long: a card stays in the chat for years.
_SURE_FOR = timedelta(minutes=10)
_MILLISECOND = timedelta(milliseconds=1)
_LONGEST_TIME = 14
#: More than the limits of a day let anybody share while a share is kept.
_ALL_THEIRS = 10_000


def show(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show what is kept of the one who asks."""
    person = unit.people.known(event.line_id)
    if person is None:
        return [_nothing_kept(event, context)]
    return [MyDataShown(person, unit.traces.kept(person), unit.teams.find(person))]


def erase(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask once, then erase. Who is not known stays so: a second tap must not make them known."""
    person = unit.people.known(event.line_id)
    if person is None:
        return [_nothing_kept(event, context)]
    held = unit.cases.held_by(person.id, first=0, count=1)[1]
    if held:
        return [EraseRefused(person, held)]
    if event.fields.get("sure") != "yes":
        return [EraseAsked(person, unit.at)]
    asked = _time(event.fields.get("asked", ""))
    if not asked <= unit.at <= asked + _SURE_FOR:
        return [EraseAsked(person, unit.at, again=True)]
    return _erased(person, unit, context)


def with_notice(event: FromPerson, facts: Sequence[Fact], unit: UnitOfWork) -> list[Fact]:
    """Add the notice to the first answer that somebody gets, whatever they wrote."""
    told = list(facts)
    nobody = any(isinstance(fact, Erased | NothingKept) for fact in told)
    if not told or nobody or not event.reply_token:
        return told
    person = unit.people.of_line(event.line_id)
    if person.noticed:
        return told
    unit.people.set_noticed(person)
    welcomed = any(isinstance(fact, Welcomed) for fact in told)  # which says it already
    return told if welcomed else [*told, NoticeGiven(_as_told(person, told))]


def _as_told(person: Person, facts: Sequence[Fact]) -> Person:
    """Return *person* as the answer knows them: the event may have brought another language."""
    told = (getattr(fact, "to", None) for fact in facts)
    return next((one for one in told if isinstance(one, Person) and one.id == person.id), person)


def _erased(person: Person, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Erase all of it in one step; the answer is a reply, which names nobody."""
    unit.audit.record(AuditEntry(Audited.ERASED, unit.teams.find(person) or person))
    return [Erased(person), *erase_all(person, unit, context)]


def erase_all(person: Person, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Erase all that is kept of *person*, and return what others hear of it."""
    left: list[Fact] = []
    member = unit.teams.find(person)
    if member is not None:
        leave_team(member, unit)
        left = [MemberLeft(tuple(heads(member.centre, unit, but=person)), member)]
    quoted = [*name_of(member), *_forget_places(person, unit)]
    left += summing_up.flush(person.id, unit, context)
    for number, photos in unit.traces.erase(person, quoted).items():
        delete_photos(number, photos, unit)
    unit.people.erase(person)
    unit.log.record(Act.ERASED)
    return left


def _forget_places(person: Person, unit: UnitOfWork) -> list[Quoted]:
    """Count photos anew where theirs go, and forget the places of cases that nobody else shared, or
    that are their own: who needed help themselves may live there. Return the addresses that calls
    may quote."""
    quoted: list[Quoted] = []
    for case in unit.cases.shared_by(person.id, count=_ALL_THEIRS):
        if case.photos:
            unit.timers.set(Timer.COUNT_PHOTOS, case.number, unit.now)
        others = any(one.person != person.id for one in unit.cases.shares(case.number))
        if case.own_need or not others:
            unit.cases.save(without_sharer(case))
            quoted += address_of(case)
    return quoted


def _nothing_kept(event: Pressed, context: Context) -> NothingKept:
    profile = context.profiles.find(event.line_id)
    language = profile.language if profile else Language.THAI
    return NothingKept(Person(0, event.line_id, language=language))


def _time(milliseconds: str) -> datetime:
    digits = milliseconds.isascii() and milliseconds.isdigit()
    if not digits or len(milliseconds) > _LONGEST_TIME:
        return NEVER
    return NEVER + int(milliseconds) * _MILLISECOND
