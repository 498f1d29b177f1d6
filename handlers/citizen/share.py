"""A citizen shares a place: it opens a case at the nearest centre, or joins the open one there.

Who needs help themselves has a case of their own: their share joins nobody else's, and nobody
else's joins it. What is told to sharers, and what they may say, is about one person only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place, Share, State, seen_again
from cases.citizen_facts import CaseOpened, NotSplit, ShareJoined, ShareRefused, ShareSentTwice
from cases.details import questions
from cases.facts import Alerted, Fact, Why
from cases.log import Act
from cases.people import Person
from cases.ports import Desk, Timer
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
    known = same_person(event.place, person.id, own_need, desk, house)
    if known is not None:
        if pin_again.is_sent_twice(event.place, known, person, desk):
            return [ShareSentTwice(person, known)]
        return _join(known, arrived, event.place, person, desk, house)
    centre = house.centre_for(event.place, where.province)
    case = located(new_case(event.place, centre.id, arrived, desk), where)
    case = replace(case, own_need=own_need)
    return _open(case, arrived, person, desk, house)


def split(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take a share out of the case it joined: "this is someone else"."""
    person = desk.people.of_line(event.line_id)
    case = own_case(person, event.case, desk)
    if case is None or not case.is_open:
        return [NotSplit(person)]
    own = _share_meant(event, case, person, desk)
    if own is None or own.person != person.id or case.shares < 2:
        return [NotSplit(person)]
    return separate(case, own, person, desk, house)


def _share_meant(event: Pressed, case: Case, person: Person, desk: Desk) -> Share | None:
    """Return the share that the button names, or where it names none the person's latest."""
    named = event.fields.get("share")
    if named is None:
        return own_share(person, case, desk)
    return desk.cases.find_share(case.number, named)


def separate(
    case: Case, own: Share, person: Person, desk: Desk, house: House, *, own_need: bool = False
) -> list[Fact]:
    """Make a case of its own of *own*, a share of *person* that stands in *case* with others. It is
    routed by its own place: that *case* was handed over says nothing of it."""
    desk.cases.take_share(case.number, own)
    desk.cases.save(without_share(case, own, desk))
    # What came with a merge was shared at the place of that case.
    place_of = (desk.cases.find(own.origin) if own.origin else None) or case
    own = replace(own, origin="")
    centre = house.centre_for(place_of.place, place_of.province)
    new = replace(
        new_case(place_of.place, centre.id, own, desk),
        own_need=own_need,
        split_from=case.number,
        province=place_of.province,
        province_by=place_of.province_by,
    )
    _take_details_along(case, new, own, desk)
    desk.log.record_opened(new, split=True)
    return _opened(new, own, person, desk, house, split_from=case.number)


def _take_details_along(case: Case, new: Case, own: Share, desk: Desk) -> None:
    """Move what the sharer added since *own*: it is about the person of that share."""
    added = [one for one in desk.cases.details(case.number) if one.person == own.person]
    moved = [one for one in added if one.at >= own.at]
    for detail in moved:
        desk.cases.take_detail(case.number, detail.id)
        desk.cases.put_detail(new.number, detail)
    if redirect_photos(case.number, new.number, moved, desk):
        for one in (case, new):
            desk.timers.set(Timer.COUNT_PHOTOS, one.number, desk.now)


def same_person(place: Place, person: int, own_need: bool, desk: Desk, house: House) -> Case | None:
    """Find the open case within the radius and hours in which a person counts as the same."""
    since = desk.at - timedelta(hours=house.settings.join_hours)
    near = desk.cases.near(place.point, house.settings.join_radius_m)
    fresh = (case for case in near if case.last_shared_at >= since)
    return next((case for case in fresh if _may_join(case, person, own_need, desk)), None)


def _may_join(case: Case, person: int, own_need: bool, desk: Desk) -> bool:
    if not case.own_need:
        return not own_need
    return desk.cases.has_shared(person, case.number)


def put_in(case: Case, arrived: Share, person: Person, desk: Desk, channel: str = "") -> Case:
    """Let one more share join an open case."""
    known = seen_again(case)
    joined = replace(
        known,
        shares=case.shares + 1,
        sharers=case.sharers + (not desk.cases.has_shared(person.id, case.number)),
        last_shared_at=max(case.last_shared_at, arrived.at),
        lowered=known.lowered and is_doubted(person.id, desk),
        summed_up=case.summed_up and desk.cases.has_shared(person.id, case.number),
        taken_back=False,
    )
    desk.cases.save(joined)
    desk.cases.put_share(case.number, arrived)
    desk.log.record_share(joined, person, channel)
    count_sighting(joined, desk)
    return joined


def _join(
    case: Case, arrived: Share, place: Place, person: Person, desk: Desk, house: House
) -> list[Fact]:
    rights = pin_again.puts_right(place, case, person, desk)
    joined = put_in(case, arrived, person, desk)
    moved = pin_again.lead_to(place, joined, person, desk) if rights else []
    joined = replace(joined, place=place) if rights else joined
    talk_about(joined, person, still_open(person, joined, desk), desk, house)
    centre, distance = house.centre(case.centre), house.metres_to(case.centre, joined.place.point)
    expected = outlook(joined, desk, house)
    told = ShareJoined(person, joined, centre, distance, arrived.id, expected)
    words = before_place.bring(joined, person, desk)
    news: list[Fact] = [*moved, *(words or tell_seen_again(case, joined, person, desk))]
    if case.summed_up and not joined.summed_up and joined.state is State.WAITING:
        # Somebody else saw it, too: it is no longer one of many of one account.
        news.append(alert(joined, hearers(joined, desk, house), Why.URGENT, house))
    return [told, *news]


def _open(case: Case, arrived: Share, person: Person, desk: Desk, house: House) -> list[Fact]:
    count_first(case, person, desk)
    opened = _opened(case, arrived, person, desk, house)
    before_place.bring(case, person, desk)
    return opened


def count_first(case: Case, person: Person, desk: Desk) -> None:
    """Count the share that opens a case."""
    desk.log.record_share(case, person, case.channel)
    count_sighting(case, desk)
    desk.log.record_opened(case)


def new_case(place: Place, centre: str, arrived: Share, desk: Desk) -> Case:
    """Return a case of one share, with the next number of its centre."""
    return Case(
        number=desk.cases.next_number(centre, desk.at),
        centre=centre,
        place=place,
        opened_at=desk.at,
        waiting_since=desk.now,
        last_shared_at=arrived.at,
        lowered=is_doubted(arrived.person, desk),
    )


def located(case: Case, where: Whereabouts) -> Case:
    """Keep in whose area a case lies, and who told so."""
    return replace(case, province=where.province, province_by=where.told_by)


def put_new(case: Case, arrived: Share, desk: Desk, house: House) -> tuple[Case, Alerted]:
    """Write a new case with its first share, and alert those who can take it."""
    staffed = has_staff(case, desk)
    case = queued(case if staffed else escalate(case, desk), desk, house)
    desk.cases.add(case)
    desk.cases.put_share(case.number, arrived)
    return case, wait_for_claim(case, Why.NEW if staffed else Why.NOBODY, desk, house)


def _opened(
    case: Case, arrived: Share, person: Person, desk: Desk, house: House, split_from: str = ""
) -> list[Fact]:
    case, alerted = put_new(case, arrived, desk, house)
    talk_about(case, person, questions(case), desk, house)
    expected = outlook(case, desk, house)
    opened = CaseOpened(person, case, alerted.centre, alerted.metres, split_from, expected)
    return [opened, alerted]
