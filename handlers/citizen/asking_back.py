"""Words that are likely to ask for something are asked back with one tap, and nothing is lost.

Danger and own need are asked at once, with the numbers to call; what was written is a detail of the
case all the same. What else may be meant is kept with the case, and costs the officer no push."""

from __future__ import annotations

from cases.commands import AskDanger, SayOwnNeed
from cases.facts.fact import Fact
from cases.facts.shares import DetailAdded, DetailsFull, KindNotTaken
from cases.facts.unsure_words import ActAsked, OwnNeedAsked
from cases.people import About
from handlers.citizen import before_place, detail, own_need
from handlers.citizen.conversation import open_case_of
from handlers.citizen.kind import ask_danger
from handlers.events import TextSent
from handlers.request import Request
from handlers.typed import Meant

#: What would be said of the words themselves: the question back says it.
_OF_WORDS = DetailAdded | DetailsFull | KindNotTaken


def ask_back(request: Request[TextSent], found: Meant) -> list[Fact]:
    """Ask whether *found* is meant by a text."""
    person = request.person
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    if found.command and not found.is_grave:
        kept = case if case and detail.keep_words(request, case, person) else None
        return [ActAsked(person, found.command, kept)]
    if case is None:
        before_place.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    words = detail.add_words(request, case.number) if case else []
    if case is not None and case.own_need and isinstance(found.command, SayOwnNeed):
        return words
    told = [fact for fact in words if not isinstance(fact, _OF_WORDS)]
    return [*told, *ask_grave(request, found)]


def ask_grave(request: Request[TextSent], found: Meant) -> list[Fact]:
    """Ask back about danger and own need, whatever else becomes of the words."""
    if isinstance(found.command, AskDanger):
        return ask_danger(request)
    if isinstance(found.command, SayOwnNeed):
        person = request.person
        topic = person.case_topic_at(request.at)
        case = open_case_of(person, topic.case, request) if topic else None
        return [OwnNeedAsked(person, case)]
    return []
