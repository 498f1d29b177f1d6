"""A citizen shares a place: it opens a case at the nearest centre, or joins the open one there.

Who needs help themselves has a case of their own: their share joins nobody else's, and nobody
else's joins it. What is told to sharers, and what they may say, is about one person only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place, Share, State, seen_again
from cases.details import questions
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, NotSplit, ShareJoined, ShareRefused, ShareSentTwice
from cases.log import Act
from cases.people import Person
from cases.ports import Timer, UnitOfWork
from geo.whereabouts import Whereabouts
from handlers.alerts import alert, escalate, has_staff, hearers, queued, wait_for_claim
from handlers.citizen import before_place, pin_again
from handlers.citizen.conversation import needs_help, still_open, talk_about, tell_seen_again
from handlers.citizen.doubt import is_doubted
from handlers.citizen.merged import own_case, without_share
from handlers.citizen.photo import redirect_photos
from handlers.citizen.promise import outlook
from handlers.citizen.sharer import own_share
from handlers.citizen.sightings import count_sighting
from handlers.context import Context
from handlers.events import LocationSent, Pressed


def share(event: LocationSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take a share; refuse it only where it lies outside Thailand for certain."""
    person = unit.people.of_line(event.line_id)
    where = context.locate(event.place)
    if not where.inside:
        unit.log.record(Act.REFUSED)
        return [ShareRefused(person)]
    arrived = Share(event.id, person.id, unit.at, event.message)
    own_need = needs_help(person, unit)
    known = same_person(event.place, person.id, own_need, unit, context)
    if known is not None:
        if pin_again.is_sent_twice(event.place, known, person, unit):
            return [ShareSentTwice(person, known)]
        return _join(known, arrived, event.place, person, unit, context)
    centre = context.centre_for(event.place, where.province)
    case = located(new_case(event.place, centre.id, arrived, unit), where)
    case = replace(case, own_need=own_need)
    return _open(case, arrived, person, unit, context)


def split(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take a share out of the case it joined: "this is someone else"."""
    person = unit.people.of_line(event.line_id)
    case = own_case(person, event.case, unit)
    if case is None or not case.is_open:
        return [NotSplit(person)]
    own = _share_meant(event, case, person, unit)
    if own is None or own.person != person.id or case.shares < 2:
        return [NotSplit(person)]
    return separate(case, own, person, unit, context)


def _share_meant(event: Pressed, case: Case, person: Person, unit: UnitOfWork) -> Share | None:
    """Return the share that the button names, or where it names none the person's latest."""
    named = event.fields.get("share")
    if named is None:
        return own_share(person, case, unit)
    return unit.cases.find_share(case.number, named)


def separate(
    case: Case,
    own: Share,
    person: Person,
    unit: UnitOfWork,
    context: Context,
    *,
    own_need: bool = False,
) -> list[Fact]:
    """Make a case of its own of *own*, a share of *person* that stands in *case* with others. It is
    routed by its own place: that *case* was handed over says nothing of it."""
    unit.cases.take_share(case.number, own)
    unit.cases.save(without_share(case, own, unit))
    # What came with a merge was shared at the place of that case.
    place_of = (unit.cases.find(own.origin) if own.origin else None) or case
    own = replace(own, origin="")
    centre = context.centre_for(place_of.place, place_of.province)
    new = replace(
        new_case(place_of.place, centre.id, own, unit),
        own_need=own_need,
        split_from=case.number,
        province=place_of.province,
        province_by=place_of.province_by,
    )
    _take_details_along(case, new, own, unit)
    unit.log.record_opened(new, split=True)
    return _opened(new, own, person, unit, context, split_from=case.number)


def _take_details_along(case: Case, new: Case, own: Share, unit: UnitOfWork) -> None:
    """Move what the sharer added since *own*: it is about the person of that share."""
    added = [one for one in unit.cases.details(case.number) if one.person == own.person]
    moved = [one for one in added if one.at >= own.at]
    for detail in moved:
        unit.cases.take_detail(case.number, detail.id)
        unit.cases.put_detail(new.number, detail)
    if redirect_photos(case.number, new.number, moved, unit):
        for one in (case, new):
            unit.timers.set(Timer.COUNT_PHOTOS, one.number, unit.now)


def same_person(
    place: Place, person: int, own_need: bool, unit: UnitOfWork, context: Context
) -> Case | None:
    """Find the open case within the radius and hours in which a person counts as the same."""
    since = unit.at - timedelta(hours=context.settings.join_hours)
    near = unit.cases.near(place.point, context.settings.join_radius_m)
    fresh = (case for case in near if case.last_shared_at >= since)
    return next((case for case in fresh if _may_join(case, person, own_need, unit)), None)


def _may_join(case: Case, person: int, own_need: bool, unit: UnitOfWork) -> bool:
    if not case.own_need:
        return not own_need
    return unit.cases.has_shared(person, case.number)


def put_in(case: Case, arrived: Share, person: Person, unit: UnitOfWork, channel: str = "") -> Case:
    """Let one more share join an open case."""
    known = seen_again(case)
    joined = replace(
        known,
        shares=case.shares + 1,
        sharers=case.sharers + (not unit.cases.has_shared(person.id, case.number)),
        last_shared_at=max(case.last_shared_at, arrived.at),
        lowered=known.lowered and is_doubted(person.id, unit),
        summed_up=case.summed_up and unit.cases.has_shared(person.id, case.number),
        taken_back=False,
    )
    unit.cases.save(joined)
    unit.cases.put_share(case.number, arrived)
    unit.log.record_share(joined, person, channel)
    count_sighting(joined, unit)
    return joined


def _join(
    case: Case, arrived: Share, place: Place, person: Person, unit: UnitOfWork, context: Context
) -> list[Fact]:
    rights = pin_again.puts_right(place, case, person, unit)
    joined = put_in(case, arrived, person, unit)
    moved = pin_again.lead_to(place, joined, person, unit) if rights else []
    joined = replace(joined, place=place) if rights else joined
    talk_about(joined, person, still_open(person, joined, unit), unit, context)
    centre, distance = (
        context.centre(case.centre),
        context.metres_to(case.centre, joined.place.point),
    )
    expected = outlook(joined, unit, context)
    told = ShareJoined(person, joined, centre, distance, arrived.id, expected)
    words = before_place.bring(joined, person, unit)
    news: list[Fact] = [*moved, *(words or tell_seen_again(case, joined, person, unit))]
    if case.summed_up and not joined.summed_up and joined.state is State.WAITING:
        # Somebody else saw it, too: it is no longer one of many of one account.
        news.append(alert(joined, hearers(joined, unit, context), Why.URGENT, context))
    return [told, *news]


def _open(
    case: Case, arrived: Share, person: Person, unit: UnitOfWork, context: Context
) -> list[Fact]:
    count_first(case, person, unit)
    opened = _opened(case, arrived, person, unit, context)
    before_place.bring(case, person, unit)
    return opened


def count_first(case: Case, person: Person, unit: UnitOfWork) -> None:
    """Count the share that opens a case."""
    unit.log.record_share(case, person, case.channel)
    count_sighting(case, unit)
    unit.log.record_opened(case)


def new_case(place: Place, centre: str, arrived: Share, unit: UnitOfWork) -> Case:
    """Return a case of one share, with the next number of its centre."""
    return Case(
        number=unit.cases.next_number(centre, unit.at),
        centre=centre,
        place=place,
        opened_at=unit.at,
        waiting_since=unit.now,
        last_shared_at=arrived.at,
        lowered=is_doubted(arrived.person, unit),
    )


def located(case: Case, where: Whereabouts) -> Case:
    """Keep in whose area a case lies, and who told so."""
    return replace(case, province=where.province, province_by=where.told_by)


def put_new(case: Case, arrived: Share, unit: UnitOfWork, context: Context) -> tuple[Case, Alerted]:
    """Write a new case with its first share, and alert those who can take it."""
    staffed = has_staff(case, unit)
    case = queued(case if staffed else escalate(case, unit), unit, context)
    unit.cases.add(case)
    unit.cases.put_share(case.number, arrived)
    return case, wait_for_claim(case, Why.NEW if staffed else Why.NOBODY, unit, context)


def _opened(
    case: Case,
    arrived: Share,
    person: Person,
    unit: UnitOfWork,
    context: Context,
    split_from: str = "",
) -> list[Fact]:
    case, alerted = put_new(case, arrived, unit, context)
    talk_about(case, person, questions(case), unit, context)
    expected = outlook(case, unit, context)
    opened = CaseOpened(person, case, alerted.centre, alerted.metres, split_from, expected)
    return [opened, alerted]
