"""A case that was merged into another by mistake stands alone again."""

from __future__ import annotations

from cases.case import Case
from cases.commands import Unmerge
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.facts.merges import CaseUnmerged, UnmergeOffered
from cases.handover import gone_along
from cases.log import Act
from cases.merging import added_with, carried, waiting_again, without
from cases.people import Member
from cases.rules import Refusal
from handlers.alerts import escalate, except_for, has_staff, queued, wait_for_claim
from handlers.case_retention import cancel_deletion
from handlers.citizen.photo import photos_of
from handlers.permission import refused
from handlers.registry import handles
from handlers.request import CaseRequest, Request
from handlers.staff.merge import move_with_photos

#: What one wants to undo was done lately.
_MOST_OFFERED = 9


@handles(Unmerge)
def unmerge(request: CaseRequest[Unmerge]) -> list[Fact]:
    """Take the case that the button names out of this one, or ask which."""
    person, case, number = request.person, request.case, request.command.source
    if number is None and case.links.merged:
        return [UnmergeOffered(person, case, case.links.merged[: -_MOST_OFFERED - 1 : -1])]
    taken = request.cases.find(number) if number in case.links.merged and number else None
    if taken is None:
        return [refused(person, Refusal.NOT_MERGED, case, request)]
    return _apart(case, taken, request.member, request)


def _apart(case: Case, taken: Case, member: Member, request: Request[object]) -> list[Fact]:
    shares, details = request.unit.moves.contents(case.number)
    own = [share for share in shares if share.origin == taken.number]
    rest = [share for share in shares if share.origin != taken.number]
    added = added_with(shares, details, taken.number)
    back = [carried(share, case, taken, "") for share in own]
    photos = move_with_photos(case.number, taken.number, back, added, request)
    there = len(request.unit.photos.kept([one.id for one in photos_of(case, request)]))
    again = waiting_again(taken, back, photos, request.now)
    request.log.record(Act.REOPENED, again)
    request.log.record(Act.UNMERGED, again)
    if again.centre != case.centre:
        again = _gone_along(again, case, request)
    # The nation's, who work on what was left to them, must see what they took out of it.
    if member.centre != again.centre or not has_staff(again, request):
        again = escalate(again, request)
    again = queued(again, request)
    smaller = without(case, taken, rest, there - photos)
    request.cases.save(again)
    request.cases.save(smaller)
    cancel_deletion(again, request)
    alerted = wait_for_claim(again, Why.UNMERGED, request)
    return [CaseUnmerged(member.person, again, smaller), except_for(alerted, member.person)]


def _gone_along(again: Case, case: Case, request: Request[object]) -> Case:
    """Let it wait at the centre that *case* was handed over to: who has looked at both is there."""
    moved = gone_along(again, case, request.settings.national_centre, request.now)
    request.log.record(Act.HANDED_OVER, again)
    request.log.record(Act.RECEIVED, moved)
    return moved
