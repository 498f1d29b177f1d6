"""A citizen shares a place: it opens a case at the nearest centre, or joins the open one there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place, Share
from cases.citizen_facts import CaseOpened, NotSplit, ShareJoined, ShareRefused
from cases.facts import Fact, Why
from cases.log import Act
from cases.people import Person
from cases.ports import Desk
from handlers.alerts import has_staff, wait_for_claim
from handlers.citizen.doubt import is_doubted
from handlers.events import LocationSent, Pressed
from handlers.house import House


def share(event: LocationSent, desk: Desk, house: House) -> list[Fact]:
    """Take a share; refuse it only where it lies outside Thailand for certain."""
    person = desk.people.of_line(event.line_id)
    where = house.locate(event.place)
    if not where.inside:
        desk.log.record(Act.REFUSED)
        return [ShareRefused(person)]
    arrived = Share(event.id, person.id, desk.at, event.message)
    known = _same_person(event.place, desk, house)
    if known is not None:
        return _join(known, arrived, person, desk, house)
    centre = house.centre_for(event.place, where.province)
    return _open(_new_case(event.place, centre.id, arrived, desk), arrived, person, desk, house)


def split(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take a share out of the case it joined: "this is someone else"."""
    person = desk.people.of_line(event.line_id)
    case = desk.cases.find(event.case)
    if case is None or not case.is_open:
        return [NotSplit(person)]
    own = desk.cases.find_share(case.number, event.fields.get("share", ""))
    if own is None or own.person != person.id or case.shares < 2:
        return [NotSplit(person)]
    desk.cases.take_share(case.number, own)
    desk.cases.save(replace(case, shares=case.shares - 1))
    new = _new_case(case.place, case.centre, own, desk)
    desk.log.record(Act.SPLIT, new)
    return _opened(new, own, person, desk, house, split_from=case.number)


def _same_person(place: Place, desk: Desk, house: House) -> Case | None:
    """Find the open case within the radius and hours in which a person counts as the same."""
    since = desk.at - timedelta(hours=house.settings.join_hours)
    near = desk.cases.near(place.point, house.settings.join_radius_m)
    return next((case for case in near if case.last_shared_at >= since), None)


def _join(case: Case, arrived: Share, person: Person, desk: Desk, house: House) -> list[Fact]:
    joined = replace(
        case,
        shares=case.shares + 1,
        last_shared_at=max(case.last_shared_at, arrived.at),
        lowered=case.lowered and is_doubted(person.id, desk),
    )
    desk.cases.save(joined)
    desk.cases.put_share(case.number, arrived)
    desk.log.record_share(joined, person)
    distance = house.metres_to(case.centre, case.place.point)
    return [ShareJoined(person, joined, house.centre(case.centre), distance, arrived.id)]


def _open(case: Case, arrived: Share, person: Person, desk: Desk, house: House) -> list[Fact]:
    desk.log.record_share(case, person)
    desk.log.record(Act.OPENED, case)
    return _opened(case, arrived, person, desk, house)


def _new_case(place: Place, centre: str, arrived: Share, desk: Desk) -> Case:
    return Case(
        number=desk.cases.next_number(centre, desk.at),
        centre=centre,
        place=place,
        opened_at=desk.at,
        waiting_since=desk.now,
        last_shared_at=arrived.at,
        lowered=is_doubted(arrived.person, desk),
    )


def _opened(
    case: Case, arrived: Share, person: Person, desk: Desk, house: House, split_from: str = ""
) -> list[Fact]:
    staffed = has_staff(case, desk)
    case = replace(case, escalated=not staffed)
    desk.cases.add(case)
    desk.cases.put_share(case.number, arrived)
    if not staffed:
        desk.log.record(Act.ESCALATED, case)
    alerted = wait_for_claim(case, Why.NEW if staffed else Why.NOBODY, desk, house)
    opened = CaseOpened(person, case, alerted.centre, alerted.metres, split_from)
    return [opened, alerted]
