"""How much one person may send: beyond it one kind sentence a window, then silence.

An urgent share always passes. Nobody can mark a place urgent before it is sent, so a place over
the limit is kept aside for some minutes, and the answer asks whether somebody is in danger."""

from __future__ import annotations

from dataclasses import replace

from cases.case import in_danger
from cases.commands import (
    AskDanger,
    Command,
    Erase,
    SayDanger,
    SayKind,
    SayOwnNeed,
    ShowMyData,
    Start,
)
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.personal_data import DangerSaid, TooManyMessages, TooManyShares
from cases.facts.shares import CaseOpened, ShareJoined
from cases.log import Act
from cases.pace import DAY, TEN_MINUTES, Pace
from cases.people import About, Person
from handlers.alerts import alert, has_staff, start_clocks_now
from handlers.citizen import talk
from handlers.citizen.kind import urgent_recipients
from handlers.citizen.share import share
from handlers.events import (
    FromPerson,
    LocationSent,
    OtherSent,
    PhotoSent,
    Pressed,
    TextSent,
    Unsent,
)
from handlers.registry import handles
from handlers.request import CommandRequest, Request

#: What nobody is ever kept from: saying that it is urgent, that they need help themselves, and
#: the rights to see and to erase.
_NEVER_LIMITED = (SayKind, SayDanger, AskDanger, Start, SayOwnNeed, ShowMyData, Erase)
#: A place that we asked for is never over a limit.
_WAITED_FOR = (About.OWN_NEED, About.MOVED)


def over_limit(request: Request[FromPerson]) -> list[Fact] | None:
    """Count what a citizen sends. Return the answer to what is over a limit; None within the
    limits, and for all of staff."""
    match request.event:
        case LocationSent() as event:
            return _shares(request.on(event))
        case TextSent() as event if not _is_free(event.command, *event.likely):
            return _messages(request)
        case Pressed() as event if not _is_free(event.command):
            return _messages(request)
        case PhotoSent() | OtherSent():
            return _messages(request)
        case Unsent() as event:
            _take_back(request.on(event))
    return None


@handles(SayDanger)
def say_danger(request: CommandRequest[SayDanger]) -> list[Fact]:
    """Show whom to call, and make an urgent share of the place that was set aside, else of the next
    place."""
    person = request.person
    urgency = request.context.taxonomy.urgencies.get(request.command.why)
    if urgency is None:
        return talk.guide(request)
    aside = request.limits.aside(person)
    if aside is None:
        request.limits.put_danger(person, urgency.code)
        return [DangerSaid(person, urgency.code, shared=False)]
    request.limits.drop_aside(person)
    sent = LocationSent(aside.event, aside.at, request.event.line_id, aside.place, aside.message)
    return _share_urgently(sent, urgency.code, request)


def _is_free(*asked: Command | None) -> bool:
    return any(isinstance(one, _NEVER_LIMITED) for one in asked)


def _share_urgently(sent: LocationSent, why: str, request: Request[object]) -> list[Fact]:
    person = request.people.of_line(sent.line_id)
    told: list[Fact] = []
    for fact in share(request.on(sent)):
        match fact:
            case CaseOpened() | ShareJoined():
                told += _hurried(fact, why, request)
            case Alerted():  # is told anew, for who hears of danger may be others
                pass
            case _:
                told.append(fact)
    shared = any(isinstance(fact, CaseOpened | ShareJoined) for fact in told)
    untold = shared and request.unit.pushes.stopped_since() is not None
    return [DangerSaid(person, why, shared, untold), *told]


def _messages(request: Request[FromPerson]) -> list[Fact] | None:
    person = request.person
    if person.centre is not None:
        return None
    pace = request.limits.pace(person).message(request.at)
    request.limits.save_pace(person, pace)
    over = pace.messages.count - request.settings.messages_per_minute
    if over <= 0:
        return None
    if over > 1:
        return []
    request.log.record(Act.LIMITED)
    return [TooManyMessages(person)]


def _shares(request: Request[LocationSent]) -> list[Fact] | None:
    """Set a place over the limits aside, instead of the one before, so that the question on the
    screen is about the last one. After a word of danger no place is set aside."""
    person = request.person
    if person.centre is not None or any(person.topic_at(request.at, one) for one in _WAITED_FOR):
        return None
    why = request.limits.danger(person)
    if why is not None:
        request.limits.drop_danger(person)
        return _share_urgently(request.event, why, request)
    pace = request.limits.pace(person).share(request.at)
    over = _is_over(pace, request)
    answers = over and request.at >= pace.answered + TEN_MINUTES
    request.limits.save_pace(person, replace(pace, answered=request.at) if answers else pace)
    if not over:
        request.limits.drop_aside(person)
        return None
    request.limits.put_aside(person, request.event.aside())
    return _told_once(person, pace, request) if answers else []


def _take_back(request: Request[Unsent]) -> None:
    person = request.people.known(request.event.line_id)
    aside = request.limits.aside(person) if person else None
    if person and aside and aside.message == request.event.message:
        request.limits.drop_aside(person)


def _told_once(person: Person, pace: Pace, request: Request[object]) -> list[Fact]:
    request.log.record(Act.LIMITED)
    of_day = pace.shares_of_day.count > request.settings.shares_per_day
    until = pace.shares_of_day.began + DAY if of_day else pace.shares.began + TEN_MINUTES
    return [TooManyShares(person, until)]


def _is_over(pace: Pace, request: Request[object]) -> bool:
    limits = request.settings
    return (
        pace.shares.count > limits.shares_per_10_min
        or pace.shares_of_day.count > limits.shares_per_day
    )


def _hurried(fact: CaseOpened | ShareJoined, urgency: str, request: Request[object]) -> list[Fact]:
    """Add the danger to the case of a share; return the receipt and the alert."""
    urgent = start_clocks_now(in_danger(fact.case, urgency), request)
    request.cases.save(urgent)
    if urgent.need.dangers != fact.case.need.dangers:
        request.log.record_said(urgent, before=fact.case)
    why = Why.URGENT
    if isinstance(fact, CaseOpened):
        why = Why.NEW if has_staff(urgent, request) else Why.NOBODY
    team = urgent_recipients(urgent, request)
    return [replace(fact, case=urgent), alert(urgent, team, why, request)]
