"""Nobody claims a case in time: those on duty are reminded, then the head and the nation's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cases.case import Case, State
from cases.clocks import after_quiet, escalation_due, is_ahead, reminder_due, waits_too_far
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.log import Act
from cases.ports import Timer, UnitOfWork
from handlers.alerts import (
    alert,
    heads,
    hearers,
    moment,
    start_clocks,
    wait_for_claim,
    watch,
    watched,
)
from handlers.context import Context
from handlers.events import TimerDue
from handlers.staff.handover import giver_hears


def alert_now(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Alert those who can take what has waited for the end of the quiet hours."""
    case = _waiting(event, unit)
    if case is None or not _is_due(event, Timer.ALERT, case, case.waiting_since, unit):
        return []
    return [alert(case, hearers(case, unit, context), Why.RESTED, context)]


def remind(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Alert those on duty once more."""
    case = _waiting(event, unit)
    if case is None or _put_off(Timer.REMIND, case, context.settings.claim_minutes, unit):
        return []
    if not _is_due(event, Timer.REMIND, case, reminder_due(case, context.settings), unit):
        return []
    if _keeps_silent(case, unit):
        return []
    unit.log.record(Act.REMINDED, case)
    return [alert(case, hearers(case, unit, context), Why.REMINDER, context)]


def escalate(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Tell the head and the national centre, who may claim it from now on."""
    case = _waiting(event, unit)
    if case is None:
        return []
    if unit.pushes.stopped_since() and (case.escalated or unit.pushes.told_at(case) is None):
        return _show_to_nation(case, unit, context)
    if not _is_due(event, Timer.ESCALATE, case, _due(case, unit, context), unit):
        return []
    first = not case.escalated
    case = replace(case, escalated=True)
    unit.cases.save(case)
    unit.log.record(Act.ESCALATED, case, first=first)
    watch(context.settings.national_centre, unit, context)
    if _keeps_silent(case, unit):
        return []
    told = {member.person.id: member for member in hearers(case, unit, context)}
    told |= {member.person.id: member for member in heads(case.centre, unit)}
    alerted = alert(case, list(told.values()), Why.UNCLAIMED, context)
    return [alerted, *giver_hears(case, told.keys(), unit, context)]


def _keeps_silent(case: Case, unit: UnitOfWork) -> bool:
    """Return whether the clock of a case whose alert was summed up must not speak: it does so of
    one of them in ten minutes, else the flood would come half an hour later."""
    return case.summed_up and not unit.limits.may_speak(case.centre)


def _show_to_nation(case: Case, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Let the national centre see in its queue, without delay, what nobody could be alerted of. The
    others have an alert that waits for LINE to take it; the heads hear when the clock is over."""
    _put_off(Timer.ESCALATE, case, context.settings.escalate_minutes, unit)
    if case.escalated:
        return []
    known = {member.person.id for member in hearers(case, unit, context)}
    case = replace(case, escalated=True)
    unit.cases.save(case)
    unit.log.record(Act.ESCALATED, case)
    watch(context.settings.national_centre, unit, context)
    others = [one for one in hearers(case, unit, context) if one.person.id not in known]
    return [alert(case, others, Why.UNCLAIMED, context)]


def put_right(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Let a case wait from when it was opened, or from now, where a clock that was ahead has put
    its times off; if its alert was put off as well, it goes now. The silence of a holder counts
    from now."""
    case = unit.cases.find(event.case)
    if case is None or not case.is_open:
        return []
    if case.state is not State.WAITING:
        if case.silent_since is not None and is_ahead(case.silent_since, unit.now):
            unit.cases.save(watched(case, unit, context))
        return []
    if not waits_too_far(case.waiting_since, case.revisit_at, unit.now):
        return []
    return _wait_from_then(case, unit, context)


def _wait_from_then(case: Case, unit: UnitOfWork, context: Context) -> list[Fact]:
    is_new = case.claimed_at is None and not case.reopened and not case.passed
    since = case.opened_at if is_new else unit.now
    case = replace(case, waiting_since=min(since, unit.now))
    unit.cases.save(case)
    if not unit.timers.is_set(Timer.ALERT, case.number):
        start_clocks(case, unit, context)
        return []
    unit.timers.cancel(Timer.ALERT, case.number)
    return [wait_for_claim(case, Why.RESTED, unit, context)]


def _due(case: Case, unit: UnitOfWork, context: Context) -> datetime:
    """Return when to escalate; what comes late from an outage wakes nobody either."""
    due = escalation_due(case, context.settings)
    now = moment(unit)
    rested = now if case.cannot_wait else after_quiet(now, context.settings)
    return max(due, rested) if rested > now else due


def _put_off(timer: Timer, case: Case, minutes: int, unit: UnitOfWork) -> bool:
    """Set the clock anew while LINE takes no pushes, and tell whether it takes none: the first
    alert of the case goes out when it does, and three of them at once would be a flood."""
    if unit.pushes.stopped_since() is None:
        return False
    unit.timers.set(timer, case.number, moment(unit) + timedelta(minutes=minutes))
    return True


def _waiting(event: TimerDue, unit: UnitOfWork) -> Case | None:
    case = unit.cases.find(event.case)
    return case if case is not None and case.state is State.WAITING else None


def _is_due(event: TimerDue, timer: Timer, case: Case, due: datetime, unit: UnitOfWork) -> bool:
    """Return whether the case has waited that long; if a release or a new setting has put the time
    off, the clock is set anew."""
    if event.at < due:
        unit.timers.set(timer, case.number, due)
    return event.at >= due
