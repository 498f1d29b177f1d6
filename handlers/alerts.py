"""Who is told that a case waits, and when again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from cases.case import Case, State
from cases.clocks import after_quiet, escalation_due, holder_due, is_quiet, next_time, reminder_due
from cases.facts.casework import Alerted, Why
from cases.log import Act
from cases.people import Member, Person, Role
from cases.ports import Timer
from handlers.request import Request

#: Of a person: nobody's id.
_NOBODY = 0


def queued(case: Case, request: Request[object], without: int = _NOBODY) -> Case:
    """Return a case that begins to wait: from when its clocks run, and who may claim it.

    In the quiet hours, where nobody is on duty, what can wait waits for their end and what cannot
    may be claimed by the national centre at once. So may every case of which LINE lets us alert
    nobody: who looks into the queue there sees it. *without* has just given the case up."""
    since = request.now
    if request.unit.pushes.stopped_since():
        case = escalate(case, request)
    if is_quiet(moment(request), request.settings) and not _on_duty(case, request, without):
        if case.cannot_wait:
            case = escalate(case, request)
        elif _by_day(case, request, without) and not hearers(case, request, without):
            since = after_quiet(moment(request), request.settings)
    return replace(case, waiting_since=since)


def hurried(case: Case, request: Request[object]) -> Case:
    """Let a case wait no longer, for the morning or for the time that was planned: something was
    said of it that cannot wait. Of one that is held the shorter clock runs from now on."""
    if case.holder is not None and case.is_open:
        return watched(case, request)
    if case.state is not State.WAITING:
        return case
    if request.unit.pushes.stopped_since():
        case = escalate(case, request)
    rests, quiet = case.waiting_since > moment(request), is_quiet(moment(request), request.settings)
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


def hurry(case: Case, request: Request[object]) -> tuple[Case, list[Alerted]]:
    """Let a case wait no longer; where that changes anything, those who can take it hear of it."""
    now = hurried(case, request)
    if now == case or case.holder is not None:
        return now, []
    return now, [alert(now, hearers(now, request), Why.URGENT, request)]


def escalate(case: Case, request: Request[object]) -> Case:
    """Return *case* as the national centre may claim it too; counted once until it is no more."""
    if case.escalated:
        return case
    request.log.record(Act.ESCALATED, case)
    return replace(case, escalated=True)


def wait_for_claim(case: Case, why: Why, request: Request[object]) -> Alerted:
    """Start the clocks of a waiting case and alert those who can take it now."""
    start_clocks(case, request)
    return alert(case, hearers(case, request), why, request)


def start_clocks(case: Case, request: Request[object], without: int = _NOBODY) -> None:
    """Set when a waiting case is heard of, if not now, and when somebody hears of it again.

    A time that is over (the case came from another centre) is counted once more from now, for those
    who have it now were not told."""
    settings, now = request.settings, moment(request)
    request.timers.cancel(Timer.HOLDER, case.number)
    anew = replace(case, waiting_since=request.now)
    for timer, due_of in ((Timer.REMIND, reminder_due), (Timer.ESCALATE, escalation_due)):
        due = due_of(case, settings)
        request.timers.set(timer, case.number, due if due > request.now else due_of(anew, settings))
    if is_quiet(now, settings) and not hearers(case, request, without):
        request.timers.set(Timer.ALERT, case.number, after_quiet(now, settings))
    watch(case.centre, request)
    if case.escalated:
        watch(settings.national_centre, request)


def watch(centre: str, request: Request[object]) -> None:
    """See to it that the heads of *centre* hear the next morning what is open and late there."""
    if not request.timers.is_set(Timer.LATE, centre):
        request.timers.set(
            Timer.LATE, centre, next_time(moment(request), request.settings.digest_hour)
        )


def stop_clocks(case: Case, request: Request[object]) -> None:
    """Nobody has to be reminded of this case any more."""
    for timer in (Timer.REMIND, Timer.ESCALATE, Timer.ALERT, Timer.REVISIT, Timer.HOLDER):
        request.timers.cancel(timer, case.number)


def held(case: Case, request: Request[object]) -> Case:
    """Return *case* as its holder has just acted, and start the clock of their silence."""
    return watched(replace(case, visit=replace(case.visit, silence=0)), request)


def watched(case: Case, request: Request[object]) -> Case:
    """Return a held case whose clock begins anew: something was just said to its holder."""
    now = moment(request)
    request.timers.set(Timer.HOLDER, case.number, holder_due(case, now, request.settings))
    return replace(case, visit=replace(case.visit, silent_since=now))


def alert(case: Case, team: Sequence[Member], why: Why, request: Request[object]) -> Alerted:
    """Say that *case* waits, to everybody of *team*."""
    return Alerted(
        team=tuple(team),
        case=case,
        centre=request.context.centre(case.centre),
        metres=request.context.metres_to(case.centre, case.place.point),
        why=why,
    )


def except_for(alerted: Alerted, person: Person) -> Alerted:
    """Return the alert without *person*, who caused it and knows."""
    others = tuple(one for one in alerted.team if one.person.id != person.id)
    return replace(alerted, team=others)


def has_staff(case: Case, request: Request[object]) -> bool:
    """Return whether anybody of the case's centre could take it."""
    return any(member.can_be_alerted for member in request.teams.of(case.centre))


def hearers(case: Case, request: Request[object], without: int = _NOBODY) -> list[Member]:
    """Return those on duty; if nobody is, the heads; if there is no team, the national centre's.

    An escalated case is heard by the national centre as well. In the quiet hours only those on duty
    hear of what can wait."""
    return awake(_by_day(case, request, without), case, request)


def awake(team: list[Member], case: Case, request: Request[object]) -> list[Member]:
    """Leave out whom *case* must not wake at this hour."""
    if case.cannot_wait or not is_quiet(moment(request), request.settings):
        return team
    return [member for member in team if member.on_duty]


def heads(centre: str, request: Request[object], *, but: Person | None = None) -> list[Member]:
    """Return the heads of a centre, without the one who causes what they hear."""
    found = [member for member in request.teams.of(centre) if member.role is Role.HEAD]
    return [member for member in found if but is None or member.person.id != but.id]


def on_duty_or_heads(centre: str, request: Request[object], without: int = _NOBODY) -> list[Member]:
    """Return those of a centre on duty; if nobody is, the heads; if it has none, everybody."""
    able = _able(centre, request, without)
    on_duty = [member for member in able if member.on_duty]
    return on_duty or [member for member in able if member.role is Role.HEAD] or able


def moment(request: Request[object]) -> datetime:
    """Return the time that counts for the hours of a day: an event is worked on when it is over."""
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
