"""The rules of hand-overs, merges and unmerges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from cases.case import (
    Answers,
    Because,
    Case,
    Detail,
    Handover,
    Share,
    State,
    Wish,
    in_danger,
    unvisited,
)
from cases.taxonomy import DUPLICATE


def persons(shares: Sequence[Share]) -> int:
    """Return the number of sharers, at least 1: there was somebody even if all are deleted."""
    return max(1, len({share.person for share in shares}))


def grown(into: Case, case: Case, shares: Sequence[Share], *, attachments: int) -> Case:
    """Return *into* after it takes in *case* and its *attachments*; *shares* are those of both.
    What is known of *into* stays, the rest comes from *case*; every danger counts."""
    lowered, gone_at = _gone(into, case)
    need = reduce(in_danger, case.need.dangers, into).need
    return replace(
        into,
        shares=into.shares + case.shares,
        sharers=max(into.sharers, persons(shares)),
        last_shared_at=max(into.last_shared_at, case.last_shared_at),
        attachments=into.attachments + attachments,
        lowered=lowered,
        need=replace(need, kind=need.kind or case.need.kind, wish=_wish(into, case)),
        answers=Answers(
            still_at=_latest(into.answers.still_at, case.answers.still_at),
            gone_at=gone_at,
            taken_back=into.answers.taken_back and case.answers.taken_back,
        ),
        links=replace(
            into.links,
            merged=(*into.links.merged, *case.links.merged, case.number),
            parted=_but((*into.links.parted, *case.links.parted), case.number),
        ),
        origin=replace(into.origin, entered_by=into.origin.entered_by or case.origin.entered_by),
    )


def with_holder(into: Case, case: Case) -> Case:
    """Return *into* with the holder and the visit of *case* if it has no holder itself: an officer
    on the way to a person stays on the way."""
    if into.holder is not None or case.holder is None:
        return into
    visit = case.visit
    return replace(
        into,
        state=case.state,
        holder=case.holder,
        claimed_at=into.claimed_at or case.claimed_at,
        arrived_at=into.arrived_at or case.arrived_at,
        visit=replace(
            into.visit,
            arrived=visit.arrived,
            distance_m=visit.distance_m,
            far_reason=visit.far_reason,
            persons=visit.persons,
            outcomes=visit.outcomes,
            companions=visit.companions,
            revisit_at=None,
        ),
        asking=replace(into.asking, asked_at=_latest(into.asking.asked_at, case.asking.asked_at)),
        handover=replace(into.handover, clock_with=None, refusable=False),
    )


def ended(case: Case, into: str, at: datetime, *, own_shares: int) -> Case:
    """Return *case* after its merge, but for its state: only a number, which refers to the other
    case."""
    return replace(
        case,
        closed_at=at,
        shares=0,
        attachments=0,
        visit=replace(case.visit, outcomes=(DUPLICATE,)),
        links=replace(case.links, merged=(), merged_into=into, moved_shares=own_shares),
    )


def waiting_again(case: Case, shares: Sequence[Share], attachments: int, at: datetime) -> Case:
    """Return the unmerged case, but for its state, with those of its *shares* that are left."""
    return replace(
        unvisited(case),
        waiting_since=at,
        holder=None,
        closed_at=None,
        shares=case.links.moved_shares,
        sharers=persons(shares),
        attachments=attachments,
        links=replace(case.links, merged_into="", moved_shares=0),
    )


def without(case: Case, taken: Case, shares: Sequence[Share], attachments: int) -> Case:
    """Return *case* with its own *shares*, after *taken* was unmerged from it. What was learnt
    stays: a danger is never withdrawn."""
    still_at = case.answers.still_at
    return replace(
        case,
        shares=case.shares - taken.links.moved_shares,
        sharers=persons(shares),
        last_shared_at=max((share.at for share in shares), default=case.last_shared_at),
        attachments=attachments,
        answers=replace(
            case.answers, still_at=None if still_at == taken.answers.still_at else still_at
        ),
        links=replace(
            case.links,
            merged=_but(case.links.merged, taken.number),
            parted=(*case.links.parted, taken.number),
        ),
    )


def carried(share: Share, source: Case, target: Case, origin: str) -> Share:
    """Return *share* in its form in *target*: its sharer's answers in the current life of *source*
    count for the current life of *target*."""
    said = (answer.split(".") for answer in share.answers)
    kept = tuple(f"{what}.{target.reopened}" for what, life in said if life == str(source.reopened))
    return replace(share, answers=kept, origin=origin)


def added_with(shares: Sequence[Share], details: Sequence[Detail], origin: str) -> list[Detail]:
    """Return the details that belong to the shares from *origin*: each is about the person of its
    sender's last share before it."""
    return [one for one in details if _origin_of(one, shares) == origin]


def _origin_of(detail: Detail, shares: Sequence[Share]) -> str:
    own = sorted((one for one in shares if one.person == detail.person), key=lambda one: one.at)
    before = [one for one in own if one.at <= detail.at] or own[:1]
    return before[-1].origin if before else ""


def _wish(into: Case, case: Case) -> Wish | None:
    if into.need.wish not in (None, Wish.UNSPOKEN):
        return into.need.wish
    return case.need.wish or into.need.wish


def _but(numbers: Sequence[str], number: str) -> tuple[str, ...]:
    return tuple(one for one in numbers if one != number)


def _gone(one: Case, other: Case) -> tuple[bool, datetime | None]:
    """Return the later answer of the two cases; a case that was lowered for another reason stays so
    if both were."""
    gone_at = _latest(one.answers.gone_at, other.answers.gone_at)
    if gone_at is not None and gone_at >= max(one.seen_at, other.seen_at):
        return True, gone_at
    return all(case.lowered and case.answers.gone_at is None for case in (one, other)), None


def _latest(*times: datetime | None) -> datetime | None:
    return max((time for time in times if time is not None), default=None)


#: After this many hand-overs the national desk decides, or a case would wander for ever.
MOST_HOPS = 2
#: The reasons that the centre that hands over may choose.
_REASONS = (Because.AREA, Because.NEARER, Because.NO_TEAM, Because.OTHER)
#: The same if only the national desk can take it, which has no area and is rarely nearer.
_OF_THE_NATION = (Because.NO_TEAM, Because.OTHER)


def only_to_nation(case: Case, giver: str, nation: str) -> bool:
    """Return whether *giver* can hand the case over only to the national desk."""
    return giver != nation and len(case.handover.passed) >= MOST_HOPS


def reasons(*, must: bool) -> tuple[Because, ...]:
    """Return the reasons that may be chosen; *must* says that only the national desk is left,
    whatever an old button says."""
    return _OF_THE_NATION if must else _REASONS


def area_elsewhere(case: Case) -> str | None:
    """Return the centre with jurisdiction if it is another one and has not had the case yet: one
    tap hands it over there."""
    had = (case.centre, *case.handover.passed)
    if case.origin.province in had or len(case.handover.passed) >= MOST_HOPS:
        return None
    return case.origin.province


def passed_on(case: Case, to: str, because: Because, nation: str, now: datetime) -> Case:
    """Return the case waiting at *to*, but for its state. If it was waiting already, the clock of
    its first centre runs on; else its wait begins now. The times of the first claim and visit
    stay."""
    waited = case.state is State.WAITING
    return replace(
        unvisited(case),
        centre=to,
        holder=None,
        waiting_since=case.waiting_since if waited else now,
        handover=Handover(
            passed=(*case.handover.passed, case.centre),
            because=because,
            clock_with=case.handover.clock_with or case.centre,
            refusable=_may_refuse(case, to, because, nation),
        ),
    )


def gone_along(case: Case, other: Case, nation: str, now: datetime) -> Case:
    """Return a waiting case moved to the centre of *other*, with what was decided about *other*."""
    decided = other.handover
    passed = passed_on(case, other.centre, decided.because or Because.OTHER, nation, now)
    handover = replace(passed.handover, clock_with=decided.clock_with, refusable=decided.refusable)
    return replace(passed, handover=handover)


def _may_refuse(case: Case, to: str, because: Because, nation: str) -> bool:
    """Return whether *to* may return it: not the national desk, not a case returned to it, and not
    one that the desk decided (it opens cases too; as the first giver it is a centre)."""
    decided = nation in (*case.handover.passed, case.centre)[1:]
    return to != nation and because is not Because.REFUSED and not decided
