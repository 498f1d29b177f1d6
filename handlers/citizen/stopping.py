"""Somebody types "skip" or "cancel" where they might tap it."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.details import questions
from cases.facts.fact import Fact
from cases.facts.shares import DetailAsked, HelpAsked
from cases.people import About, Person
from cases.ports import UnitOfWork
from handlers.citizen import talk
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff import asking, caller


def skip(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Skip the question that is asked now."""
    person = unit.people.of_line(event.line_id)
    case = _case_of_talk(person, unit)
    if case is None:
        return talk.guide(event, unit, context)
    asked = still_open(person, case, unit)
    if case.kind is None and not case.own_need and asked == questions(case):
        # The last goes with the kind, so that who skips on and on comes to an end.
        return [HelpAsked(person, case, talk_about(case, person, asked[:-1], unit, context))]
    return [DetailAsked(person, case, talk_about(case, person, asked[1:], unit, context))]


def cancel(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """End what is asked, or what staff began to write."""
    person = unit.people.of_line(event.line_id)
    if person.topic_at(unit.at, About.ASK):
        return asking.begin(replace(event, fields={"cancel": "yes"}), unit, context)
    if person.topic_at(unit.at, About.CALLER):
        return caller.begin(replace(event, fields={"cancel": "yes"}), unit, context)
    case = _case_of_talk(person, unit)
    if case is not None:
        quiet = replace(person, topic=None)
        return [DetailAsked(quiet, case, talk_about(case, quiet, (), unit, context))]
    if person.topic_at(unit.at, About.OWN_NEED):
        unit.people.save(replace(person, topic=None))
    return talk.guide(event, unit, context)


def _case_of_talk(person: Person, unit: UnitOfWork) -> Case | None:
    topic = person.case_topic_at(unit.at)
    return open_case_of(person, topic.case, unit) if topic else None
