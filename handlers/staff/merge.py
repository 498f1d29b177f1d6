"""Merges two cases of the same person into one, and unmerges them after a mistake; a stray share is
a case of one share.

(docs/decisions/0020-merging-cases.md)"""

from __future__ import annotations

from dataclasses import replace

from cases import transfers
from cases.case import Case, State
from cases.commands import Merge, Unmerge
from cases.facts import moves
from cases.facts.casework import Alerted, Why
from cases.facts.fact import Fact
from cases.log import Act
from cases.people import Member
from cases.refusal import Refusal
from cases.rules import is_theirs, state_after
from geo.centres import metres
from handlers import alerts
from handlers.case_retention import cancel_deletion, plan_deletion
from handlers.citizen.attachment import attachments_of, redirect_attachments
from handlers.citizen.conversation import holder_of
from handlers.citizen.sharer import hears_result
from handlers.permission import refused
from handlers.request import CaseRequest, Request, handles

#: A carousel holds twelve cards.
_MOST_OFFERED = 9


@handles(Merge)
def merge(request: CaseRequest[Merge]) -> list[Fact]:
    """Merge the case into the one that the button names, or show those near it."""
    person, case, number = request.person, request.case, request.command.into
    if case.own_need:
        return [refused(person, Refusal.OWN_NEED_ALONE, case, request)]
    if number is None:
        return [moves.MergeOffered(person, case, tuple(_near(request)))]
    into = request.cases.find(number)
    if into is None or not _fits(into, request):
        return [refused(person, Refusal.NOT_TOGETHER, case, request)]
    return _merged(case, into, request)


def _near(request: CaseRequest[Merge]) -> list[moves.Near]:
    place = request.case.place.point
    found = [
        moves.Near(case, metres(place, case.place.point))
        for case in request.cases.near(place, request.settings.merge_radius_m)
        if _fits(case, request)
    ]
    return sorted(found, key=lambda one: one.metres)[:_MOST_OFFERED]


def _fits(into: Case, request: CaseRequest[Merge]) -> bool:
    """Return whether this member may merge the case into *into*."""
    case = request.case
    return (
        into.is_open
        and into.number != case.number
        and into.centre == case.centre
        and not into.own_need
        and is_theirs(into, request.member, request.settings.national_centre)
        and metres(case.place.point, into.place.point) <= request.settings.merge_radius_m
    )


def _merged(case: Case, into: Case, request: CaseRequest[Merge]) -> list[Fact]:
    person = request.person
    heard = hears_result(case, request)
    left, larger, alerted = join(case, into, request)
    told: list[Fact] = [moves.CaseMerged(person, left, larger, heard)]
    told += [alerts.except_for(one, person) for one in alerted]
    hear = holder_of(larger, request, but=person)
    return [*told, *(moves.CaseGrew(one, larger, case.number) for one in hear)]


def join(case: Case, into: Case, request: Request[object]) -> tuple[Case, Case, list[Alerted]]:
    """Merge *case* into the open case *into*. Return what is left of the one, the larger other, and
    the alert of a danger that is new to it."""
    shares, details = request.unit.moves.contents(case.number)
    moved = [transfers.carried(share, case, into, share.origin or case.number) for share in shares]
    both = [*moved, *request.unit.moves.contents(into.number)[0]]
    request.unit.moves.move(case.number, into.number, moved, details)
    attachments = redirect_attachments(case.number, into.number, details, request)
    larger = _in_hands(transfers.grown(into, case, both, attachments=attachments), case, request)
    larger, alerted = (
        alerts.start_clocks_and_alert(larger, request)
        if larger.need.dangers != into.need.dangers
        else (larger, [])
    )
    own_shares = case.shares - _redirect_merged(case, into, request)
    left = replace(
        transfers.ended(case, into.number, request.at, own_shares=own_shares),
        state=state_after(case, Merge),
    )
    request.cases.save(left)
    request.cases.save(larger)
    request.log.record_close(left, found=False)
    request.log.record(Act.MERGED, left)
    alerts.stop_clocks(left, request)
    plan_deletion(left, request)
    return left, larger, list(alerted)


def _in_hands(into: Case, case: Case, request: Request[object]) -> Case:
    """Return *into* with the holder of *case* if it has none of its own. The claim and the visit
    are counted once more, for the other case."""
    taken = transfers.with_holder(into, case)
    if taken.holder == into.holder:
        return into
    alerts.stop_clocks(taken, request)
    request.log.record(Act.CLAIMED, taken, first=into.claimed_at is None)
    if taken.state in (State.GOING, State.ON_SITE):
        request.log.record(Act.WENT, taken)
    if taken.state is State.ON_SITE:
        request.log.record(Act.ARRIVED, taken, first=into.arrived_at is None)
    return alerts.restart_after_act(taken, request)


def _redirect_merged(case: Case, into: Case, request: Request[object]) -> int:
    """Redirect the cases that were merged into *case* to *into*; return the number of their
    shares."""
    shares = 0
    for number in case.links.merged:
        earlier = request.cases.find(number)
        if earlier is not None:
            request.cases.save(
                replace(earlier, links=replace(earlier.links, merged_into=into.number))
            )
            shares += earlier.links.moved_shares
    return shares


@handles(Unmerge)
def unmerge(request: CaseRequest[Unmerge]) -> list[Fact]:
    """Unmerge the case that the button names, or ask which."""
    person, case, number = request.person, request.case, request.command.source
    if number is None and case.links.merged:
        return [moves.UnmergeOffered(person, case, case.links.merged[: -_MOST_OFFERED - 1 : -1])]
    taken = request.cases.find(number) if number in case.links.merged and number else None
    if taken is None:
        return [refused(person, Refusal.NOT_MERGED, case, request)]
    return _apart(case, taken, request.member, request)


def _apart(case: Case, taken: Case, member: Member, request: Request[object]) -> list[Fact]:
    shares, details = request.unit.moves.contents(case.number)
    own = [share for share in shares if share.origin == taken.number]
    rest = [share for share in shares if share.origin != taken.number]
    added = transfers.added_with(shares, details, taken.number)
    back = [transfers.carried(share, case, taken, "") for share in own]
    request.unit.moves.move(case.number, taken.number, back, added)
    attachments = redirect_attachments(case.number, taken.number, added, request)
    there = len(request.unit.attachments.kept([one.id for one in attachments_of(case, request)]))
    again = replace(
        transfers.waiting_again(taken, back, attachments, request.now),
        state=state_after(taken, Unmerge),
    )
    request.log.record(Act.REOPENED, again)
    request.log.record(Act.UNMERGED, again)
    if again.centre != case.centre:
        again = _gone_along(again, case, request)
    # Members of the national centre, who work on escalated cases, must see what they unmerged from
    # them.
    if member.centre != again.centre or not alerts.has_staff(again, request):
        again = alerts.escalate(again, request)
    again = alerts.queued(again, request)
    smaller = transfers.without(case, taken, rest, there - attachments)
    request.cases.save(again)
    request.cases.save(smaller)
    cancel_deletion(again, request)
    alerted = alerts.wait_for_claim(again, Why.UNMERGED, request)
    return [
        moves.CaseUnmerged(member.person, again, smaller),
        alerts.except_for(alerted, member.person),
    ]


def _gone_along(again: Case, case: Case, request: Request[object]) -> Case:
    """Return the unmerged case at the centre that *case* was handed over to: its members have seen
    both."""
    moved = transfers.gone_along(again, case, request.settings.national_centre, request.now)
    request.log.record(Act.HANDED_OVER, again)
    request.log.record(Act.RECEIVED, moved)
    return moved
