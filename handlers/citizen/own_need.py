"""Somebody says: it is me who needs help. First to a human, then, if they wish, by their place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case
from cases.details import questions
from cases.facts.fact import Fact
from cases.facts.shares import DetailAsked, OwnNeedHeard
from cases.log import Act
from cases.people import About, Person, Topic
from cases.ports import UnitOfWork
from handlers.alerts import hurry
from handlers.citizen import share, talk
from handlers.citizen.conversation import (
    open_case_of,
    still_open,
    talk_about,
    tell_holder,
)
from handlers.context import Context
from handlers.events import Pressed, TextSent

#: So long the next place is taken as their own.
_LIFE = timedelta(hours=1)
#: Of so many of their last cases one may be for themselves.
_LOOKED_AT = 10


def start(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Begin with the one who needs help; go on with one who saw somebody else, or show the way."""
    if event.fields.get("who") == "me":
        return hear(event, unit, context)
    person = unit.people.of_line(event.line_id)
    if person.topic_at(unit.at, About.OWN_NEED):
        unit.people.save(replace(person, topic=None))
    is_other = event.fields.get("who") == "other"
    case = open_case_of(person, event.case, unit) if is_other else None
    if case is None:
        return talk.guide(event, unit, context)
    asked = talk_about(case, person, still_open(person, case, unit), unit, context)
    return [DetailAsked(person, case, asked)]


def hear(event: Pressed | TextSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Answer first of all, and mark the case that they shared. Whoever asks for help is never
    refused: a case that is not theirs or closed is left alone, and the answer is the same."""
    person = unit.people.of_line(event.line_id)
    number = event.case if isinstance(event, Pressed) else ""
    case = open_case_of(person, number, unit) or _own(person, unit)
    if case is None:
        topic = Topic(About.OWN_NEED, "", unit.now + _LIFE)
        unit.people.save(replace(person, topic=topic))
        return [OwnNeedHeard(person)]
    if case.own_need:
        return [_heard(case, person, unit, context)]
    unit.log.record(Act.OWN_NEED_SAID, case)
    shares = unit.cases.shares(case.number)
    if any(one.person != person.id for one in shares):
        own = next(one for one in reversed(shares) if one.person == person.id)
        return share.separate(case, own, person, unit, context, own_need=True)
    marked, alerted = hurry(replace(case, own_need=True), unit, context)
    unit.cases.save(marked)
    heard = _heard(marked, person, unit, context)
    return [heard, *tell_holder(marked, person, unit), *alerted]


def _own(person: Person, unit: UnitOfWork) -> Case | None:
    """Find the open case of which they said so before."""
    cases = unit.cases.shared_by(person.id, count=_LOOKED_AT)
    return next((case for case in cases if case.is_open and case.own_need), None)


def _heard(case: Case, person: Person, unit: UnitOfWork, context: Context) -> OwnNeedHeard:
    talk_about(case, person, questions(case), unit, context)
    return OwnNeedHeard(person, case, context.centre(case.centre))
