"""What a person was asked last, to be shown once more: in another language, say."""

from __future__ import annotations

from cases.case import Case
from cases.details import questions
from cases.facts.answers import AnswerTaken
from cases.facts.fact import Fact
from cases.facts.questions import AnswerAwaited
from cases.facts.shares import DetailAsked, HelpAsked, KindAsked, OwnNeedHeard
from cases.people import About, Person
from cases.seen import Seen
from handlers.citizen.conversation import is_asked, open_case_of, still_open
from handlers.request import Request


def asked_last(person: Person, request: Request[object]) -> Fact | None:
    """Return what waits for an answer of *person*, or None."""
    topic = person.case_topic_at(request.at)
    case = open_case_of(person, topic.case, request) if topic else None
    if topic is None or case is None:
        return OwnNeedHeard(person) if person.topic_at(request.at, About.OWN_NEED) else None
    if is_asked(person, case, request):
        return AnswerAwaited(person, case)
    if topic.about is About.MOVED:
        return AnswerTaken(person, case, Seen.MOVED)
    return _question(person, case, request)


def _question(person: Person, case: Case, request: Request[object]) -> Fact | None:
    asked = still_open(person, case, request)
    if not asked:
        return None
    if case.own_need or asked != questions(case):
        return DetailAsked(person, case, asked)
    return HelpAsked(person, case, asked) if case.need.kind else KindAsked(person, case)
