"""Timers of a case that nobody claims in time: members on duty are reminded, then it is escalated
to the heads and the national centre."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from cases.calendar import after_quiet, escalation_due, is_ahead, reminder_due, waits_too_far
from cases.case import Case, State
from cases.facts.casework import Why
from cases.facts.fact import Fact
from cases.log import Act
from cases.ports import Timer
from handlers import alerts
from handlers.events import TimerDue
from handlers.request import Request, handles
from handlers.staff.holding import tell_giver


@handles(Timer.ALERT)
def alert_now(request: Request[TimerDue]) -> list[Fact]:
    """Send the first alert of a case that waited for the end of the quiet hours."""
    case = _waiting(request)
    if case is None or not _is_due(request, Timer.ALERT, case, case.waiting_since):
        return []
    return [alerts.alert(case, alerts.alert_recipients(case, request), Why.RESTED, request)]


@handles(Timer.REMIND)
def remind(request: Request[TimerDue]) -> list[Fact]:
    """Alert those on duty once more."""
    case = _waiting(request)
    if case is None or _put_off(Timer.REMIND, case, request.settings.claim_minutes, request):
        return []
    if not _is_due(request, Timer.REMIND, case, reminder_due(case, request.settings)):
        return []
    if _keeps_silent(case, request):
        return []
    request.log.record(Act.REMINDED, case)
    return [alerts.alert(case, alerts.alert_recipients(case, request), Why.REMINDER, request)]


@handles(Timer.ESCALATE)
def escalate(request: Request[TimerDue]) -> list[Fact]:
    """Alert the heads and the national centre, who may claim the case from now on."""
    case = _waiting(request)
    if case is None:
        return []
    if request.unit.pushes.stopped_since() and (
        case.escalated or request.unit.pushes.told_at(case) is None
    ):
        return _show_to_nation(case, request)
    if not _is_due(request, Timer.ESCALATE, case, _due(case, request)):
        return []
    first = not case.escalated
    case = replace(case, escalated=True)
    request.cases.save(case)
    request.log.record(Act.ESCALATED, case, first=first)
    alerts.plan_morning_digest(request.settings.national_centre, request)
    if _keeps_silent(case, request):
        return []
    told = {member.person.id: member for member in alerts.alert_recipients(case, request)}
    told |= {member.person.id: member for member in alerts.heads(case.centre, request)}
    alerted = alerts.alert(case, list(told.values()), Why.UNCLAIMED, request)
    return [alerted, *tell_giver(case, told.keys(), request)]


def _keeps_silent(case: Case, request: Request[object]) -> bool:
    """Return whether the timers of a case whose alert was summed up must not alert: only one such
    case in ten minutes may."""
    return case.summed_up and not request.limits.may_speak(case.centre)


def _show_to_nation(case: Case, request: Request[object]) -> list[Fact]:
    """Escalate a case of which nobody could be alerted to the national centre at once. The first
    alert still waits for LINE to take pushes; the heads are alerted when the escalation is due."""
    _put_off(Timer.ESCALATE, case, request.settings.escalate_minutes, request)
    if case.escalated:
        return []
    known = {member.person.id for member in alerts.alert_recipients(case, request)}
    case = replace(case, escalated=True)
    request.cases.save(case)
    request.log.record(Act.ESCALATED, case)
    alerts.plan_morning_digest(request.settings.national_centre, request)
    others = [one for one in alerts.alert_recipients(case, request) if one.person.id not in known]
    return [alerts.alert(case, others, Why.UNCLAIMED, request)]


@handles(Timer.PUT_RIGHT)
def put_right(request: Request[TimerDue]) -> list[Fact]:
    """Repair the times of a case that a clock set ahead has put into the future: it waits since it
    was opened, or from now; its first alert is sent now if it was postponed as well. The silence of
    a holder counts from now."""
    case = request.cases.find(request.event.case)
    if case is None or not case.is_open:
        return []
    if case.state is not State.WAITING:
        if case.visit.silent_since is not None and is_ahead(case.visit.silent_since, request.now):
            request.cases.save(alerts.restart_holder_clock(case, request))
        return []
    if not waits_too_far(case.waiting_since, case.visit.revisit_at, request.now):
        return []
    return _wait_from_then(case, request)


def _wait_from_then(case: Case, request: Request[object]) -> list[Fact]:
    is_new = case.claimed_at is None and not case.reopened and not case.handover.passed
    since = case.opened_at if is_new else request.now
    case = replace(case, waiting_since=min(since, request.now))
    request.cases.save(case)
    if not request.timers.is_set(Timer.ALERT, case.number):
        alerts.start_clocks(case, request)
        return []
    request.timers.cancel(Timer.ALERT, case.number)
    return [alerts.wait_for_claim(case, Why.RESTED, request)]


def _due(case: Case, request: Request[object]) -> datetime:
    """Return when to escalate; an escalation that is late after an outage wakes nobody either."""
    due = escalation_due(case, request.settings)
    now = alerts.worked_at(request)
    rested = now if case.cannot_wait else after_quiet(now, request.settings)
    return max(due, rested) if rested > now else due


def _put_off(timer: Timer, case: Case, minutes: int, request: Request[object]) -> bool:
    """Set a timer anew while LINE takes no pushes; return whether that is so. The first alert is
    sent when LINE takes them again, and three alerts at once would be a flood."""
    if request.unit.pushes.stopped_since() is None:
        return False
    request.timers.set(timer, case.number, alerts.worked_at(request) + timedelta(minutes=minutes))
    return True


def _waiting(request: Request[TimerDue]) -> Case | None:
    case = request.cases.find(request.event.case)
    return case if case is not None and case.state is State.WAITING else None


def _is_due(request: Request[TimerDue], timer: Timer, case: Case, due: datetime) -> bool:
    """Return whether the case has waited until *due*; if not (a release or a new setting has
    changed the time), set the timer anew."""
    if request.event.at < due:
        request.timers.set(timer, case.number, due)
    return request.event.at >= due
