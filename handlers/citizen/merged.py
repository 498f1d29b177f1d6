"""What becomes of a sharer's words when their case was merged: they are of the case it is in."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, Share
from cases.people import Person
from handlers.request import Request


def lasting(number: str, request: Request[object]) -> Case | None:
    """Return the case of that number, or the one that it was merged into: whatever a button or a
    talk of a sharer names, this is the case that is meant."""
    case = request.cases.find(number)
    while case is not None and case.links.merged_into:
        case = request.cases.find(case.links.merged_into)
    return case


def own_case(person: Person, number: str, request: Request[object]) -> Case | None:
    """Return the case that *number* means to one who shared it: that one, the one that it was
    merged into, or one that was taken out again since; None if *person* shared none of them."""
    case = lasting(number, request)
    parted = (lasting(one, request) for one in (case.links.parted if case else ()))
    meant = [one for one in (case, *parted) if one is not None]
    return next((one for one in meant if request.cases.has_shared(person.id, one.number)), None)


def is_about(number: str, case: Case) -> bool:
    """Return whether *number* is that of *case*, or of one that was merged into it."""
    return number in (case.number, *case.links.merged)


def with_merged(case: Case, request: Request[object]) -> list[Case]:
    """Return *case* and those that were merged into it."""
    earlier = (request.cases.find(number) for number in case.links.merged)
    return [case, *(one for one in earlier if one is not None)]


def without_share(case: Case, own: Share, request: Request[object]) -> Case:
    """Return *case* when one of its shares goes elsewhere."""
    others = request.cases.shares(case.number)
    stays = any(one.person == own.person and one.id != own.id for one in others)
    left = replace(case, shares=case.shares - 1, sharers=max(1, case.sharers - (not stays)))
    return _without_origin(left, own.origin, request)


def _without_origin(case: Case, origin: str, request: Request[object]) -> Case:
    """One share less can go back to where it came from; without any, nothing can."""
    source = request.cases.find(origin) if origin in case.links.merged else None
    if source is None:
        return case
    left = source.links.moved_shares - 1
    request.cases.save(replace(source, links=replace(source.links, moved_shares=left)))
    merged = tuple(number for number in case.links.merged if left or number != origin)
    return replace(case, links=replace(case.links, merged=merged))
