"""An officer's way with a case: claim, release, go, arrive."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, State
from cases.details import added
from cases.facts import CaseClaimed, CaseReleased, Fact, OfficerArrived, OfficerGoing, Refused, Why
from cases.log import Act
from cases.people import Person
from cases.ports import Desk
from cases.rules import Change
from cases.seen import StillThereAsked
from geo.distance import metres
from handlers.alerts import stop_clocks, wait_for_claim
from handlers.citizen.still_there import whom_to_ask
from handlers.events import LocationSent, Pressed
from handlers.house import House
from handlers.staff.counter import ask

#: So many cases can be on the way at once; more are never searched for the check-in.
_MOST_GOING = 50


def claim(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Give the case to the first who asks."""
    asked = ask(event, Change.CLAIM, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    first = asked.case.claimed_at is None
    case = replace(
        asked.case,
        state=State.CLAIMED,
        holder=asked.member.person.id,
        claimed_at=asked.case.claimed_at or desk.at,
    )
    desk.cases.save(case)
    stop_clocks(case, desk)
    desk.log.record(Act.CLAIMED, case, first=first)
    distance = house.metres_to(case.centre, case.place.point)
    known = added(desk.cases.details(case.number))
    return [CaseClaimed(asked.member.person, case, house.centre(case.centre), distance, known)]


def release(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Put the case back: it waits again, and those on duty hear of it."""
    asked = ask(event, Change.RELEASE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    case = replace(asked.case, state=State.WAITING, holder=None, waiting_since=desk.now)
    desk.cases.save(case)
    desk.log.record(Act.RELEASED, case)
    alerted = wait_for_claim(case, Why.RELEASED, desk, house)
    others = tuple(one for one in alerted.team if one.person.id != asked.member.person.id)
    return [CaseReleased(asked.member.person, case), replace(alerted, team=others)]


def go(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """The holder sets off; the last sharers are asked whether the person is still there."""
    asked = ask(event, Change.GO, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    case = replace(asked.case, state=State.GOING)
    sharers = whom_to_ask(case, desk, house)
    if sharers:
        # Not before any share that was looked at, or its sharer would be asked twice.
        case = replace(case, asked_at=max(desk.at, case.last_shared_at))
    desk.cases.save(case)
    desk.log.record(Act.WENT, case)
    going = OfficerGoing(asked.member.person, case, added(desk.cases.details(case.number)))
    return [going, StillThereAsked(sharers, case)] if sharers else [going]


def arrive(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """The holder says to be there, without a location: no distance is kept."""
    asked = ask(event, Change.ARRIVE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    return [_arrived(asked.case, asked.member.person, None, desk)]


def check_in(event: LocationSent, desk: Desk, house: House) -> list[Fact] | None:
    """Take an officer's location as the check-in of the nearest case on the way; None if no case
    of theirs is, so that the location is a share like any other."""
    person = desk.people.of_line(event.line_id)
    if person.centre is None:
        return None
    held, _ = desk.cases.held_by(person.id, first=0, count=_MOST_GOING)
    here = event.place.point
    going = [(metres(case.place.point, here), case) for case in held if case.state is State.GOING]
    if not going:
        return None
    distance, case = min(going, key=lambda pair: (pair[0], pair[1].number))
    return [_arrived(case, person, round(distance), desk)]


def _arrived(case: Case, person: Person, distance: int | None, desk: Desk) -> OfficerArrived:
    first = case.arrived_at is None
    there = replace(
        case,
        state=State.ON_SITE,
        arrived_at=case.arrived_at or desk.at,
        distance_m=case.distance_m if distance is None else distance,
    )
    desk.cases.save(there)
    desk.log.record(Act.ARRIVED, there, first=first)
    return OfficerArrived(person, there, added(desk.cases.details(there.number)))
