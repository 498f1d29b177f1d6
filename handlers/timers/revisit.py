"""The time has come to go to a place again."""

from __future__ import annotations

from cases.case import State
from cases.facts.casework import Why
from cases.facts.fact import Fact
from handlers.alerts import queued, wait_for_claim
from handlers.events import TimerDue
from handlers.request import Request


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
