"""The holder of a case asks a sharer one question; neither learns who the other is.
(docs/decisions/0022-questions-rounds-callers.md)"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Asked, Case
from cases.commands import AskSharer, DropQuestion
from cases.facts.answers import QuestionAwaited, QuestionDropped, QuestionSent, SharerAsked
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.log import Act
from cases.masking import mask
from cases.people import NOBODY, About, Person, Topic
from cases.refusal import Refusal
from cases.rules import MOST_QUESTIONS, TO_TYPE_MINUTES, may_be_trafficking
from handlers.alerts import restart_after_act
from handlers.citizen.conversation import talk_about
from handlers.citizen.sharer import ASKED, mark_share, reached
from handlers.events import FromPerson, TextSent
from handlers.permission import permitted, refused
from handlers.request import CaseRequest, Request, handles

_TO_TYPE = timedelta(minutes=TO_TYPE_MINUTES)
#: A sharer who has not answered by then probably will not; another question may be sent.
_TO_ANSWER = timedelta(minutes=15)
#: The number of the last sharers among whom one who can be reached is looked for.
_LOOKED_AT = 20


@handles(AskSharer)
def ask_sharer(request: CaseRequest[AskSharer], text: str = "") -> list[Fact]:
    """Send a sharer the text or one of the examples; with neither, ask the officer for the
    question."""
    officer, case, example = request.person, request.case, request.command.q
    sharer, why = _last_sharer(case, request), _why_not(case, request)
    if sharer is None or why:
        return [refused(officer, why or Refusal.NOBODY_TO_ASK, case, request)]
    if not text and example is None:
        topic = Topic(About.ASK, case.number, request.now + _TO_TYPE)
        request.people.save(replace(officer, topic=topic))
        return [QuestionAwaited(officer, case, MOST_QUESTIONS - case.asking.questions)]
    question = Asked(officer.id, sharer.id, request.now + _TO_ANSWER, example)
    asking = replace(case.asking, question=question, questions=case.asking.questions + 1)
    case = restart_after_act(replace(case, asking=asking), request)
    request.cases.save(case)
    _stop_waiting(request)
    # The sharer who answers is asked nothing else.
    talk_about(case, sharer, (), request)
    mark_share(ASKED, sharer, case, request)
    request.log.record(Act.ASKED, case)
    return [QuestionSent(officer, case), SharerAsked(sharer, case, text, example)]


def send(request: Request[TextSent], number: str) -> list[Fact]:
    """Send the officer's text to a sharer, if the question may still be asked."""
    facts: list[Fact] = []
    match permitted(request.asking(AskSharer(number))):
        case Refused() as refusal:
            facts = [refusal]
        case CaseRequest() as asked:
            facts = ask_sharer(asked, mask(request.event.text))
    if isinstance(facts[0], Refused):
        _stop_waiting(request)
    return facts


@handles(DropQuestion)
def drop(request: Request[FromPerson]) -> list[Fact]:
    """Stop waiting for the text of a question."""
    _stop_waiting(request)
    return [QuestionDropped(request.person)]


def _why_not(case: Case, request: Request[object]) -> Refusal | None:
    if may_be_trafficking(case, request.context.taxonomy):
        return Refusal.MUST_NOT_ASK
    asked = case.standing_question
    if asked is not None and request.now < asked.until and _reached([asked.to], request):
        return Refusal.QUESTION_OPEN
    return Refusal.QUESTIONS_OVER if case.asking.questions >= MOST_QUESTIONS else None


def _last_sharer(case: Case, request: Request[object]) -> Person | None:
    """Return the last sharer who can be reached, without the officer who asks."""
    ids = dict.fromkeys(share.person for share in reversed(request.cases.shares(case.number)))
    last = [one for one in ids if one not in (NOBODY, case.holder)][:_LOOKED_AT]
    return next(iter(_reached(last, request)), None)


def _reached(ids: list[int], request: Request[object]) -> list[Person]:
    return [one for one in reached(request.people.find_all(ids), request) if one.may_be_asked]


def _stop_waiting(request: Request[FromPerson]) -> None:
    person = request.person
    if person.topic is not None and person.topic.about in (About.ASK, About.NOTE, About.REVIEW):
        request.people.save(replace(person, topic=None))
