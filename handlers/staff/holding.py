"""Who holds a case: that they are still on it, give it back, or lose it to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, State, unvisited
from cases.clocks import holder_due
from cases.commands import Keep, Release
from cases.facts.casework import CaseReleased, Why
from cases.facts.fact import Fact
from cases.facts.silent_holders import HolderStays, TakenOver
from cases.facts.team_changes import CasesBack, Parting
from cases.log import Act
from cases.people import Member, Person
from handlers.alerts import alert, hearers, held, moment, queued, start_clocks
from handlers.citizen.conversation import holder_of
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
