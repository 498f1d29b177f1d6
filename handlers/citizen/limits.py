"""How much one person may send: beyond it one kind sentence a window, then silence.

An urgent share always passes. Nobody can mark a place urgent before it is sent, so a place over
the limit is kept aside for some minutes, and the answer asks whether somebody is in danger."""

from __future__ import annotations

from dataclasses import replace

from cases.case import in_danger
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.personal_data import DangerSaid, TooManyMessages, TooManyShares
from cases.facts.shares import CaseOpened, ShareJoined
from cases.log import Act
from cases.pace import DAY, TEN_MINUTES, Aside, Pace
from cases.people import About, Person
from cases.ports import UnitOfWork
from handlers.alerts import alert, has_staff, hurried
from handlers.citizen import talk
from handlers.citizen.share import share
from handlers.context import Context
from handlers.events import Event, LocationSent, OtherSent, PhotoSent, Pressed, TextSent, Unsent
from handlers.saying import who_must_hurry

#: What nobody is ever kept from: saying that it is urgent, that they need help themselves, and
#: the rights to see and to erase.
_NEVER_LIMITED = frozenset({"kind", "danger", "urgent", "start", "own_need", "my_data", "erase"})
#: A place that we asked for is never over a limit.
_WAITED_FOR = (About.OWN_NEED, About.MOVED)


def over_limit(event: Event, unit: UnitOfWork, context: Context) -> list[Fact] | None:
    """Count what a citizen sends; None where it is within the limits, as all of staff's is."""
    match event:
        case LocationSent():
            return _shares(event, unit, context)
        case TextSent() if _NEVER_LIMITED.isdisjoint((event.act, *event.likely)):
            return _messages(event, unit, context)
        case Pressed() if event.act not in _NEVER_LIMITED:
            return _messages(event, unit, context)
        case PhotoSent() | OtherSent():
            return _messages(event, unit, context)
        case Unsent():
            _take_back(event, unit)
            return None
        case _:
            return None


def say_danger(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Show whom to call; the place that was kept aside becomes an urgent share, and without one the
    next place does."""
    person = unit.people.of_line(event.line_id)
    urgency = context.taxonomy.urgencies.get(event.fields.get("why", ""))
    if urgency is None:
        return talk.guide(event, unit, context)
    aside = unit.limits.aside(person)
    if aside is None:
        unit.limits.put_danger(person, urgency.code)
        return [DangerSaid(person, urgency.code, shared=False)]
    unit.limits.drop_aside(person)
    sent = LocationSent(aside.event, aside.at, event.line_id, aside.place, aside.message)
    return _share_urgently(sent, urgency.code, unit, context)


def _share_urgently(sent: LocationSent, why: str, unit: UnitOfWork, context: Context) -> list[Fact]:
    person = unit.people.of_line(sent.line_id)
    told: list[Fact] = []
    for fact in share(sent, unit, context):
        match fact:
            case CaseOpened() | ShareJoined():
                told += _hurried(fact, why, unit, context)
            case Alerted():  # is told anew, for who hears of danger may be others
                pass
            case _:
                told.append(fact)
    shared = any(isinstance(fact, CaseOpened | ShareJoined) for fact in told)
    untold = shared and unit.pushes.stopped_since() is not None
    return [DangerSaid(person, why, shared, untold), *told]


def _messages(
    event: Pressed | TextSent | PhotoSent | OtherSent, unit: UnitOfWork, context: Context
) -> list[Fact] | None:
    person = unit.people.of_line(event.line_id)
    if person.centre is not None:
        return None
    pace = unit.limits.pace(person).message(unit.at)
    unit.limits.save_pace(person, pace)
    over = pace.messages.count - context.settings.messages_per_minute
    if over <= 0:
        return None
    if over > 1:
        return []
    unit.log.record(Act.LIMITED)
    return [TooManyMessages(person)]


def _shares(event: LocationSent, unit: UnitOfWork, context: Context) -> list[Fact] | None:
    """A place over the limits waits aside, the last one instead of the one before, so that the one
    question on the screen is always about the last. After a word of danger none waits."""
    person = unit.people.of_line(event.line_id)
    if person.centre is not None or any(person.topic_at(unit.at, one) for one in _WAITED_FOR):
        return None
    why = unit.limits.danger(person)
    if why is not None:
        unit.limits.drop_danger(person)
        return _share_urgently(event, why, unit, context)
    pace = unit.limits.pace(person).share(unit.at)
    over = _is_over(pace, context)
    answers = over and unit.at >= pace.answered + TEN_MINUTES
    unit.limits.save_pace(person, replace(pace, answered=unit.at) if answers else pace)
    if not over:
        unit.limits.drop_aside(person)
        return None
    unit.limits.put_aside(person, Aside(event.id, event.at, event.place, event.message))
    return _told_once(person, pace, unit, context) if answers else []


def _take_back(event: Unsent, unit: UnitOfWork) -> None:
    person = unit.people.known(event.line_id)
    aside = unit.limits.aside(person) if person else None
    if person and aside and aside.message == event.message:
        unit.limits.drop_aside(person)


def _told_once(person: Person, pace: Pace, unit: UnitOfWork, context: Context) -> list[Fact]:
    unit.log.record(Act.LIMITED)
    of_day = pace.shares_of_day.count > context.settings.shares_per_day
    until = pace.shares_of_day.began + DAY if of_day else pace.shares.began + TEN_MINUTES
    return [TooManyShares(person, until)]


def _is_over(pace: Pace, context: Context) -> bool:
    limits = context.settings
    return (
        pace.shares.count > limits.shares_per_10_min
        or pace.shares_of_day.count > limits.shares_per_day
    )


def _hurried(
    fact: CaseOpened | ShareJoined, urgency: str, unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Put the urgency into what a share became, and alert those who must hurry."""
    urgent = hurried(in_danger(fact.case, urgency), unit, context)
    unit.cases.save(urgent)
    if urgent.dangers != fact.case.dangers:
        unit.log.record_said(urgent, before=fact.case)
    why = Why.URGENT
    if isinstance(fact, CaseOpened):
        why = Why.NEW if has_staff(urgent, unit) else Why.NOBODY
    team = who_must_hurry(urgent, unit, context)
    return [replace(fact, case=urgent), alert(urgent, team, why, context)]
