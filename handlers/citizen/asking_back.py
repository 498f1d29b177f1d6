"""Words that are likely to ask for something are asked back with one tap, and nothing is lost.

Danger and own need are asked at once, with the numbers to call; what was written is a detail of the
case all the same. What else may be meant is kept with the case, and costs the officer no push."""

from __future__ import annotations

from cases.facts.fact import Fact
from cases.facts.shares import DetailAdded, DetailsFull, KindNotTaken
from cases.facts.unsure_words import ActAsked, OwnNeedAsked
from cases.people import About, Person
from handlers.citizen import before_place, detail, own_need, urgent
from handlers.citizen.conversation import open_case_of
from handlers.events import Pressed, TextSent
from handlers.request import Request
from handlers.typed import GRAVE, Meant

#: What would be said of the words themselves: the question back says it.
_OF_WORDS = DetailAdded | DetailsFull | KindNotTaken


def ask_back(request: Request[TextSent], found: Meant) -> list[Fact]:
    """Ask whether *found* is meant by a text."""
    person = request.person
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    if found.name not in GRAVE:
        kept = case if case and detail.keep_words(request, case, person) else None
        return [ActAsked(person, found.act, kept)]
    if case is None:
        before_place.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    words = detail.add_words(request, case.number) if case else []
    if case is not None and case.own_need and found.name == "own_need":
        return words
    told = [fact for fact in words if not isinstance(fact, _OF_WORDS)]
    return [*told, *ask_grave(request, found, person)]


def ask_grave(request: Request[TextSent], found: Meant, person: Person) -> list[Fact]:
    """Ask back about danger and own need, whatever else becomes of the words."""
    if found.name == "urgent":
        pressed = Pressed(request.event.id, request.event.at, request.event.line_id, "urgent", {})
        return urgent.ask_danger(request.on(pressed))
    if found.name == "own_need":
        topic = person.case_topic_at(request.at)
        return [OwnNeedAsked(person, open_case_of(person, topic.case, request) if topic else None)]
    return []
