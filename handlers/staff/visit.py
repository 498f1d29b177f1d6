"""An officer's visit: claim, set off, arrive, or plan another time. A member's location may be a
check-in, a caller's place, or a new share. An officer who goes along, or writes from a second
account, stands at the pin of a colleague's case; as a share it would count as a citizen's.
(docs/decisions/0019-the-visit-proved.md, docs/decisions/0055-whose-place.md)"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from cases.calendar import COLLEAGUES_HEAR, can_be_revisited, revisit_times
from cases.case import Case, State, Visit, added, unvisited
from cases.commands import MISSING, Arrive, Claim, Go, Revisit, SayWhosePlace
from cases.facts import casework
from cases.facts.answers import StillThereAsked
from cases.facts.fact import Fact
from cases.facts.shares import PlaceDropped, WhosePlace
from cases.log import Act
from cases.people import Member, Person
from cases.ports import Timer
from cases.refusal import Refusal
from cases.rules import Tap, refusal, state_after
from geo.centres import Point, metres
from handlers import not_on_line
from handlers.alerts import queued, restart_after_act, stop_clocks, wait_for_claim
from handlers.citizen.share import best_time_at, share
from handlers.citizen.still_there import expect_words, whom_to_ask
from handlers.events import LocationSent, TimerDue
from handlers.permission import find_case, holder_name, refused
from handlers.request import CaseRequest, MemberRequest, Request, handles
from handlers.staff.holding import record_take_over

#: The most cases that are searched for the check-in: nobody is on the way to more.
_MOST_GOING = 50
#: States of held cases of which a location at the pin is the check-in, in this order.
_AT_THE_PIN = (State.GOING, State.ON_SITE, State.CLAIMED)
#: If no case is on the way, a location within the check-in radius counts for cases in these states
#: too.
_NEAR_THE_PIN = (State.ON_SITE, State.CLAIMED)
#: A distance in metres and the case at that distance.
Away = tuple[float, Case]


@handles(Claim)
def claim(request: CaseRequest[Claim]) -> list[Fact]:
    """Give the case to the first member who claims it."""
    case, taken_over = take(request.case, request.member, request)
    distance = request.context.metres_to(case.centre, case.place.point)
    known = added(request.cases.details(case.number))
    centre, best = request.context.centre(case.centre), best_time_at(case, request)
    return [casework.CaseClaimed(request.person, case, centre, distance, known, best), *taken_over]


def take(case: Case, member: Member, request: Request[object]) -> tuple[Case, list[Fact]]:
    """Make *member* the holder of a case; return it, and the message to a former holder."""
    taken = replace(
        unvisited(case),
        state=state_after(case, Claim),
        holder=member.person.id,
        claimed_at=case.claimed_at or request.at,
        waiting_since=min(case.waiting_since, request.now),  # claimed before its time
        handover=replace(case.handover, clock_with=None, refusable=False),
    )
    stop_clocks(taken, request)
    taken = restart_after_act(taken, request)
    request.cases.save(taken)
    told = record_take_over(case, taken, member, request)
    request.log.record(Act.CLAIMED, taken, first=case.claimed_at is None)
    return taken, told


@handles(Go)
def go(request: CaseRequest[Go]) -> list[Fact]:
    """Record that the officer sets off, and ask the last sharers whether the person is still
    there."""
    case = restart_after_act(replace(request.case, state=state_after(request.case, Go)), request)
    sharers = whom_to_ask(case, request)
    if sharers:
        # Not earlier than any share that was read here, or its sharer would be asked twice.
        asked_at = max(request.at, case.last_shared_at)
        case = replace(case, asking=replace(case.asking, asked_at=asked_at))
        expect_words(sharers, case, request)
    request.cases.save(case)
    request.log.record(Act.WENT, case)
    known, best = added(request.cases.details(case.number)), best_time_at(case, request)
    going = casework.OfficerGoing(request.person, case, known, best)
    return [going, StillThereAsked(sharers, case)] if sharers else [going]


@handles(Arrive)
def arrive(request: CaseRequest[Arrive]) -> list[Fact]:
    """Record the arrival on the holder's word; no distance is known."""
    return [_arrived(request.case, request.person, None, request)]


def check_in(request: Request[LocationSent]) -> list[Fact] | None:
    """Take an officer's location as the check-in of a held case; None if it is near none of
    them."""
    person = request.person
    if person.centre is None:
        return None
    found = meant(person, request.event.place.point, request)
    if found is None:
        return None
    return [check_in_at(found[1], person, round(found[0]), request)]


def meant(person: Person, here: Point, request: Request[object]) -> Away | None:
    """Return the case of *person* that a location is the check-in of: the held case whose pin it is
    at, else the nearest on the way, else the nearest within the error of a phone among high
    houses."""
    held, _ = request.cases.held_by(person.id, first=0, count=_MOST_GOING)
    for state in _AT_THE_PIN:
        near = _nearest(held, (state,), here)
        if near is not None and near[0] <= request.settings.join_radius_m:
            return near
    going = _nearest(held, (State.GOING,), here)
    if going is not None:
        return going
    near = _nearest(held, _NEAR_THE_PIN, here)
    return near if near is not None and near[0] <= request.settings.check_in_m else None


def _nearest(held: Sequence[Case], states: Collection[State], here: Point) -> Away | None:
    away = [(metres(case.place.point, here), case) for case in held if case.state in states]
    return min(away, key=lambda pair: (pair[0], pair[1].number), default=None)


def check_in_at(
    case: Case, person: Person, distance: int, request: Request[object]
) -> casework.OfficerArrived:
    """Check in, also without "set off", or again: a location may come twice, or the first one was
    wrong. As a share it would join the officer's own case, or open one beside it."""
    if case.state is not State.ON_SITE:
        if case.state is State.CLAIMED:
            request.log.record(Act.WENT, case)
        return _arrived(case, person, distance, request)
    visit = replace(case.visit, distance_m=distance, far_reason=None)
    there = restart_after_act(replace(case, visit=visit), request)
    request.cases.save(there)
    return casework.OfficerArrived(person, there, added(request.cases.details(there.number)))


def _arrived(
    case: Case, person: Person, distance: int | None, request: Request[object]
) -> casework.OfficerArrived:
    first = case.arrived_at is None
    known = case.visit.distance_m if distance is None else distance
    there = replace(
        case,
        state=state_after(case, Arrive if distance is None else Tap.CHECK_IN),
        arrived_at=case.arrived_at or request.at,
        visit=replace(case.visit, arrived=True, distance_m=known),
    )
    there = restart_after_act(there, request)
    request.cases.save(there)
    request.log.record(Act.ARRIVED, there, first=first)
    return casework.OfficerArrived(person, there, added(request.cases.details(there.number)))


@handles(Revisit)
def revisit(request: CaseRequest[Revisit]) -> list[Fact]:
    """Ask for the time, or plan the visit for the time that the button names."""
    time = request.command.at
    if isinstance(time, datetime) and can_be_revisited(time, request.now):
        return [_planned(request, time)]
    times = revisit_times(request.now)
    return [casework.RevisitAsked(request.person, request.case, times, stale=time is not MISSING)]


@handles(Timer.REVISIT)
def go_again(request: Request[TimerDue]) -> list[Fact]:
    """Alert those who can claim a case at the time of its planned visit, and start its clocks. The
    timer of a replaced plan does nothing."""
    case = request.cases.find(request.event.case)
    if case is None or case.state is not State.WAITING or case.visit.revisit_at is None:
        return []
    if request.event.at < case.visit.revisit_at:
        return []
    case = queued(case, request)
    request.cases.save(case)
    return [wait_for_claim(case, casework.Why.REVISIT, request)]


def _planned(request: CaseRequest[Revisit], time: datetime) -> Fact:
    """Release the case until *time*: its clocks run from then on."""
    case = replace(
        request.case,
        state=state_after(request.case, Revisit),
        holder=None,
        waiting_since=time,
        visit=Visit(revisit_at=time),
    )
    request.cases.save(case)
    request.timers.cancel(Timer.HOLDER, case.number)
    request.timers.set(Timer.REVISIT, case.number, time)
    request.log.record(Act.REVISIT_PLANNED, case)
    return casework.RevisitPlanned(request.person, case)


def ask_which(request: Request[LocationSent]) -> list[Fact] | None:
    """Ask what a member's location means if it may mean two things; None if it is unambiguous."""
    person = request.person
    member = request.teams.find(person) if person.centre else None
    if member is None or not member.takes_cases:
        return None
    if not_on_line.waits_for_place(person, request):
        question = _own_or_callers(request, member)
    else:
        question = _own_or_colleagues(request, member)
    if question is None:
        return None
    request.limits.put_aside(person, request.event.aside())
    return [question]


@handles(SayWhosePlace)
def answer(request: MemberRequest[SayWhosePlace]) -> list[Fact]:
    """Handle the location that was set aside as the member's answer says."""
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
            return not_on_line.take_place(request.on(sent)) or [PlaceDropped(person, expired=True)]
        case _:
            return [PlaceDropped(person)]


def _own_or_callers(request: Request[LocationSent], member: Member) -> WhosePlace | None:
    """Ask if a caller's place is awaited and this location lies at a held case of the member
    without a check-in; else None."""
    own = meant(member.person, request.event.place.point, request)
    if own is None or own[0] > request.settings.check_in_m:
        return None
    away, case = own
    return None if case.visit.arrived else WhosePlace(member.person, case, away, for_caller=True)


def _own_or_colleagues(request: Request[LocationSent], member: Member) -> WhosePlace | None:
    """Ask if the location is no check-in of the member's and lies at a case that a colleague holds;
    else None."""
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
    """Check in. A colleague's case is taken over: the officer who stands at the pin works on it."""
    member = request.member
    case = find_case(request, member)
    if isinstance(case, casework.Refused):
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
