"""Somebody says in words that it is urgent: they are asked what it is, numbers to call first."""

from __future__ import annotations

from cases.case import Case
from cases.citizen_facts import DangerAsked
from cases.facts import Fact
from cases.people import Person
from cases.ports import Desk
from handlers.citizen.conversation import open_case_of
from handlers.events import Pressed
from handlers.house import House

#: Of so many of their last cases one may be open.
_LOOKED_AT = 10


def ask_danger(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Ask what the danger is: in the case of the talk, else in the last open one they shared, else
    at the place that they share next."""
    person = desk.people.of_line(event.line_id)
    return [DangerAsked(person, _case_meant(person, desk))]


def _case_meant(person: Person, desk: Desk) -> Case | None:
    topic = person.case_topic_at(desk.at)
    case = open_case_of(person, topic.case, desk) if topic else None
    own = desk.cases.shared_by(person.id, count=_LOOKED_AT)
    return case or next((one for one in own if one.is_open), None)
