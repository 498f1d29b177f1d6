"""Nobody was there, but somebody may be later: the case waits for a time that its holder chooses.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.case import State, Visit
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.visit_proofs import RevisitAsked, RevisitPlanned
from cases.log import Act
from cases.ports import Timer
from cases.revisit import can_be_revisited, revisit_times
from cases.rules import Change
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import Granted, ask


def revisit(request: Request[Pressed]) -> list[Fact]:
    """Ask when, or plan the visit for the time that the button names."""
    asked = ask(request, Change.REVISIT)
    if isinstance(asked, Refused):
        return [asked]
    chosen = request.event.fields.get("at")
    time = _time(chosen or "")
    if time is not None and can_be_revisited(time, request.now):
        return [_planned(asked, time, request)]
    times = revisit_times(request.now)
    return [RevisitAsked(asked.member.person, asked.case, times, stale=chosen is not None)]


def _planned(asked: Granted, time: datetime, request: Request[object]) -> Fact:
    """Put the case back: its clocks run from *time* on, so nobody is reminded of it before."""
    case = replace(
        asked.case,
        state=State.WAITING,
        holder=None,
        waiting_since=time,
        visit=Visit(revisit_at=time),
    )
    request.cases.save(case)
    request.timers.cancel(Timer.HOLDER, case.number)
    request.timers.set(Timer.REVISIT, case.number, time)
    request.log.record(Act.REVISIT_PLANNED, case)
    return RevisitPlanned(asked.member.person, case)


def _time(text: str) -> datetime | None:
    """Read a time that tells its offset; None of anything else."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if time.tzinfo is None else time
