"""A member enters the case of somebody who is not on LINE: a caller of 1300, or at the desk.

One queue serves all channels, so it is a share like any other, but nobody's: there is nobody to
tell and nobody to ask. (docs/decisions/0022-questions-rounds-callers.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.amounts import CALLER_MINUTES
from cases.case import CALLER, Case, Detail, Form, Share
from cases.details import added
from cases.facts.callers import CallerDropped, CallerEntered, CallerMarked, CallerPlaceAwaited
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.shares import ShareRefused
from cases.log import Act
from cases.people import NOBODY, About, Member, Person, Topic
from cases.ports import UnitOfWork
from cases.rules import Refusal, is_theirs, may_work_on
from handlers.alerts import except_for
from handlers.citizen.conversation import tell_holder, tell_seen_again
from handlers.citizen.merged import lasting
from handlers.citizen.share import count_first, located, new_case, put_in, put_new, same_person
from handlers.context import Context
from handlers.events import LocationSent, Pressed, TextSent
from handlers.saying import named_by, say
from handlers.staff.permission import Granted, find_case, officer_or_refusal, refused

_LIFE = timedelta(minutes=CALLER_MINUTES)
#: Words of a caller in one case: an officer on the road reads no more.
_MOST_WORDS = 10
#: Who shares it: nobody that LINE knows.
_CALLER = Person(NOBODY, "")


def begin(event: Pressed | TextSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Wait for the place, or drop what is waited for."""
    member = _officer(event, unit)
    if isinstance(member, Refused):
        return [member]
    unit.limits.put_caller_words(member.person, ())
    if isinstance(event, Pressed) and event.fields.get("cancel"):
        _talk(member.person, None, unit)
        return [CallerDropped(member.person)]
    _talk(member.person, "", unit)
    return [CallerPlaceAwaited(member.person)]


def begin_with_words(event: TextSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Wait for the place of one whose first words are typed already."""
    facts = begin(event, unit, context)
    if not event.rest or isinstance(facts[0], Refused):
        return facts
    return add_words(replace(event, text=event.rest), "", unit, context, anew=True)


def add_words(
    event: TextSent, number: str, unit: UnitOfWork, context: Context, *, anew: bool = False
) -> list[Fact]:
    """Keep what the caller says: with the case, or until its place comes."""
    member = _officer(event, unit)
    if isinstance(member, Refused):
        return [member]
    words = Detail(event.message or event.id, NOBODY, unit.at, Form.WORDS, event.text)
    case = lasting(number, unit) if number else None
    if number and (case is None or not case.is_open):
        _talk(member.person, None, unit)
        return [Refused(member.person, Refusal.CLOSED_ALREADY, number)]
    _talk(member.person, number, unit)
    if case is not None:
        return _added(words, case, member, unit, context)
    known = [] if anew else unit.limits.caller_words(member.person)
    kept = [*known, words][:_MOST_WORDS]
    unit.limits.put_caller_words(member.person, kept)
    return [CallerPlaceAwaited(member.person, tuple(one.text for one in kept))]


def take_place(event: LocationSent, unit: UnitOfWork, context: Context) -> list[Fact] | None:
    """Take a member's location as the caller's; None if none is waited for."""
    person = unit.people.of_line(event.line_id)
    member = unit.teams.find(person) if waits_for_place(person, unit) else None
    if member is None or not member.takes_cases:
        return None
    where = context.locate(event.place)
    if not where.inside:
        unit.log.record(Act.REFUSED)
        return [ShareRefused(person)]
    arrived = Share(event.id, NOBODY, unit.at)
    known = same_person(event.place, NOBODY, False, unit, context)
    if known is not None:
        return _joined(known, arrived, member, unit, context)
    centre = context.centre_for(event.place, where.province)
    case = located(new_case(event.place, centre.id, arrived, unit), where)
    return _opened(case, arrived, member, unit, context)


def waits_for_place(person: Person, unit: UnitOfWork) -> bool:
    """Return whether the next place of *person* is a caller's."""
    topic = person.topic_at(unit.at, About.CALLER)
    return topic is not None and not topic.case


def mark(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take the kind or a danger from the one who entered the case, or from its centre."""
    granted = _may_mark(event, unit, context)
    if isinstance(granted, Refused):
        return [granted]
    case, member, named = granted.case, granted.member, named_by(event, context)
    said, alerted = say(case, named, unit, context) if named else (case, [])
    marked = _marked(said, member, unit, context)
    return [marked, *(except_for(one, member.person) for one in alerted)]


def take_words_back(
    message: str, person: Person, unit: UnitOfWork
) -> tuple[Case | None, Sequence[Detail]]:
    """Delete what *person* wrote for a caller, as long as the talk is still about it; return it,
    and the case that had it."""
    topic = person.topic_at(unit.at, About.CALLER)
    if topic is None:
        return None, ()
    if not topic.case:
        kept = unit.limits.caller_words(person)
        unit.limits.put_caller_words(person, [one for one in kept if one.id != message])
        return None, [one for one in kept if one.id == message]
    case = lasting(topic.case, unit)
    detail = unit.cases.find_detail(case.number, message) if case else None
    if case is None or detail is None or detail.person != NOBODY:
        return None, ()
    unit.cases.take_detail(case.number, message)
    return case, [detail]


def _officer(event: Pressed | TextSent, unit: UnitOfWork) -> Member | Refused:
    pressed = Pressed(event.id, event.at, event.line_id, "caller", {})
    return officer_or_refusal(pressed, unit)


def _talk(person: Person, number: str | None, unit: UnitOfWork) -> None:
    """Wait for a place (of no number yet), for words of that case, or for nothing more."""
    about = person.topic
    if number is not None:
        topic = Topic(About.CALLER, number, unit.now + _LIFE)
        unit.people.save(replace(person, topic=topic))
    elif about is not None and about.about is About.CALLER:
        unit.people.save(replace(person, topic=None))


def _opened(
    case: Case, arrived: Share, member: Member, unit: UnitOfWork, context: Context
) -> list[Fact]:
    case = replace(case, channel=CALLER, entered_by=member.person.id)
    count_first(case, _CALLER, unit)
    case, alerted = put_new(case, arrived, unit, context)
    words = _bring_words(case, member, unit)
    entered = _entered(case, member, words, unit, context, joined=False)
    return [entered, except_for(alerted, member.person)]


def _joined(
    known: Case, arrived: Share, member: Member, unit: UnitOfWork, context: Context
) -> list[Fact]:
    by = replace(known, entered_by=member.person.id)
    case = put_in(by, arrived, _CALLER, unit)
    words = _bring_words(case, member, unit)
    told: list[Fact] = [_entered(case, member, words, unit, context, joined=True)]
    if words:
        text = "\n".join(one.text for one in words)
        return [*told, *tell_holder(case, member.person, unit, text)]
    return [*told, *tell_seen_again(known, case, member.person, unit)]


def _bring_words(case: Case, member: Member, unit: UnitOfWork) -> list[Detail]:
    """Put into the case what was written before its place came, as far as there is room."""
    room = max(0, _MOST_WORDS - len(_callers_words(case, unit)))
    words = list(unit.limits.caller_words(member.person))[:room]
    unit.limits.put_caller_words(member.person, ())
    for one in words:
        unit.cases.put_detail(case.number, one)
        unit.log.record(Act.DETAIL_ADDED, case)
    _talk(member.person, case.number, unit)
    return words


def _entered(
    case: Case,
    member: Member,
    words: list[Detail],
    unit: UnitOfWork,
    context: Context,
    *,
    joined: bool,
) -> CallerEntered:
    return CallerEntered(
        member.person,
        case,
        context.centre(case.centre),
        context.metres_to(case.centre, case.place.point),
        joined,
        _may_work(case, member, context),
        added(words),
    )


def _added(
    words: Detail, case: Case, member: Member, unit: UnitOfWork, context: Context
) -> list[Fact]:
    callers = _callers_words(case, unit)
    if len(callers) < _MOST_WORDS:
        unit.cases.put_detail(case.number, words)
        unit.log.record(Act.DETAIL_ADDED, case)
        callers.append(words)
        news = tell_holder(case, member.person, unit, words.text)
        return [_marked(case, member, unit, context, callers), *news]
    return [_marked(case, member, unit, context, callers)]


def _marked(
    case: Case,
    member: Member,
    unit: UnitOfWork,
    context: Context,
    known: list[Detail] | None = None,
) -> CallerMarked:
    if known is None:
        known = _callers_words(case, unit)
    return CallerMarked(member.person, case, _may_work(case, member, context), added(known))


def _callers_words(case: Case, unit: UnitOfWork) -> list[Detail]:
    return [one for one in unit.cases.details(case.number) if one.person == NOBODY]


def _may_work(case: Case, member: Member, context: Context) -> bool:
    return may_work_on(member, case, context.settings.national_centre)


def _may_mark(event: Pressed, unit: UnitOfWork, context: Context) -> Granted | Refused:
    found = find_case(event, unit)
    if isinstance(found, Refused):
        return found
    member, case = found.member, lasting(event.case, unit) or found.case
    if case.entered_by != member.person.id:
        if not is_theirs(case, member, context.settings.national_centre):
            return refused(member.person, Refusal.OTHER_CENTRE, case, unit)
        if case.channel != CALLER:
            return refused(member.person, Refusal.NOT_A_CALLERS, case, unit)
    if not case.is_open:
        return refused(member.person, Refusal.CLOSED_ALREADY, case, unit)
    return Granted(member, case)
