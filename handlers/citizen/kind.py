"""A sharer says what the share is about; what is urgent goes to the top of the queue."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case, State, in_danger
from cases.citizen_facts import KindNotTaken, KindSaid
from cases.details import IN_WORDS
from cases.facts import Fact, Why
from cases.people import Member
from cases.ports import Desk
from handlers.alerts import alert, hearers, hurried
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.citizen.promise import still_waiting
from handlers.events import Pressed
from handlers.house import House


def say_kind(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take the kind, or a danger, from one who shared this open case; a danger is never taken
    back by a tap, and a further one is heard as well."""
    person = desk.people.of_line(event.line_id)
    case = open_case_of(person, event.case, desk)
    kind = house.taxonomy.kinds.get(event.fields.get("kind", ""))
    danger = house.taxonomy.urgencies.get(event.fields.get("urgent", ""))
    if case is None or (kind is None and danger is None):
        return [KindNotTaken(person)]
    flag = danger.code if danger else (kind.urgent if kind else None)
    said = in_danger(replace(case, kind=kind.code if kind else case.kind), flag)
    if said.dangers != case.dangers:
        said = hurried(said, desk, house)
    desk.cases.save(said)
    desk.log.record_said(said, before=case)
    asked = still_open(person, said, desk)
    asked = tuple(one for one in asked if not flag or one in IN_WORDS)
    told: list[Fact] = [KindSaid(person, said, flag, talk_about(said, person, asked, desk, house))]
    if said.dangers != case.dangers:
        told.append(alert(said, who_must_hurry(said, desk, house), Why.URGENT, house))
    return [*told, *still_waiting(person, desk, house)]


def who_must_hurry(case: Case, desk: Desk, house: House) -> list[Member]:
    """Give those to alert: who could claim it, or who holds it."""
    if case.state is State.WAITING:
        return hearers(case, desk, house)
    members = map(desk.teams.find, desk.people.find_all([case.holder or 0]))
    return [member for member in members if member is not None]
