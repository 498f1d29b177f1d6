"""The lists of staff: the queue and the own cases, in pages; one case by its number with its
further actions; its attachments; and today's round in a short order to visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cases.calendar import local_day
from cases.case import ATTACHMENTS, Case, State, added, in_order, is_planned
from cases.commands import (
    LookUp,
    ReadWords,
    ShowAttachments,
    ShowMine,
    ShowNear,
    ShowOptions,
    ShowQueue,
    ShowRound,
)
from cases.facts.casework import CASES_A_PAGE, OptionsShown, QueueShown, WordsShown
from cases.facts.digests import NearAsked, NearShown, RoundShown, Stop
from cases.facts.fact import Fact
from cases.facts.personal_data import AttachmentsShown
from cases.people import About, Topic
from cases.rules import TO_TYPE_MINUTES
from geo.centres import Point, metres
from geo.route import short_order
from handlers.citizen.attachment import attachments_of
from handlers.events import LocationSent
from handlers.request import CaseRequest, MemberRequest, Request, handles

_LAST_PAGE = 999
#: The most attachments on a card: a case that others were merged into may have more.
_MOST_SHOWN = sum(kind.of_case for kind in ATTACHMENTS.values())


@handles(ShowQueue, ShowMine)
def show(request: MemberRequest[ShowQueue | ShowMine]) -> list[Fact]:
    """Show the open cases of the member's centre, or those that the member holds."""
    member, page = request.member, min(request.command.page, _LAST_PAGE)
    mine, first = isinstance(request.command, ShowMine), page * CASES_A_PAGE
    if mine:
        cases, total = request.cases.held_by(member.person.id, first=first, count=CASES_A_PAGE)
    else:
        nation = member.centre == request.settings.national_centre
        cases, total = request.cases.queue(
            member.centre, first=first, count=CASES_A_PAGE, with_escalated=nation
        )
    centre = request.context.centre(member.centre)
    known = tuple(added(request.cases.details(case.number)) for case in cases if mine)
    only_look = not member.takes_cases
    return [QueueShown(member.person, tuple(cases), mine, page, total, centre, known, only_look)]


@handles(LookUp)
def look_up(request: CaseRequest[LookUp]) -> list[Fact]:
    """Show one open case by its number, as in the list that contains it."""
    person, case = request.person, request.case
    mine, centre = case.holder == person.id, request.context.centre(request.member.centre)
    known = (added(request.cases.details(case.number)),) if mine else ()
    return [QueueShown(person, (case,), mine, 0, 1, centre, known)]


@handles(ShowOptions)
def show_options(request: CaseRequest[ShowOptions]) -> list[Fact]:
    """Show the rarer actions for a case."""
    return [OptionsShown(request.person, request.case)]


@handles(ReadWords)
def read_words(request: CaseRequest[ReadWords]) -> list[Fact]:
    """Show the holder all that sharers wrote."""
    words = in_order(request.cases.details(request.case.number))
    return [WordsShown(request.person, request.case, tuple(words), request.command.page)]


@handles(ShowAttachments)
def show_attachments(request: CaseRequest[ShowAttachments]) -> list[Fact]:
    """Return to the holder a link to each stored attachment; the newest if there are too many."""
    shown = attachments_of(request.case, request)
    there = request.unit.attachments.kept([one.id for one in shown[-_MOST_SHOWN:]])
    found = tuple(one for one in shown if one.id in there)
    return [AttachmentsShown(request.person, request.case, found)]


#: The most stops that fit a day and a card; the next ones are shown when these are done.
MOST_STOPS = 20
#: The number of an officer's cases among which a short way is looked for.
_LOOKED_AT = 200
_TO_VISIT = (State.CLAIMED, State.GOING)


@handles(ShowRound)
def show_round(request: MemberRequest[ShowRound]) -> list[Fact]:
    """Show the way through the cases that the officer has still to visit."""
    held, _ = request.cases.held_by(request.member.person.id, first=0, count=_LOOKED_AT)
    centre = request.context.centre(request.member.centre)
    here = _checked_in(held, request)
    start = here.place.point if here else centre.point
    to_visit = [case for case in held if case.state in _TO_VISIT]
    order = short_order(start, [case.place.point for case in to_visit])
    stops = _stops(start, [to_visit[index] for index in order[:MOST_STOPS]])
    left = len(to_visit) - len(stops)
    begins_at = here.number if here else ""
    return [RoundShown(request.member.person, stops, centre, begins_at, left)]


def _checked_in(held: Sequence[Case], request: Request[object]) -> Case | None:
    """Return the case at which the officer has checked in today, the last one if there are
    several."""
    today = local_day(request.at)
    there = [
        (case.arrived_at, case)
        for case in held
        if case.state is State.ON_SITE and case.arrived_at and local_day(case.arrived_at) == today
    ]
    return max(there, key=lambda pair: pair[0])[1] if there else None


def _stops(start: Point, cases: Sequence[Case]) -> tuple[Stop, ...]:
    befores = (start, *(case.place.point for case in cases))
    return tuple(
        Stop(case, metres(before, case.place.point))
        for before, case in zip(befores, cases, strict=False)
    )


#: How far a case of a neighbour's may be to be shown; an officer beside the border drives so far.
_NEIGHBOURS_M = 5_000
_TO_SAY_WHERE = timedelta(minutes=TO_TYPE_MINUTES)


@handles(ShowNear)
def ask_where(request: MemberRequest[ShowNear]) -> list[Fact]:
    """Take the officer's next location as where they are."""
    topic = Topic(About.NEAR, "", request.now + _TO_SAY_WHERE)
    request.people.save(replace(request.person, topic=topic))
    return [NearAsked(request.person)]


def show_near(request: Request[LocationSent]) -> list[Fact] | None:
    """Show the waiting cases nearest to where an officer is who asked for them, the own centre's
    and those of neighbours close by; None for any other location. The place is not stored."""
    person = request.person
    member = request.teams.find(person) if person.topic_at(request.at, About.NEAR) else None
    if member is None or not member.takes_cases:
        return None
    request.people.save(replace(person, topic=None))
    here = request.event.place.point
    own, _ = request.cases.queue(member.centre, first=0, count=_LOOKED_AT, with_escalated=False)
    close = {one.number: one for one in (*own, *request.cases.near(here, _NEIGHBOURS_M))}
    waiting = [
        Stop(one, metres(one.place.point, here))
        for one in close.values()
        if one.state is State.WAITING and not is_planned(one, request.now)
    ]
    nearest = sorted(waiting, key=lambda stop: (stop.metres, stop.case.number))[:CASES_A_PAGE]
    return [NearShown(person, tuple(nearest), request.context.centre(member.centre))]
