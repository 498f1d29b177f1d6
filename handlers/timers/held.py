"""A case falls silent in somebody's hands: they are asked, then their colleagues may take it over,
then the heads hear. (docs/decisions/0054-silent-holders.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.clocks import holder_due
from cases.facts import Fact, Why
from cases.holding import COLLEAGUES_HEAR, HEADS_HEAR, HOLDER_ASKED, HolderAsked
from cases.people import Member, Person
from cases.ports import Desk, Timer
from handlers.alerts import alert, awake, escalate, heads, moment, on_duty_or_heads, watched
from handlers.events import TimerDue
from handlers.house import House


def speak_of_silence(event: TimerDue, desk: Desk, house: House) -> list[Fact]:
    """Speak of the holder's silence with whom it is time to; the last step is the heads'."""
    case = desk.cases.find(event.case)
    if case is None or case.holder is None or not case.is_open or case.silent_since is None:
        return []
    due = holder_due(case, case.silent_since, house.settings)
    if event.at < due:
        desk.timers.set(Timer.HOLDER, case.number, due)
        return []
    holder = next(iter(desk.people.find_all([case.holder])), None)
    case = _one_step_on(case, holder, desk, house)
    if case.silence == HOLDER_ASKED:
        desk.cases.save(case)
        by = holder_due(case, moment(desk), house.settings)
        return [HolderAsked(holder, case, by)] if holder else []
    team = _team(case, desk)
    if not team:  # nobody else is there: the national centre may take it over
        case = escalate(case, desk)
        team = on_duty_or_heads(house.settings.national_centre, desk, case.holder or 0)
    desk.cases.save(case)
    why = Why.SILENT if case.silence == COLLEAGUES_HEAR else Why.SILENT_LONG
    return [alert(case, awake(team, case, desk, house), why, house)]


def _one_step_on(case: Case, holder: Person | None, desk: Desk, house: House) -> Case:
    """Go on to the next step; whom nothing reaches any more is not waited for."""
    reached = holder is not None and not holder.blocked
    silence = max(case.silence + 1, HOLDER_ASKED if reached else COLLEAGUES_HEAR)
    case = replace(case, silence=silence)
    return watched(case, desk, house) if silence < HEADS_HEAR else case


def _team(case: Case, desk: Desk) -> list[Member]:
    """Return the colleagues, at the last step the heads, without the holder."""
    holder = case.holder or 0
    if case.silence == COLLEAGUES_HEAR:
        return on_duty_or_heads(case.centre, desk, holder)
    return [one for one in heads(case.centre, desk) if one.person.id != holder]
