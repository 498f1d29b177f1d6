"""Every sharer of a closed case hears the outcome, once for each close, and what corrects it."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.facts.fact import Fact
from cases.facts.shares import SharersTold
from cases.people import NOBODY
from cases.ports import Timer
from handlers.citizen.sharer import remember_false_report
from handlers.events import TimerDue
from handlers.registry import handles
from handlers.request import Request

#: So many are told in one step, so that a press day's ten thousand hold nobody up.
_AT_ONCE = 500


@handles(Timer.TELL_SHARERS)
def tell_sharers(request: Request[TimerDue]) -> list[Fact]:
    """Tell the next sharers of a closed case the outcome; a step that belongs to an earlier close
    tells nobody."""
    case = request.cases.find(request.event.case)
    if case is None or case.closed_at is None or request.event.at < case.closed_at:
        return []
    ids, left = _next(case, request.event.step, request)
    if left:
        due = max(request.now, case.closed_at)
        request.timers.set(Timer.TELL_SHARERS, case.number, due, step=ids[-1])
    if request.event.step == 0 and case.visit.told != case.visit.outcomes:
        request.cases.save(replace(case, visit=replace(case.visit, told=case.visit.outcomes)))
    sharers = request.people.find_all(ids)
    remember_false_report(case, sharers, request)
    return [SharersTold(tuple(sharers), case)]


def _next(case: Case, last_told: int, request: Request[object]) -> tuple[list[int], int]:
    """Return who is told now, in the order of their ids, and how many are left after them. A step
    carries the last id that was told: an erasure between two steps must not hide anybody."""
    sharers = {share.person for share in request.cases.shares(case.number)} - {NOBODY}
    rest = sorted(one for one in sharers if one > last_told)
    return rest[:_AT_ONCE], len(rest[_AT_ONCE:])
