"""Words that are likely to ask for something are asked back with one tap, and nothing is lost.

Danger and own need are asked at once, with the numbers to call; what was written is a detail of the
case all the same. What else may be meant is kept with the case, and costs the officer no push."""

from __future__ import annotations

from cases.facts.fact import Fact
from cases.facts.shares import DetailAdded, DetailsFull, KindNotTaken
from cases.facts.unsure_words import ActAsked, OwnNeedAsked
from cases.people import About, Person
from cases.ports import UnitOfWork
from handlers.citizen import before_place, detail, own_need, urgent
from handlers.citizen.conversation import open_case_of
from handlers.context import Context
from handlers.events import Pressed, TextSent
from handlers.typed import GRAVE, Meant

#: What would be said of the words themselves: the question back says it.
_OF_WORDS = DetailAdded | DetailsFull | KindNotTaken


def ask_back(event: TextSent, found: Meant, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask whether *found* is meant by a text."""
    person = unit.people.of_line(event.line_id)
    topic = person.case_topic_at(unit.at)
    case = open_case_of(person, topic.case, unit) if topic else None
    if found.name not in GRAVE:
        kept = case if case and detail.keep_words(event, case, person, unit) else None
        return [ActAsked(person, found.act, kept)]
    if case is None:
        before_place.keep(event, person, unit)
    if person.topic_at(unit.at, About.OWN_NEED):
        return own_need.hear(event, unit, context)
    words = detail.add_words(event, case.number, unit, context) if case else []
    if case is not None and case.own_need and found.name == "own_need":
        return words
    told = [fact for fact in words if not isinstance(fact, _OF_WORDS)]
    return [*told, *ask_grave(event, found, person, unit, context)]


def ask_grave(
    event: TextSent, found: Meant, person: Person, unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Ask back about danger and own need, whatever else becomes of the words."""
    if found.name == "urgent":
        pressed = Pressed(event.id, event.at, event.line_id, "urgent", {})
        return urgent.ask_danger(pressed, unit, context)
    if found.name == "own_need":
        topic = person.case_topic_at(unit.at)
        return [OwnNeedAsked(person, open_case_of(person, topic.case, unit) if topic else None)]
    return []
