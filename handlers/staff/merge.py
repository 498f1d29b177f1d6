"""Two cases of the same person become one; a stray share is a case of one share.

(docs/decisions/0020-merging-cases.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, Detail, Share, State
from cases.facts import Fact, Refused
from cases.log import Act
from cases.merging import (
    CaseGrew,
    CaseMerged,
    MergeOffered,
    Near,
    carried,
    ended,
    grown,
    with_holder,
)
from cases.people import Person
from cases.ports import Desk
from cases.rules import Change, Refusal, is_theirs
from geo.distance import metres
from handlers.alerts import except_for, held, hurry, stop_clocks
from handlers.citizen.conversation import holder_of
from handlers.citizen.photo import redirect_photos
from handlers.events import Pressed
from handlers.forgetting import plan_forgetting
from handlers.house import House
from handlers.staff.permission import Granted, ask, refused

#: A carousel holds twelve cards.
_MOST_OFFERED = 9


def merge(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Merge the case into the one that the button names, or show those near it."""
    asked = ask(event, Change.MERGE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    if case.own_need:
        return [refused(person, Refusal.OWN_NEED_ALONE, case, desk)]
    number = event.fields.get("into")
    if number is None:
        return [MergeOffered(person, case, tuple(_near(asked, desk, house)))]
    into = desk.cases.find(number)
    if into is None or not _fits(into, asked, house):
        return [refused(person, Refusal.NOT_TOGETHER, case, desk)]
    return _merged(case, into, person, desk, house)


def move_with_photos(
    source: str, target: str, shares: Sequence[Share], details: Sequence[Detail], desk: Desk
) -> int:
    """Move what sharers gave; return how many photos there are to look at."""
    desk.moves.move(source, target, shares, details)
    return redirect_photos(source, target, details, desk)


def _near(asked: Granted, desk: Desk, house: House) -> list[Near]:
    place = asked.case.place.point
    found = [
        Near(case, metres(place, case.place.point))
        for case in desk.cases.near(place, house.settings.merge_radius_m)
        if _fits(case, asked, house)
    ]
    return sorted(found, key=lambda one: one.metres)[:_MOST_OFFERED]


def _fits(into: Case, asked: Granted, house: House) -> bool:
    """Return whether the case may become one with *into*, and this member may bring it about."""
    case = asked.case
    return (
        into.is_open
        and into.number != case.number
        and into.centre == case.centre
        and not into.own_need
        and is_theirs(into, asked.member, house.settings.national_centre)
        and metres(case.place.point, into.place.point) <= house.settings.merge_radius_m
    )


def _merged(case: Case, into: Case, person: Person, desk: Desk, house: House) -> list[Fact]:
    shares, details = desk.moves.contents(case.number)
    moved = [carried(share, case, into, share.origin or case.number) for share in shares]
    both = [*moved, *desk.moves.contents(into.number)[0]]
    photos = move_with_photos(case.number, into.number, moved, details, desk)
    larger = _in_hands(grown(into, case, both, photos=photos), case, desk, house)
    larger, alerted = hurry(larger, desk, house) if larger.dangers != into.dangers else (larger, [])
    left = ended(case, into.number, desk.at, own_shares=case.shares - _lead_on(case, into, desk))
    desk.cases.save(left)
    desk.cases.save(larger)
    desk.log.record_close(left, found=False)
    desk.log.record(Act.MERGED, left)
    stop_clocks(left, desk)
    plan_forgetting(left, desk, house)
    told: list[Fact] = [CaseMerged(person, left, larger)]
    told += [except_for(one, person) for one in alerted]
    holder = holder_of(larger, desk, but=person)
    return [*told, CaseGrew(holder, larger, case.number)] if holder else told


def _in_hands(into: Case, case: Case, desk: Desk, house: House) -> Case:
    """Return *into* in the hands of the one who held *case*, where nobody holds it itself; a claim
    and a visit count once more, for another case."""
    taken = with_holder(into, case)
    if taken.holder == into.holder:
        return into
    stop_clocks(taken, desk)
    desk.log.record(Act.CLAIMED, taken, first=into.claimed_at is None)
    if taken.state in (State.GOING, State.ON_SITE):
        desk.log.record(Act.WENT, taken)
    if taken.state is State.ON_SITE:
        desk.log.record(Act.ARRIVED, taken, first=into.arrived_at is None)
    return held(taken, desk, house)


def _lead_on(case: Case, into: Case, desk: Desk) -> int:
    """Let what was merged into *case* lead to *into*; give how many shares came from there."""
    shares = 0
    for number in case.merged:
        earlier = desk.cases.find(number)
        if earlier is not None:
            desk.cases.save(replace(earlier, merged_into=into.number))
            shares += earlier.moved_shares
    return shares
