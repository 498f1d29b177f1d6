"""A citizen shares a place: it opens a case at the nearest centre, or joins an open case near it. A
person who needs help themselves has a case of their own: their share joins no other, and no other
share joins theirs, because the messages to sharers and their answers are about one person only. The
same pin twice is one share; a different pin corrects it. (docs/decisions/0053)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, ClosedNearby, Links, Origin, Place, Share, State, questions, seen_again
from cases.commands import Split
from cases.facts.answers import PlaceMoved
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.facts.shares import CaseOpened, NotSplit, ShareJoined, ShareRefused, ShareSentTwice
from cases.log import Act
from cases.outlook import BestTime, best_time
from cases.people import Person
from cases.ports import Timer
from cases.rules import may_be_trafficking
from geo.centres import metres
from geo.whereabouts import Whereabouts
from handlers import alerts
from handlers.citizen import conversation
from handlers.citizen.attachment import redirect_attachments
from handlers.citizen.sharer import own_share
from handlers.events import LocationSent
from handlers.request import CommandRequest, Request, handles


def share(request: Request[LocationSent]) -> list[Fact]:
    """Handle a share; refuse it only if it lies outside Thailand for certain."""
    return share_of(request, own_need=conversation.needs_help(request.person, request))


def share_of(request: Request[LocationSent], *, own_need: bool) -> list[Fact]:
    """Handle a share about its sender, who needs help, or about somebody else."""
    person = request.person
    where = request.context.locate(request.event.place)
    if not where.inside:
        request.log.record(Act.REFUSED)
        return [ShareRefused(person)]
    arrived = Share(request.event.id, person.id, request.at, request.event.message)
    known = same_person(request.event.place, person.id, own_need, request)
    if known is not None:
        if is_sent_twice(request.event.place, known, person, request):
            return [ShareSentTwice(person, known)]
        return _join(known, arrived, request.event.place, person, request)
    case = located(new_case(request.event.place, where.province, arrived, request), where)
    nearby = None if own_need else _closed_nearby(case, request)
    case = replace(case, own_need=own_need, nearby=nearby)
    count_first(case, person, request)
    opened = _opened(case, arrived, person, request)
    conversation.bring(case, person, request)
    return opened


@handles(Split)
def split(request: CommandRequest[Split]) -> list[Fact]:
    """Move a share out of the case that it joined: the sharer says that it is about someone
    else."""
    person, named = request.person, request.command.share
    case = conversation.own_case(person, request.command.case, request)
    if case is None or not case.is_open:
        return [NotSplit(person)]
    own = own_share(person, case, request)  # the latest, where the button names none
    if named is not None:
        own = request.cases.find_share(case.number, named)
    if own is None or own.person != person.id or case.shares < 2:
        return [NotSplit(person)]
    return separate(case, own, person, request)


def separate(
    case: Case, own: Share, person: Person, request: Request[object], *, own_need: bool = False
) -> list[Fact]:
    """Move *own*, a share of *person*, out of *case* into a new case, routed by its own place even
    if *case* was handed over."""
    request.cases.take_share(case.number, own)
    request.cases.save(conversation.without_share(case, own, request))
    # A share that came with a merge was sent at the place of the merged case.
    place_of = (request.cases.find(own.origin) if own.origin else None) or case
    own = replace(own, origin="")
    new = replace(
        new_case(place_of.place, place_of.origin.province, own, request),
        own_need=own_need,
        links=Links(split_from=case.number),
        origin=Origin(province=place_of.origin.province, province_by=place_of.origin.province_by),
    )
    _take_details_along(case, new, own, request)
    request.log.record_opened(new, split=True)
    return _opened(new, own, person, request, split_from=case.number)


def _take_details_along(case: Case, new: Case, own: Share, request: Request[object]) -> None:
    """Move the details that the sharer added since *own*: they describe the person of that
    share. Those before it, which had waited for the place, go along with the sharer's last one: no
    erasure would find them in a case that is not the sharer's any more."""
    added = [one for one in request.cases.details(case.number) if one.person == own.person]
    shares = request.cases.shares(case.number)
    is_last = not any(one.person == own.person and one.id != own.id for one in shares)
    moved = [one for one in added if is_last or one.at >= own.at]
    for detail in moved:
        request.cases.take_detail(case.number, detail.id)
        request.cases.put_detail(new.number, detail)
    if redirect_attachments(case.number, new.number, moved, request):
        for one in (case, new):
            request.timers.set(Timer.COUNT_ATTACHMENTS, one.number, request.now)


def same_person(place: Place, person: int, own_need: bool, request: Request[object]) -> Case | None:
    """Return the open case within the radius and the hours in which two shares count as about the
    same person; None if there is none."""
    since = request.at - timedelta(hours=request.settings.join_hours)
    near = request.cases.near(place.point, request.settings.join_radius_m)
    fresh = (case for case in near if case.last_shared_at >= since)
    return next((case for case in fresh if _may_join(case, person, own_need, request)), None)


def _may_join(case: Case, person: int, own_need: bool, request: Request[object]) -> bool:
    if not case.own_need:
        return not own_need
    return request.cases.has_shared(person, case.number)


def put_in(
    case: Case, arrived: Share, person: Person, request: Request[object], channel: str = ""
) -> Case:
    """Add a share to an open case and return the case."""
    known, is_known = seen_again(case), request.cases.has_shared(person.id, case.number)
    joins_on_the_way = case.state is State.GOING and not is_known
    joined = replace(
        known,
        shares=case.shares + 1,
        sharers=case.sharers + (not is_known),
        last_shared_at=max(case.last_shared_at, arrived.at),
        lowered=known.lowered and conversation.has_false_reports(person.id, request),
        summed_up=case.summed_up and is_known,
        answers=replace(known.answers, taken_back=False),
        visit=replace(case.visit, joiner_heard=case.visit.joiner_heard or joins_on_the_way),
    )
    request.cases.save(joined)
    request.cases.put_share(case.number, arrived)
    request.log.record_share(joined, person, channel)
    count_sighting(joined, request)
    return joined


def _join(
    case: Case, arrived: Share, place: Place, person: Person, request: Request[object]
) -> list[Fact]:
    rights = puts_right(place, case, person, request)
    joined = put_in(case, arrived, person, request)
    moved = move_pin(place, joined, person, request) if rights else []
    joined = replace(joined, place=place) if rights else joined
    conversation.talk_about(
        joined, person, conversation.still_open(person, joined, request), request
    )
    centre = request.context.centre(case.centre)
    distance = request.context.metres_to(case.centre, joined.place.point)
    expected = alerts.outlook(joined, request)
    told = ShareJoined(person, joined, centre, distance, arrived.id, expected)
    words = conversation.bring(joined, person, request)
    heard = words or conversation.tell_seen_again(case, joined, person, request)
    news: list[Fact] = [*moved, *heard]
    if case.summed_up and not joined.summed_up and joined.state is State.WAITING:
        # Another account shared it too, so it is no longer part of one account's flood.
        news.append(
            alerts.alert(joined, alerts.alert_recipients(joined, request), Why.URGENT, request)
        )
    return [told, *news]


def _closed_nearby(case: Case, request: Request[object]) -> ClosedNearby | None:
    """Return the case of the same centre whose team was at this place shortly before, the last one;
    none of a person's own need, and none of which a trafficker must not hear."""
    limits, taxonomy = request.settings, request.context.taxonomy
    since = request.at - timedelta(hours=limits.closed_nearby_hours)
    found = request.cases.closed_near(case.place.point, limits.join_radius_m, since, request.at)
    visited = [
        (one.closed_at, one)
        for one in found
        if one.closed_at and one.visit.arrived and one.centre == case.centre
        if not one.own_need and not may_be_trafficking(one, taxonomy)
    ]
    if not visited:
        return None
    at, last = max(visited, key=lambda pair: (pair[0], pair[1].number))
    there = at if last.reopened or last.arrived_at is None else last.arrived_at
    outcome = taxonomy.outcomes.get(last.visit.outcomes[-1])
    return ClosedNearby(last.number, there, outcome.group if outcome else "")


def count_first(case: Case, person: Person, request: Request[object]) -> None:
    """Count the share that opens a case."""
    request.log.record_share(case, person, case.origin.channel)
    count_sighting(case, request)
    request.log.record_opened(case)


def new_case(place: Place, province: str | None, arrived: Share, request: Request[object]) -> Case:
    """Return a case of one share, at the centre for its place, with the next number there."""
    centre = request.context.centre_for(place, province).id
    return Case(
        number=request.cases.next_number(centre, request.at),
        centre=centre,
        place=place,
        opened_at=request.at,
        waiting_since=request.now,
        last_shared_at=arrived.at,
        lowered=conversation.has_false_reports(arrived.person, request),
    )


def located(case: Case, where: Whereabouts) -> Case:
    """Return *case* with the province of its place and the source of that province."""
    origin = replace(case.origin, province=where.province, province_by=where.told_by)
    return replace(case, origin=origin)


def put_new(case: Case, arrived: Share, request: Request[object]) -> tuple[Case, Alerted]:
    """Save a new case with its first share; return it with the alert to those who can claim it."""
    staffed = alerts.has_staff(case, request)
    case = alerts.queued(case if staffed else alerts.escalate(case, request), request)
    request.cases.add(case)
    request.cases.put_share(case.number, arrived)
    return case, alerts.wait_for_claim(case, Why.NEW if staffed else Why.NOBODY, request)


def _opened(
    case: Case, arrived: Share, person: Person, request: Request[object], split_from: str = ""
) -> list[Fact]:
    case, alerted = put_new(case, arrived, request)
    conversation.talk_about(case, person, questions(case), request)
    expected = alerts.outlook(case, request)
    opened = CaseOpened(person, case, alerted.centre, alerted.metres, split_from, expected)
    return [opened, alerted]


#: Within this time the same pin is a double tap, or a repetition by LINE on a bad line.
_TWICE = timedelta(seconds=30)
#: Within this time another pin is a correction: the sharer sees a wrong one on the receipt.
_PUT_RIGHT = timedelta(minutes=10)
#: Within these metres two pins are the same for everybody who goes there.
_SAME_M = 5


def is_sent_twice(place: Place, case: Case, person: Person, request: Request[object]) -> bool:
    """Return whether *person* sent the same pin moments ago."""
    if metres(case.place.point, place.point) > _SAME_M:
        return False
    return _is_own(case, person, request, _TWICE)


def puts_right(place: Place, case: Case, person: Person, request: Request[object]) -> bool:
    """Return whether *person* corrects the pin of *case*: they are its only sharer, and shared it
    minutes ago. Other sharers have seen the present place on their receipts."""
    if case.sharers != 1 or metres(case.place.point, place.point) <= _SAME_M:
        return False
    return _is_own(case, person, request, _PUT_RIGHT)


def move_pin(
    place: Place, case: Case, person: Person, request: Request[object]
) -> list[PlaceMoved]:
    """Move the case to the new pin; return the message to the holder."""
    moved = replace(case, place=place)
    request.cases.save(moved)
    return [PlaceMoved(one, moved) for one in conversation.holder_of(moved, request, but=person)]


def _is_own(case: Case, person: Person, request: Request[object], within: timedelta) -> bool:
    own = own_share(person, case, request)
    return own is not None and abs(request.at - own.at) < within


def count_sighting(case: Case, request: Request[object]) -> None:
    """Count a share at the place of its case, unless it is about the sharer: that place is no haunt
    of anybody's."""
    if not case.own_need:
        request.unit.sightings.add(case.place.point)


def best_time_at(case: Case, request: Request[object]) -> BestTime | None:
    """Return the time of day at which people were mostly seen around the place of *case*."""
    return None if case.own_need else best_time(request.unit.sightings.around(case.place.point))
