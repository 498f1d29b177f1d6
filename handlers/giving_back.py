"""An officer gives cases back to the queue; of all at once each colleague hears once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, State, unvisited
from cases.facts.fact import Fact
from cases.facts.team_changes import CasesBack, Parting
from cases.log import Act
from cases.people import Member, Person
from handlers.alerts import hearers, queued, start_clocks
from handlers.request import Request

#: More than anybody holds.
_ALL = 1_000


def give_back(case: Case, giver: Person, request: Request[object]) -> Case:
    """Put a case back: it waits again, and others can take it."""
    free = replace(unvisited(case), state=State.WAITING, holder=None)
    waits = queued(free, request, giver.id)
    request.cases.save(waits)
    request.log.record(Act.RELEASED, waits)
    start_clocks(waits, request, giver.id)
    return waits


def give_all_back(
    holder: Member, parting: Parting, request: Request[object]
) -> tuple[int, list[Fact]]:
    """Put every open case of *holder* back, wherever they are with it; give how many, and who is
    told."""
    held, _ = request.cases.held_by(holder.person.id, first=0, count=_ALL)
    back = [give_back(case, holder.person, request) for case in held]
    return len(back), _told_once(back, holder, parting, request)


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
