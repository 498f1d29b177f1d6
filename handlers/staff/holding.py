"""Who holds a case: that they are still on it, give it back, fall silent, or lose it to a
colleague. (docs/decisions/0054-silent-holders.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.calendar import COLLEAGUES_HEAR, HEADS_HEAR, HOLDER_ASKED, holder_due
from cases.case import Case, State, unvisited
from cases.commands import Keep, Release
from cases.facts.casework import CaseReleased, HolderAsked, HolderStays, TakenOver, Why
from cases.facts.fact import Fact
from cases.facts.team_changes import CasesBack, Parting
from cases.log import Act
from cases.people import Member, Person
from cases.ports import Timer
from handlers.alerts import (
    alert,
    alert_recipients,
    awake,
    escalate,
    heads,
    on_duty_or_heads,
    queued,
    restart_after_act,
    restart_holder_clock,
    start_clocks,
    worked_at,
)
from handlers.citizen.conversation import holder_of
from handlers.events import TimerDue
from handlers.request import CaseRequest, Request, handles

#: More than anybody holds.
_ALL = 1_000


@handles(Keep)
def keep(request: CaseRequest[Keep]) -> list[Fact]:
    """Restart the timer of the holder's silence: the holder is still on the case."""
    case = restart_after_act(request.case, request)
    request.cases.save(case)
    until = holder_due(case, worked_at(request), request.settings)
    return [HolderStays(request.person, case, until)]


@handles(Release)
def release(request: CaseRequest[Release]) -> list[Fact]:
    """Put the case back into the queue and alert those who can claim it."""
    giver = request.person
    case = _back(request.case, giver, request)
    others = alert_recipients(case, request, giver.id)
    return [CaseReleased(giver, case), alert(case, others, Why.RELEASED, request)]


def record_take_over(
    before: Case, case: Case, member: Member, request: Request[object]
) -> list[Fact]:
    """Record that *member* takes a held case over; return the message to the former holder."""
    holder = holder_of(before, request, but=member.person)
    if before.holder is None:
        return []
    request.log.record(Act.RELEASED, before)
    return [TakenOver(holder, case, member.name)] if holder else []


def give_all_back(
    holder: Member, parting: Parting, request: Request[object]
) -> tuple[int, list[Fact]]:
    """Put every open case of *holder* back into the queue, whatever its state; return how many, and
    the messages."""
    held, _ = request.cases.held_by(holder.person.id, first=0, count=_ALL)
    back = [_back(case, holder.person, request) for case in held]
    return len(back), _told_once(back, holder, parting, request)


def _back(case: Case, giver: Person, request: Request[object]) -> Case:
    """Return the case as it waits again, in the queue and with its timers."""
    free = replace(unvisited(case), state=State.WAITING, holder=None)
    waits = queued(free, request, giver.id)
    request.cases.save(waits)
    request.log.record(Act.RELEASED, waits)
    start_clocks(waits, request, giver.id)
    return waits


def _told_once(
    back: Sequence[Case], holder: Member, parting: Parting, request: Request[object]
) -> list[Fact]:
    """Return one message a member, because each costs a push."""
    team: dict[int, Member] = {}
    hear: dict[int, list[Case]] = {}
    for case in back:
        for member in alert_recipients(case, request, holder.person.id):
            team[member.person.id] = member
            hear.setdefault(member.person.id, []).append(case)
    return [
        CasesBack(team[number], tuple(cases), holder.name, parting)
        for number, cases in hear.items()
    ]


@handles(Timer.HOLDER)
def escalate_silence(request: Request[TimerDue]) -> list[Fact]:
    """Take the next step about a silent holder: ask the holder, then alert the colleagues, at last
    the heads."""
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
        by = holder_due(case, worked_at(request), request.settings)
        return [HolderAsked(holder, case, by)] if holder else []
    team = _team(case, request)
    if not team:  # nobody else is there: the national centre may take it over
        case = escalate(case, request)
        team = on_duty_or_heads(request.settings.national_centre, request, case.holder or 0)
    request.cases.save(case)
    why = Why.SILENT if case.visit.silence == COLLEAGUES_HEAR else Why.SILENT_LONG
    return [alert(case, awake(team, case, request), why, request)]


def _one_step_on(case: Case, holder: Person | None, request: Request[object]) -> Case:
    """Return the case at the next step; a holder who cannot be reached is not asked."""
    reached = holder is not None and not holder.blocked
    silence = max(case.visit.silence + 1, HOLDER_ASKED if reached else COLLEAGUES_HEAR)
    case = replace(case, visit=replace(case.visit, silence=silence))
    return restart_holder_clock(case, request) if silence < HEADS_HEAR else case


def _team(case: Case, request: Request[object]) -> list[Member]:
    """Return the colleagues of the holder, at the last step the heads."""
    holder = case.holder or 0
    if case.visit.silence == COLLEAGUES_HEAR:
        return on_duty_or_heads(case.centre, request, holder)
    return [one for one in heads(case.centre, request) if one.person.id != holder]
