"""A citizen shares a place: it opens a case at the nearest centre, or joins the open one there.

Who needs help themselves has a case of their own: their share joins nobody else's, and nobody
else's joins it. What is told to sharers, and what they may say, is about one person only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place, Share, seen_again
from cases.citizen_facts import CaseOpened, NotSplit, ShareJoined, ShareRefused
from cases.details import questions
from cases.facts import Fact, Why
from cases.log import Act
from cases.people import Person
from cases.ports import Desk
from cases.seen import Seen, SharerHeard
from handlers.alerts import has_staff, wait_for_claim
from handlers.citizen.conversation import needs_help, still_open, talk_about
from handlers.citizen.doubt import is_doubted
from handlers.citizen.promise import outlook
from handlers.citizen.sharer import holder_of
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
    own_need = needs_help(person, desk)
    known = _same_person(event.place, person, own_need, desk, house)
    if known is not None:
        return _join(known, arrived, person, desk, house)
    centre = house.centre_for(event.place, where.province)
    case = replace(_new_case(event.place, centre.id, arrived, desk), own_need=own_need)
    return _open(case, arrived, person, desk, house)


def split(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take a share out of the case it joined: "this is someone else"."""
    person = desk.people.of_line(event.line_id)
    case = desk.cases.find(event.case)
    if case is None or not case.is_open:
        return [NotSplit(person)]
    own = desk.cases.find_share(case.number, event.fields.get("share", ""))
    if own is None or own.person != person.id or case.shares < 2:
        return [NotSplit(person)]
    return separate(case, own, person, desk, house)


def separate(
    case: Case, own: Share, person: Person, desk: Desk, house: House, *, own_need: bool = False
) -> list[Fact]:
    """Make a case of its own of *own*, a share of *person* that stands in *case* with others."""
    desk.cases.take_share(case.number, own)
    desk.cases.save(replace(case, shares=case.shares - 1))
    new = replace(_new_case(case.place, case.centre, own, desk), own_need=own_need)
    _take_details_along(case, new, own, desk)
    desk.log.record(Act.SPLIT, new)
    return _opened(new, own, person, desk, house, split_from=case.number)


def _take_details_along(case: Case, new: Case, own: Share, desk: Desk) -> None:
    """Move what the sharer added since *own*: it is about the person of that share."""
    for detail in desk.cases.details(case.number):
        if detail.person == own.person and detail.at >= own.at:
            desk.cases.take_detail(case.number, detail.id)
            desk.cases.put_detail(new.number, detail)


def _same_person(
    place: Place, person: Person, own_need: bool, desk: Desk, house: House
) -> Case | None:
    """Find the open case within the radius and hours in which a person counts as the same."""
    since = desk.at - timedelta(hours=house.settings.join_hours)
    near = desk.cases.near(place.point, house.settings.join_radius_m)
    fresh = (case for case in near if case.last_shared_at >= since)
    return next((case for case in fresh if _may_join(case, person, own_need, desk)), None)


def _may_join(case: Case, person: Person, own_need: bool, desk: Desk) -> bool:
    if not case.own_need:
        return not own_need
    return any(share.person == person.id for share in desk.cases.shares(case.number))


def _join(case: Case, arrived: Share, person: Person, desk: Desk, house: House) -> list[Fact]:
    known = seen_again(case)
    joined = replace(
        known,
        shares=case.shares + 1,
        last_shared_at=max(case.last_shared_at, arrived.at),
        lowered=known.lowered and is_doubted(person.id, desk),
    )
    desk.cases.save(joined)
    desk.cases.put_share(case.number, arrived)
    desk.log.record_share(joined, person)
    talk_about(joined, person, still_open(person, joined, desk), desk, house)
    centre, distance = house.centre(case.centre), house.metres_to(case.centre, case.place.point)
    expected = outlook(joined, desk, house)
    told: list[Fact] = [ShareJoined(person, joined, centre, distance, arrived.id, expected)]
    holder = holder_of(joined, desk, but=person) if case.gone_at else None
    return [*told, SharerHeard(holder, joined, Seen.HERE, desk.at)] if holder else told


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
    talk_about(case, person, questions(case), desk, house)
    if not staffed:
        desk.log.record(Act.ESCALATED, case)
    alerted = wait_for_claim(case, Why.NEW if staffed else Why.NOBODY, desk, house)
    expected = outlook(case, desk, house)
    opened = CaseOpened(person, case, alerted.centre, alerted.metres, split_from, expected)
    return [opened, alerted]
