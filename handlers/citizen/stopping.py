"""Somebody types "skip" or "cancel" where they might tap it."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.citizen_facts import DetailAsked, HelpAsked
from cases.details import questions
from cases.facts import Fact
from cases.people import About, Person
from cases.ports import Desk
from handlers.citizen import talk
from handlers.citizen.conversation import open_case_of, still_open, talk_about
from handlers.events import Pressed
from handlers.house import House
from handlers.staff import asking, caller


def skip(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Skip the question that is asked now."""
    person = desk.people.of_line(event.line_id)
    case = _case_of_talk(person, desk)
    if case is None:
        return talk.guide(event, desk, house)
    asked = still_open(person, case, desk)
    if case.kind is None and not case.own_need and asked == questions(case):
        # The last goes with the kind, so that who skips on and on comes to an end.
        return [HelpAsked(person, case, talk_about(case, person, asked[:-1], desk, house))]
    return [DetailAsked(person, case, talk_about(case, person, asked[1:], desk, house))]


def cancel(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """End what is asked, or what staff began to write."""
    person = desk.people.of_line(event.line_id)
    if person.topic_at(desk.at, About.ASK):
        return asking.begin(replace(event, fields={"cancel": "yes"}), desk, house)
    if person.topic_at(desk.at, About.CALLER):
        return caller.begin(replace(event, fields={"cancel": "yes"}), desk, house)
    case = _case_of_talk(person, desk)
    if case is not None:
        quiet = replace(person, topic=None)
        return [DetailAsked(quiet, case, talk_about(case, quiet, (), desk, house))]
    if person.topic_at(desk.at, About.OWN_NEED):
        desk.people.save(replace(person, topic=None))
    return talk.guide(event, desk, house)


def _case_of_talk(person: Person, desk: Desk) -> Case | None:
    topic = person.case_topic_at(desk.at)
    return open_case_of(person, topic.case, desk) if topic else None
