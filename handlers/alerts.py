"""Alerts about waiting cases: the recipients, the timers, and the usual time until a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cases.calendar import (
    after_quiet,
    escalation_due,
    holder_due,
    is_quiet,
    next_time,
    reminder_due,
)
from cases.case import Case, State, is_planned
from cases.facts.casework import Alerted, Why
from cases.log import COUNTRY, Act
from cases.outlook import Outlook, Taker, Usual
from cases.people import Member, Person, Role
from cases.ports import Timer
from handlers.request import Request

#: An id that no person has.
_NOBODY = 0


def queued(case: Case, request: Request[object], without: int = _NOBODY) -> Case:
    """Return *case* with *waiting_since*, the time from which its clocks run, and *escalated*,
    whether the national centre may claim it too.

    In the quiet hours, if nobody of the centre is on duty, the clocks of an ordinary case start at
    the end of these hours, and an urgent case is escalated at once. While LINE takes no pushes
    every case is escalated: the national centre sees it in its queue. *without* is the id of the
    person who has just released the case."""
    since = request.now
    if request.unit.pushes.stopped_since():
        case = escalate(case, request)
    if is_quiet(worked_at(request), request.settings) and not _on_duty(case, request, without):
        if case.cannot_wait:
            case = escalate(case, request)
        elif _by_day(case, request, without) and not alert_recipients(case, request, without):
            since = after_quiet(worked_at(request), request.settings)
    return replace(case, waiting_since=since)


def start_clocks_now(case: Case, request: Request[object]) -> Case:
    """Start the clocks of a waiting case now, or the shorter clock of a held one: a danger was
    reported. Return the case."""
    if case.holder is not None and case.is_open:
        return restart_holder_clock(case, request)
    if case.state is not State.WAITING:
        return case
    if request.unit.pushes.stopped_since():
        case = escalate(case, request)
    now = worked_at(request)
    rests, quiet = case.waiting_since > now, is_quiet(now, request.settings)
    if not (rests or quiet):
        return case
    if rests:
        case = replace(case, visit=replace(case.visit, revisit_at=None), waiting_since=request.now)
    if quiet and not _on_duty(case, request):
        case = escalate(case, request)
    request.timers.cancel(Timer.ALERT, case.number)
    request.timers.cancel(Timer.REVISIT, case.number)
    start_clocks(case, request)
    return case


def start_clocks_and_alert(case: Case, request: Request[object]) -> tuple[Case, list[Alerted]]:
    """Start the clocks of a case now. Return it with the alert to those who can claim it, if
    anything changed."""
    now = start_clocks_now(case, request)
    if now == case or case.holder is not None:
        return now, []
    return now, [alert(now, alert_recipients(now, request), Why.URGENT, request)]


def escalate(case: Case, request: Request[object]) -> Case:
    """Return *case* as one that the national centre may claim too. The log counts it once, until
    the next close or hand-over."""
    if case.escalated:
        return case
    request.log.record(Act.ESCALATED, case)
    return replace(case, escalated=True)


def wait_for_claim(case: Case, why: Why, request: Request[object]) -> Alerted:
    """Start the clocks of a waiting case and alert those who can take it now."""
    start_clocks(case, request)
    return alert(case, alert_recipients(case, request), why, request)


def start_clocks(case: Case, request: Request[object], without: int = _NOBODY) -> None:
    """Set the timers of a waiting case: its first alert if that is not due yet, the reminder, and
    the escalation.

    A time that is over (the case came from another centre) is counted anew from now, because the
    members of the new centre were not alerted before."""
    settings, now = request.settings, worked_at(request)
    request.timers.cancel(Timer.HOLDER, case.number)
    anew = replace(case, waiting_since=request.now)
    for timer, due_of in ((Timer.REMIND, reminder_due), (Timer.ESCALATE, escalation_due)):
        due = due_of(case, settings)
        request.timers.set(timer, case.number, due if due > request.now else due_of(anew, settings))
    if is_quiet(now, settings) and not alert_recipients(case, request, without):
        request.timers.set(Timer.ALERT, case.number, after_quiet(now, settings))
    plan_morning_digest(case.centre, request)
    if case.escalated:
        plan_morning_digest(settings.national_centre, request)


def plan_morning_digest(centre: str, request: Request[object]) -> None:
    """Set the timer of the next morning's digest to the heads of *centre*, unless it is set."""
    if not request.timers.is_set(Timer.LATE, centre):
        due = next_time(worked_at(request), request.settings.digest_hour)
        request.timers.set(Timer.LATE, centre, due)


def stop_clocks(case: Case, request: Request[object]) -> None:
    """Cancel every timer that alerts somebody of this case."""
    for timer in (Timer.REMIND, Timer.ESCALATE, Timer.ALERT, Timer.REVISIT, Timer.HOLDER):
        request.timers.cancel(timer, case.number)


def restart_after_act(case: Case, request: Request[object]) -> Case:
    """Return *case* after an act of its holder, and restart the timer of the holder's silence."""
    return restart_holder_clock(replace(case, visit=replace(case.visit, silence=0)), request)


def restart_holder_clock(case: Case, request: Request[object]) -> Case:
    """Return a held case and restart the timer of the holder's silence: the holder was just sent a
    message."""
    now = worked_at(request)
    request.timers.set(Timer.HOLDER, case.number, holder_due(case, now, request.settings))
    return replace(case, visit=replace(case.visit, silent_since=now))


def alert(case: Case, team: Sequence[Member], why: Why, request: Request[object]) -> Alerted:
    """Return the alert about a waiting case, to every member of *team*."""
    return Alerted(
        team=tuple(team),
        case=case,
        centre=request.context.centre(case.centre),
        metres=request.context.metres_to(case.centre, case.place.point),
        why=why,
    )


def except_for(alerted: Alerted, person: Person) -> Alerted:
    """Return the alert without *person*, who caused it."""
    others = tuple(one for one in alerted.team if one.person.id != person.id)
    return replace(alerted, team=others)


def has_staff(case: Case, request: Request[object]) -> bool:
    """Return whether any member of the case's centre could claim it."""
    return any(member.can_be_alerted for member in request.teams.of(case.centre))


def alert_recipients(case: Case, request: Request[object], without: int = _NOBODY) -> list[Member]:
    """Return the members to alert of a waiting case: those on duty; if nobody is, the heads; if the
    centre has no team, the national centre's.

    An escalated case is alerted to the national centre's members too. In the quiet hours an
    ordinary case is alerted only to members on duty."""
    return awake(_by_day(case, request, without), case, request)


def awake(team: list[Member], case: Case, request: Request[object]) -> list[Member]:
    """Return the members of *team* who may be alerted of *case* at this hour."""
    if case.cannot_wait or not is_quiet(worked_at(request), request.settings):
        return team
    return [member for member in team if member.on_duty]


def heads(centre: str, request: Request[object], *, but: Person | None = None) -> list[Member]:
    """Return the heads of a centre, except *but*, the person who causes the message."""
    found = [member for member in request.teams.of(centre) if member.role is Role.HEAD]
    return [member for member in found if but is None or member.person.id != but.id]


def on_duty_or_heads(centre: str, request: Request[object], without: int = _NOBODY) -> list[Member]:
    """Return the members of a centre who are on duty; if nobody is, the heads; if it has none,
    all."""
    able = _able(centre, request, without)
    on_duty = [member for member in able if member.on_duty]
    return on_duty or [member for member in able if member.role is Role.HEAD] or able


def worked_at(request: Request[object]) -> datetime:
    """Return the later of the time of the event and now. Quiet hours are judged by it: an event may
    be handled long after it happened."""
    return max(request.at, request.now)


def _by_day(case: Case, request: Request[object], without: int) -> list[Member]:
    told = on_duty_or_heads(case.centre, request, without)
    if case.escalated and case.centre != request.settings.national_centre:
        told += on_duty_or_heads(request.settings.national_centre, request, without)
    return told


def _on_duty(case: Case, request: Request[object], without: int = _NOBODY) -> bool:
    return any(member.on_duty for member in _able(case.centre, request, without))


def _able(centre: str, request: Request[object], without: int) -> list[Member]:
    team = request.teams.of(centre)
    return [member for member in team if member.can_be_alerted and member.person.id != without]


#: From fewer claims no usual time can be derived, and it would disclose single cases.
_FEWEST_CLAIMS = 5


def outlook(case: Case, request: Request[object]) -> Outlook | None:
    """Return who can claim a waiting case, and the usual time until its centre claims one. None for
    a case that does not wait, or waits for a planned visit."""
    if case.state is not State.WAITING or is_planned(case, request.now):
        return None
    if request.unit.pushes.stopped_since() and request.unit.pushes.told_at(case) is None:
        return Outlook(Taker.UNTOLD)
    if case.waiting_since > request.now:
        return Outlook(Taker.RESTING, since=case.waiting_since)
    taker = _taker(case, request)
    usual = _usual(case.centre, request) if taker is Taker.CENTRE else None
    # Without a usual time a case is late when it is escalated to the heads and the nation.
    minutes = usual.minutes_said if usual else request.settings.escalate_minutes
    return Outlook(taker, usual, request.now >= case.waiting_since + timedelta(minutes=minutes))


def _taker(case: Case, request: Request[object]) -> Taker:
    if has_staff(case, request):
        return Taker.CENTRE
    return Taker.NATION if alert_recipients(case, request) else Taker.NOBODY


def _usual(centre: str, request: Request[object]) -> Usual | None:
    for scope in (centre, COUNTRY):
        numbers = request.context.statistics.recent(scope, request.now)
        median = numbers.minutes("claim", 0.5)
        if median is not None and numbers["claimed"] >= _FEWEST_CLAIMS:
            return Usual(median, of_country=scope == COUNTRY)
    return None
