"""Nobody claims a case in time: those on duty are reminded, then the head and the nation's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, State
from cases.facts import Fact, Why
from cases.log import Act
from cases.ports import Desk, Timer
from handlers.alerts import alert, heads, hearers
from handlers.events import TimerDue
from handlers.house import House


def remind(event: TimerDue, desk: Desk, house: House) -> list[Fact]:
    """Alert those on duty once more."""
    case = _still_waiting(event, Timer.REMIND, house.settings.claim_minutes, desk)
    if case is None:
        return []
    desk.log.record(Act.REMINDED, case)
    return [alert(case, hearers(case, desk, house), Why.REMINDER, house)]


def escalate(event: TimerDue, desk: Desk, house: House) -> list[Fact]:
    """Tell the head and the national centre, who may claim it from now on."""
    case = _still_waiting(event, Timer.ESCALATE, house.settings.escalate_minutes, desk)
    if case is None:
        return []
    first = not case.escalated
    case = replace(case, escalated=True)
    desk.cases.save(case)
    desk.log.record(Act.ESCALATED, case, first=first)
    told = {member.person.id: member for member in hearers(case, desk, house)}
    told |= {member.person.id: member for member in heads(case.centre, desk)}
    return [alert(case, list(told.values()), Why.UNCLAIMED, house)]


def _still_waiting(event: TimerDue, timer: Timer, minutes: int, desk: Desk) -> Case | None:
    """Give the case if it has waited that long; if a release or a new setting has put the time
    off, the clock is set anew."""
    case = desk.cases.find(event.case)
    if case is None or case.state is not State.WAITING:
        return None
    due = case.waiting_since + timedelta(minutes=minutes)
    if event.at < due:
        desk.timers.set(timer, case.number, due)
        return None
    return case
