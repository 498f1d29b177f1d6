"""An officer gives cases back to the queue; of all at once each colleague hears once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, State, unvisited
from cases.facts import Fact
from cases.log import Act
from cases.people import Member, Person
from cases.ports import Desk
from cases.team_facts import CasesBack, Parting
from handlers.alerts import hearers, queued, start_clocks
from handlers.house import House

#: More than anybody holds.
_ALL = 1_000


def give_back(case: Case, giver: Person, desk: Desk, house: House) -> Case:
    """Put a case back: it waits again, and others can take it."""
    free = replace(unvisited(case), state=State.WAITING, holder=None)
    waits = queued(free, desk, house, giver.id)
    desk.cases.save(waits)
    desk.log.record(Act.RELEASED, waits)
    start_clocks(waits, desk, house, giver.id)
    return waits


def give_all_back(
    holder: Member, parting: Parting, desk: Desk, house: House
) -> tuple[int, list[Fact]]:
    """Put every open case of *holder* back, wherever they are with it; give how many, and who is
    told."""
    held, _ = desk.cases.held_by(holder.person.id, first=0, count=_ALL)
    back = [give_back(case, holder.person, desk, house) for case in held]
    return len(back), _told_once(back, holder, parting, desk, house)


def _told_once(
    back: Sequence[Case], holder: Member, parting: Parting, desk: Desk, house: House
) -> list[Fact]:
    """Gather by member: a push is paid for each."""
    team: dict[int, Member] = {}
    hear: dict[int, list[Case]] = {}
    for case in back:
        for member in hearers(case, desk, house, holder.person.id):
            team[member.person.id] = member
            hear.setdefault(member.person.id, []).append(case)
    return [
        CasesBack(team[number], tuple(cases), holder.name, parting)
        for number, cases in hear.items()
    ]
