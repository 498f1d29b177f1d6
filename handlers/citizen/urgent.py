"""Somebody says in words that it is urgent: they are asked what it is, numbers to call first."""

from __future__ import annotations

from cases.case import Case
from cases.facts.fact import Fact
from cases.facts.shares import DangerAsked
from cases.people import Person
from handlers.citizen.conversation import open_case_of
from handlers.events import Pressed
from handlers.request import Request

#: Of so many of their last cases one may be open.
_LOOKED_AT = 10


def ask_danger(request: Request[Pressed]) -> list[Fact]:
    """Ask what the danger is: in the case of the talk, else in the last open one they shared, else
    at the place that they share next."""
    person = request.person
    return [DangerAsked(person, _case_meant(person, request))]


def _case_meant(person: Person, request: Request[object]) -> Case | None:
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    own = request.cases.shared_by(person.id, count=_LOOKED_AT)
    return case or next((one for one in own if one.is_open), None)
