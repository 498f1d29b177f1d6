"""Today's round: the officer's open cases in a short order to visit."""

from __future__ import annotations

from collections.abc import Sequence

from cases.calendar import local_day
from cases.case import Case, State
from cases.commands import ShowRound
from cases.facts.day_rounds import RoundShown, Stop
from cases.facts.fact import Fact
from cases.people import Member
from geo.distance import metres
from geo.point import Point
from geo.route import short_order
from handlers.registry import handles
from handlers.request import MemberRequest, Request

#: More stops fill no day, and no card; the next ones are shown when these are done.
MOST_STOPS = 20
#: Of so many of the officer's cases the short way is looked for.
_LOOKED_AT = 200
_TO_VISIT = (State.CLAIMED, State.GOING)


@handles(ShowRound)
def show_round(request: MemberRequest[ShowRound]) -> list[Fact]:
    """Show the way through the cases that the officer has still to visit."""
    held, _ = request.cases.held_by(request.member.person.id, first=0, count=_LOOKED_AT)
    return [_round(request.member, held, request)]


def _round(member: Member, held: Sequence[Case], request: Request[object]) -> RoundShown:
    centre = request.context.centre(member.centre)
    here = _checked_in(held, request)
    start = here.place.point if here else centre.point
    to_visit = [case for case in held if case.state in _TO_VISIT]
    order = short_order(start, [case.place.point for case in to_visit])
    stops = _stops(start, [to_visit[index] for index in order[:MOST_STOPS]])
    left = len(to_visit) - len(stops)
    return RoundShown(member.person, stops, centre, here.number if here else "", left)


def _checked_in(held: Sequence[Case], request: Request[object]) -> Case | None:
    """Return the case at which the officer is today, the last one if there are several."""
    today = local_day(request.at)
    there = [
        (case.arrived_at, case)
        for case in held
        if case.state is State.ON_SITE and case.arrived_at and local_day(case.arrived_at) == today
    ]
    return max(there, key=lambda pair: pair[0])[1] if there else None


def _stops(start: Point, cases: Sequence[Case]) -> tuple[Stop, ...]:
    befores = (start, *(case.place.point for case in cases))
    return tuple(
        Stop(case, metres(before, case.place.point))
        for before, case in zip(befores, cases, strict=False)
    )
