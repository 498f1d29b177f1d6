"""A sharer says what the share is about; what is urgent goes to the top of the queue."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, State
from cases.citizen_facts import KindNotTaken, KindSaid
from cases.facts import Fact, Why
from cases.log import Act
from cases.people import Member
from cases.ports import Desk
from handlers.alerts import alert, hearers
from handlers.events import Pressed
from handlers.house import House


def say_kind(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take the kind from one who shared this open case; urgency is never taken back by a tap."""
    person = desk.people.of_line(event.line_id)
    case = desk.cases.find(event.case)
    kind = house.taxonomy.kinds.get(event.fields.get("kind", ""))
    if case is None or kind is None or not case.is_open:
        return [KindNotTaken(person)]
    if all(share.person != person.id for share in desk.cases.shares(case.number)):
        return [KindNotTaken(person)]
    said = replace(case, kind=kind.code, urgent=case.urgent or kind.urgent)
    desk.cases.save(said)
    desk.log.record(Act.KIND_SAID, said)
    told: list[Fact] = [KindSaid(person, said)]
    if said.urgent and not case.urgent:
        told.append(alert(said, who_must_hurry(said, desk, house), Why.URGENT, house))
    return told


def who_must_hurry(case: Case, desk: Desk, house: House) -> list[Member]:
    if case.state is State.WAITING:
        return hearers(case, desk, house)
    members = map(desk.teams.find, desk.people.find_all([case.holder or 0]))
    return [member for member in members if member is not None]
