"""Who is told that a case waits, and when again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.case import Case, State
from cases.clocks import (
    after_quiet,
    escalation_due,
    holder_due,
    is_quiet,
    next_time,
    reminder_due,
)
from cases.facts.casework import Alerted, Why
from cases.log import Act
from cases.people import Member, Person, Role
from cases.ports import Timer, UnitOfWork
from handlers.context import Context

#: Of a person: nobody's id.
_NOBODY = 0


def queued(case: Case, unit: UnitOfWork, context: Context, without: int = _NOBODY) -> Case:
    """Return a case that begins to wait: from when its clocks run, and who may claim it.

    In the quiet hours, where nobody is on duty, what can wait waits for their end and what cannot
    may be claimed by the national centre at once. So may every case of which LINE lets us alert
    nobody: who looks into the queue there sees it. *without* has just given the case up."""
    since = unit.now
    if unit.pushes.stopped_since():
        case = escalate(case, unit)
    if is_quiet(moment(unit), context.settings) and not _on_duty(case, unit, without):
        if case.cannot_wait:
            case = escalate(case, unit)
        elif _by_day(case, unit, context, without) and not hearers(case, unit, context, without):
            since = after_quiet(moment(unit), context.settings)
    return replace(case, waiting_since=since)


def hurried(case: Case, unit: UnitOfWork, context: Context) -> Case:
    """Let a case wait no longer, for the morning or for the time that was planned: something was
    said of it that cannot wait. Of one that is held the shorter clock runs from now on."""
    if case.holder is not None and case.is_open:
        return watched(case, unit, context)
    if case.state is not State.WAITING:
        return case
    if unit.pushes.stopped_since():
        case = escalate(case, unit)
    rests, quiet = case.waiting_since > moment(unit), is_quiet(moment(unit), context.settings)
    if not (rests or quiet):
        return case
    if rests:
        case = replace(case, revisit_at=None, waiting_since=unit.now)
    if quiet and not _on_duty(case, unit):
        case = escalate(case, unit)
    unit.timers.cancel(Timer.ALERT, case.number)
    unit.timers.cancel(Timer.REVISIT, case.number)
    start_clocks(case, unit, context)
    return case


def hurry(case: Case, unit: UnitOfWork, context: Context) -> tuple[Case, list[Alerted]]:
    """Let a case wait no longer; where that changes anything, those who can take it hear of it."""
    now = hurried(case, unit, context)
    if now == case or case.holder is not None:
        return now, []
    return now, [alert(now, hearers(now, unit, context), Why.URGENT, context)]


def escalate(case: Case, unit: UnitOfWork) -> Case:
    """Return *case* as the national centre may claim it too; counted once until it is no more."""
    if case.escalated:
        return case
    unit.log.record(Act.ESCALATED, case)
    return replace(case, escalated=True)


def wait_for_claim(case: Case, why: Why, unit: UnitOfWork, context: Context) -> Alerted:
    """Start the clocks of a waiting case and alert those who can take it now."""
    start_clocks(case, unit, context)
    return alert(case, hearers(case, unit, context), why, context)


def start_clocks(case: Case, unit: UnitOfWork, context: Context, without: int = _NOBODY) -> None:
    """Set when a waiting case is heard of, if not now, and when somebody hears of it again.

    A time that is over (the case came from another centre) is counted once more from now, for those
    who have it now were not told."""
    settings, now = context.settings, moment(unit)
    unit.timers.cancel(Timer.HOLDER, case.number)
    anew = replace(case, waiting_since=unit.now)
    for timer, due_of in ((Timer.REMIND, reminder_due), (Timer.ESCALATE, escalation_due)):
        due = due_of(case, settings)
        unit.timers.set(timer, case.number, due if due > unit.now else due_of(anew, settings))
    if is_quiet(now, settings) and not hearers(case, unit, context, without):
        unit.timers.set(Timer.ALERT, case.number, after_quiet(now, settings))
    watch(case.centre, unit, context)
    if case.escalated:
        watch(settings.national_centre, unit, context)


def watch(centre: str, unit: UnitOfWork, context: Context) -> None:
    """See to it that the heads of *centre* hear the next morning what is open and late there."""
    if not unit.timers.is_set(Timer.LATE, centre):
        unit.timers.set(Timer.LATE, centre, next_time(moment(unit), context.settings.digest_hour))


def stop_clocks(case: Case, unit: UnitOfWork) -> None:
    """Nobody has to be reminded of this case any more."""
    for timer in (Timer.REMIND, Timer.ESCALATE, Timer.ALERT, Timer.REVISIT, Timer.HOLDER):
        unit.timers.cancel(timer, case.number)


def held(case: Case, unit: UnitOfWork, context: Context) -> Case:
    """Return *case* as its holder has just acted, and start the clock of their silence."""
    return replace(watched(case, unit, context), silence=0)


def watched(case: Case, unit: UnitOfWork, context: Context) -> Case:
    """Return a held case whose clock begins anew: something was just said to its holder."""
    now = moment(unit)
    unit.timers.set(Timer.HOLDER, case.number, holder_due(case, now, context.settings))
    return replace(case, silent_since=now)


def alert(case: Case, team: Sequence[Member], why: Why, context: Context) -> Alerted:
    """Say that *case* waits, to everybody of *team*."""
    return Alerted(
        team=tuple(team),
        case=case,
        centre=context.centre(case.centre),
        metres=context.metres_to(case.centre, case.place.point),
        why=why,
    )


def except_for(alerted: Alerted, person: Person) -> Alerted:
    """Return the alert without *person*, who caused it and knows."""
    others = tuple(one for one in alerted.team if one.person.id != person.id)
    return replace(alerted, team=others)


def has_staff(case: Case, unit: UnitOfWork) -> bool:
    """Return whether anybody of the case's centre could take it."""
    return any(member.can_be_alerted for member in unit.teams.of(case.centre))


def hearers(case: Case, unit: UnitOfWork, context: Context, without: int = _NOBODY) -> list[Member]:
    """Return those on duty; if nobody is, the heads; if there is no team, the national centre's.

    An escalated case is heard by the national centre as well. In the quiet hours only those on duty
    hear of what can wait."""
    return awake(_by_day(case, unit, context, without), case, unit, context)


def awake(team: list[Member], case: Case, unit: UnitOfWork, context: Context) -> list[Member]:
    """Leave out whom *case* must not wake at this hour."""
    if case.cannot_wait or not is_quiet(moment(unit), context.settings):
        return team
    return [member for member in team if member.on_duty]


def heads(centre: str, unit: UnitOfWork, *, but: Person | None = None) -> list[Member]:
    """Return the heads of a centre, without the one who causes what they hear."""
    found = [member for member in unit.teams.of(centre) if member.role is Role.HEAD]
    return [member for member in found if but is None or member.person.id != but.id]


def on_duty_or_heads(centre: str, unit: UnitOfWork, without: int = _NOBODY) -> list[Member]:
    """Return those of a centre on duty; if nobody is, the heads; if it has none, everybody."""
    able = _able(centre, unit, without)
    on_duty = [member for member in able if member.on_duty]
    return on_duty or [member for member in able if member.role is Role.HEAD] or able


def moment(unit: UnitOfWork) -> datetime:
    """Return the time that counts for the hours of a day: an event is worked on when it is over."""
    return max(unit.at, unit.now)


def _by_day(case: Case, unit: UnitOfWork, context: Context, without: int) -> list[Member]:
    told = on_duty_or_heads(case.centre, unit, without)
    if case.escalated and case.centre != context.settings.national_centre:
        told += on_duty_or_heads(context.settings.national_centre, unit, without)
    return told


def _on_duty(case: Case, unit: UnitOfWork, without: int = _NOBODY) -> bool:
    return any(member.on_duty for member in _able(case.centre, unit, without))


def _able(centre: str, unit: UnitOfWork, without: int) -> list[Member]:
    team = unit.teams.of(centre)
    return [member for member in team if member.can_be_alerted and member.person.id != without]
