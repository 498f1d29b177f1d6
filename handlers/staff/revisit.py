"""Nobody was there, but somebody may be later: the case waits for a time that its holder chooses.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.case import State, Visit
from cases.commands import MISSING, Revisit
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.facts.visit_proofs import RevisitAsked, RevisitPlanned
from cases.log import Act
from cases.ports import Timer
from cases.revisit import can_be_revisited, revisit_times
from handlers.alerts import queued, wait_for_claim
from handlers.events import TimerDue
from handlers.registry import handles
from handlers.request import CaseRequest, Request


@handles(Revisit)
def revisit(request: CaseRequest[Revisit]) -> list[Fact]:
    """Ask when, or plan the visit for the time that the button names."""
    time = request.command.at
    if isinstance(time, datetime) and can_be_revisited(time, request.now):
        return [_planned(request, time)]
    times = revisit_times(request.now)
    return [RevisitAsked(request.person, request.case, times, stale=time is not MISSING)]


@handles(Timer.REVISIT)
def go_again(request: Request[TimerDue]) -> list[Fact]:
    """Alert those who can claim it now, and start the clocks; in the quiet hours it waits as any
    case that begins to. An earlier plan is not due."""
    case = request.cases.find(request.event.case)
    if case is None or case.state is not State.WAITING or case.visit.revisit_at is None:
        return []
    if request.event.at < case.visit.revisit_at:
        return []
    case = queued(case, request)
    request.cases.save(case)
    return [wait_for_claim(case, Why.REVISIT, request)]


def _planned(request: CaseRequest[Revisit], time: datetime) -> Fact:
    """Put the case back: its clocks run from *time* on, so nobody is reminded of it before."""
    case = replace(
        request.case,
        state=State.WAITING,
        holder=None,
        waiting_since=time,
        visit=Visit(revisit_at=time),
    )
    request.cases.save(case)
    request.timers.cancel(Timer.HOLDER, case.number)
    request.timers.set(Timer.REVISIT, case.number, time)
    request.log.record(Act.REVISIT_PLANNED, case)
    return RevisitPlanned(request.person, case)
