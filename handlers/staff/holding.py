"""Who holds a case: that they are still on it, give it back, fall silent, or lose it to a
colleague. (docs/decisions/0054-silent-holders.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, State, unvisited
from cases.clocks import COLLEAGUES_HEAR, HEADS_HEAR, HOLDER_ASKED, holder_due
from cases.commands import Keep, Release
from cases.facts.casework import CaseReleased, Why
from cases.facts.fact import Fact
from cases.facts.silent_holders import HolderAsked, HolderStays, TakenOver
from cases.facts.team_changes import CasesBack, Parting
from cases.log import Act
from cases.people import Member, Person
from cases.ports import Timer
from handlers.alerts import (
    alert,
    awake,
    escalate,
    heads,
    hearers,
    held,
    moment,
    on_duty_or_heads,
    queued,
    start_clocks,
    watched,
)
from handlers.citizen.conversation import holder_of
from handlers.events import TimerDue
from handlers.registry import handles
from handlers.request import CaseRequest, Request

#: More than anybody holds.
_ALL = 1_000


@handles(Keep)
def keep(request: CaseRequest[Keep]) -> list[Fact]:
    """The holder says that they are still on it: the clock of their silence begins anew."""
    case = held(request.case, request)
    request.cases.save(case)
    until = holder_due(case, moment(request), request.settings)
    return [HolderStays(request.person, case, until)]


@handles(Release)
def release(request: CaseRequest[Release]) -> list[Fact]:
    """Put the case back: it waits again, and those on duty hear of it."""
    giver = request.person
    case = _back(request.case, giver, request)
    others = hearers(case, request, giver.id)
    return [CaseReleased(giver, case), alert(case, others, Why.RELEASED, request)]


def taken_from(before: Case, case: Case, member: Member, request: Request[object]) -> list[Fact]:
    """Record that *member* takes a held case over, and let the one who held it hear so."""
    holder = holder_of(before, request, but=member.person)
    if before.holder is None:
        return []
    request.log.record(Act.RELEASED, before)
    return [TakenOver(holder, case, member.name)] if holder else []


def give_all_back(
    holder: Member, parting: Parting, request: Request[object]
) -> tuple[int, list[Fact]]:
    """Put every open case of *holder* back, wherever they are with it; give how many, and who is
    told."""
    held, _ = request.cases.held_by(holder.person.id, first=0, count=_ALL)
    back = [_back(case, holder.person, request) for case in held]
    return len(back), _told_once(back, holder, parting, request)


def _back(case: Case, giver: Person, request: Request[object]) -> Case:
    """Put a case back: it waits again, and others can take it."""
    free = replace(unvisited(case), state=State.WAITING, holder=None)
    waits = queued(free, request, giver.id)
    request.cases.save(waits)
    request.log.record(Act.RELEASED, waits)
    start_clocks(waits, request, giver.id)
    return waits


def _told_once(
    back: Sequence[Case], holder: Member, parting: Parting, request: Request[object]
) -> list[Fact]:
    """Gather by member: a push is paid for each."""
    team: dict[int, Member] = {}
    hear: dict[int, list[Case]] = {}
    for case in back:
        for member in hearers(case, request, holder.person.id):
            team[member.person.id] = member
            hear.setdefault(member.person.id, []).append(case)
    return [
        CasesBack(team[number], tuple(cases), holder.name, parting)
        for number, cases in hear.items()
    ]


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
