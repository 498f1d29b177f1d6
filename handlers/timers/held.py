"""A case falls silent in somebody's hands: they are asked, then their colleagues may take it over,
then the heads hear. (docs/decisions/0054-silent-holders.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.clocks import holder_due
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.facts.silent_holders import HolderAsked
from cases.holding import COLLEAGUES_HEAR, HEADS_HEAR, HOLDER_ASKED
from cases.people import Member, Person
from cases.ports import Timer
from handlers.alerts import alert, awake, escalate, heads, moment, on_duty_or_heads, watched
from handlers.events import TimerDue
from handlers.registry import handles
from handlers.request import Request


@handles(Timer.HOLDER)
def speak_of_silence(request: Request[TimerDue]) -> list[Fact]:
    """Speak of the holder's silence with whom it is time to; the last step is the heads'."""
    case = request.cases.find(request.event.case)
    if case is None or case.holder is None or not case.is_open or case.visit.silent_since is None:
        return []
    due = holder_due(case, case.visit.silent_since, request.settings)
    if request.event.at < due:
        request.timers.set(Timer.HOLDER, case.number, due)
        return []
    holder = next(iter(request.people.find_all([case.holder])), None)
    case = _one_step_on(case, holder, request)
    if case.visit.silence == HOLDER_ASKED:
        request.cases.save(case)
        by = holder_due(case, moment(request), request.settings)
        return [HolderAsked(holder, case, by)] if holder else []
    team = _team(case, request)
    if not team:  # nobody else is there: the national centre may take it over
        case = escalate(case, request)
        team = on_duty_or_heads(request.settings.national_centre, request, case.holder or 0)
    request.cases.save(case)
    why = Why.SILENT if case.visit.silence == COLLEAGUES_HEAR else Why.SILENT_LONG
    return [alert(case, awake(team, case, request), why, request)]


def _one_step_on(case: Case, holder: Person | None, request: Request[object]) -> Case:
    """Go on to the next step; whom nothing reaches any more is not waited for."""
    reached = holder is not None and not holder.blocked
    silence = max(case.visit.silence + 1, HOLDER_ASKED if reached else COLLEAGUES_HEAR)
    case = replace(case, visit=replace(case.visit, silence=silence))
    return watched(case, request) if silence < HEADS_HEAR else case


def _team(case: Case, request: Request[object]) -> list[Member]:
    """Return the colleagues, at the last step the heads, without the holder."""
    holder = case.holder or 0
    if case.visit.silence == COLLEAGUES_HEAR:
        return on_duty_or_heads(case.centre, request, holder)
    return [one for one in heads(case.centre, request) if one.person.id != holder]
