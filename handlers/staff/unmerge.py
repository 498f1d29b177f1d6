"""A case that was merged into another by mistake stands alone again."""

from __future__ import annotations

from cases.case import Case
from cases.facts.casework import Refused, Why
from cases.facts.fact import Fact
from cases.facts.merges import CaseUnmerged, UnmergeOffered
from cases.handover import gone_along
from cases.log import Act
from cases.merging import added_with, carried, waiting_again, without
from cases.people import Member
from cases.ports import UnitOfWork
from cases.rules import Change, Refusal
from handlers.alerts import escalate, except_for, has_staff, queued, wait_for_claim
from handlers.case_retention import cancel_deletion
from handlers.citizen.photo import photos_of
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.merge import move_with_photos
from handlers.staff.permission import ask, refused

#: What one wants to undo was done lately.
_MOST_OFFERED = 9


def unmerge(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take the case that the button names out of this one, or ask which."""
    asked = ask(event, Change.UNMERGE, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    number = event.fields.get("from")
    if number is None and case.merged:
        return [UnmergeOffered(person, case, case.merged[: -_MOST_OFFERED - 1 : -1])]
    taken = unit.cases.find(number) if number in case.merged and number else None
    if taken is None:
        return [refused(person, Refusal.NOT_MERGED, case, unit)]
    return _apart(case, taken, asked.member, unit, context)


def _apart(
    case: Case, taken: Case, member: Member, unit: UnitOfWork, context: Context
) -> list[Fact]:
    shares, details = unit.moves.contents(case.number)
    own = [share for share in shares if share.origin == taken.number]
    rest = [share for share in shares if share.origin != taken.number]
    added = added_with(shares, details, taken.number)
    back = [carried(share, case, taken, "") for share in own]
    photos = move_with_photos(case.number, taken.number, back, added, unit)
    there = len(unit.photos.kept([one.id for one in photos_of(case, unit)]))
    again = waiting_again(taken, back, photos, unit.now)
    unit.log.record(Act.REOPENED, again)
    unit.log.record(Act.UNMERGED, again)
    if again.centre != case.centre:
        again = _gone_along(again, case, unit, context)
    # The nation's, who work on what was left to them, must see what they took out of it.
    if member.centre != again.centre or not has_staff(again, unit):
        again = escalate(again, unit)
    again = queued(again, unit, context)
    smaller = without(case, taken, rest, there - photos)
    unit.cases.save(again)
    unit.cases.save(smaller)
    cancel_deletion(again, unit, context)
    alerted = wait_for_claim(again, Why.UNMERGED, unit, context)
    return [CaseUnmerged(member.person, again, smaller), except_for(alerted, member.person)]


def _gone_along(again: Case, case: Case, unit: UnitOfWork, context: Context) -> Case:
    """Let it wait at the centre that *case* was handed over to: who has looked at both is there."""
    moved = gone_along(again, case, context.settings.national_centre, unit.now)
    unit.log.record(Act.HANDED_OVER, again)
    unit.log.record(Act.RECEIVED, moved)
    return moved
