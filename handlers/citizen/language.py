"""A person chooses the language, and is shown in it once more what they were asked last."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.commands import MISSING, ChooseLanguage
from cases.details import questions
from cases.facts.answers import AnswerTaken
from cases.facts.fact import Fact
from cases.facts.questions import AnswerAwaited
from cases.facts.shares import DetailAsked, HelpAsked, KindAsked, LanguageChosen, OwnNeedHeard
from cases.people import About, Language, Person
from cases.seen import Seen
from handlers.citizen.conversation import is_asked, open_case_of, still_open
from handlers.citizen.promise import still_waiting
from handlers.citizen.talk import guide, show_way
from handlers.membership import save_person
from handlers.registry import handles
from handlers.request import CommandRequest, Request

_OTHER = {Language.THAI: Language.ENGLISH, Language.ENGLISH: Language.THAI}


@handles(ChooseLanguage)
def choose(request: CommandRequest[ChooseLanguage]) -> list[Fact]:
    """Change the person's language; without a name, to the other one. Show in it what waits for an
    answer, else the guide."""
    person, language = request.person, request.command.to
    if language is None:
        return guide(request)
    person = replace(person, language=_OTHER[person.language] if language is MISSING else language)
    save_person(person, request)
    asked = None if person.centre else _asked_last(person, request)
    if asked is None:
        return [LanguageChosen(person), *show_way(person, request)]
    return [LanguageChosen(person), *still_waiting(person, request), asked]


def _asked_last(person: Person, request: Request[object]) -> Fact | None:
    """Return the question that waits for an answer of *person*, or None."""
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
