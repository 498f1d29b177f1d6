"""A case that was merged into another by mistake stands alone again."""

from __future__ import annotations

from cases.case import Case
from cases.facts import Fact, Refused, Why
from cases.handover import gone_along
from cases.log import Act
from cases.merging import (
    CaseUnmerged,
    UnmergeOffered,
    added_with,
    carried,
    waiting_again,
    without,
)
from cases.people import Member
from cases.ports import Desk
from cases.rules import Change, Refusal
from handlers.alerts import escalate, except_for, has_staff, queued, wait_for_claim
from handlers.citizen.photo import photos_of
from handlers.events import Pressed
from handlers.forgetting import cancel_forgetting
from handlers.house import House
from handlers.staff.merge import move_with_photos
from handlers.staff.permission import ask, refused

#: What one wants to undo was done lately.
_MOST_OFFERED = 9


def unmerge(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take the case that the button names out of this one, or ask which."""
    asked = ask(event, Change.UNMERGE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    number = event.fields.get("from")
    if number is None and case.merged:
        return [UnmergeOffered(person, case, case.merged[: -_MOST_OFFERED - 1 : -1])]
    taken = desk.cases.find(number) if number in case.merged and number else None
    if taken is None:
        return [refused(person, Refusal.NOT_MERGED, case, desk)]
    return _apart(case, taken, asked.member, desk, house)


def _apart(case: Case, taken: Case, member: Member, desk: Desk, house: House) -> list[Fact]:
    shares, details = desk.moves.contents(case.number)
    own = [share for share in shares if share.origin == taken.number]
    rest = [share for share in shares if share.origin != taken.number]
    added = added_with(shares, details, taken.number)
    back = [carried(share, case, taken, "") for share in own]
    photos = move_with_photos(case.number, taken.number, back, added, desk)
    there = len(desk.photos.kept([one.id for one in photos_of(case, desk)]))
    again = waiting_again(taken, back, photos, desk.now)
    desk.log.record(Act.REOPENED, again)
    desk.log.record(Act.UNMERGED, again)
    if again.centre != case.centre:
        again = _gone_along(again, case, desk, house)
    # The nation's, who work on what was left to them, must see what they took out of it.
    if member.centre != again.centre or not has_staff(again, desk):
        again = escalate(again, desk)
    again = queued(again, desk, house)
    smaller = without(case, taken, rest, there - photos)
    desk.cases.save(again)
    desk.cases.save(smaller)
    cancel_forgetting(again, desk, house)
    alerted = wait_for_claim(again, Why.UNMERGED, desk, house)
    return [CaseUnmerged(member.person, again, smaller), except_for(alerted, member.person)]


def _gone_along(again: Case, case: Case, desk: Desk, house: House) -> Case:
    """Let it wait at the centre that *case* was handed over to: who has looked at both is there."""
    moved = gone_along(again, case, house.settings.national_centre, desk.now)
    desk.log.record(Act.HANDED_OVER, again)
    desk.log.record(Act.RECEIVED, moved)
    return moved
