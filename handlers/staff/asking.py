"""The holder of a case asks a sharer one question; neither learns who the other is.

(docs/decisions/0022-questions-rounds-callers.md)"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cases.amounts import MOST_QUESTIONS, TO_TYPE_MINUTES
from cases.case import Asked, Case
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.questions import (
    Example,
    QuestionAwaited,
    QuestionDropped,
    QuestionSent,
    SharerAsked,
)
from cases.log import Act
from cases.masking import mask
from cases.people import NOBODY, About, Person, Topic
from cases.rules import Change, Refusal, may_be_trafficking
from handlers.alerts import held
from handlers.citizen.conversation import talk_about
from handlers.citizen.sharer import mark_asked
from handlers.events import Pressed, TextSent
from handlers.request import Request
from handlers.staff.permission import Granted, ask, officer_or_refusal, refused

_TO_TYPE = timedelta(minutes=TO_TYPE_MINUTES)
#: Who has not answered by then is on the way home; another question may go out.
_TO_ANSWER = timedelta(minutes=15)
#: Of so many of the last sharers one can be reached, or nobody is.
_LOOKED_AT = 20
_EXAMPLES = {one.value: one for one in Example}


def begin(request: Request[Pressed]) -> list[Fact]:
    """Ask what the question is, send one of the examples, or drop it."""
    if request.event.fields.get("cancel"):
        return [_dropped(request)]
    granted = _granted(request)
    if isinstance(granted, Refused):
        return [granted]
    example = _EXAMPLES.get(request.event.fields.get("q", ""))
    if example is not None:
        return _sent(granted, "", example, request)
    officer, case = granted.member.person, granted.case
    request.people.save(
        replace(officer, topic=Topic(About.ASK, case.number, request.now + _TO_TYPE))
    )
    return [QuestionAwaited(officer, case, MOST_QUESTIONS - case.asking.questions)]


def send(request: Request[TextSent], number: str) -> list[Fact]:
    """Send the officer's text, if what the button asked for still holds."""
    wanted = Pressed(
        request.event.id, request.event.at, request.event.line_id, "ask", {"case": number}
    )
    granted = _granted(request.on(wanted))
    if isinstance(granted, Refused):
        _stop_waiting(granted.to, request)
        return [granted]
    return _sent(granted, mask(request.event.text), None, request)


def _granted(request: Request[Pressed]) -> Granted | Refused:
    granted = ask(request, Change.ASK)
    if isinstance(granted, Refused):
        return granted
    why = _why_not(granted.case, request)
    return refused(granted.member.person, why, granted.case, request) if why else granted


def _why_not(case: Case, request: Request[object]) -> Refusal | None:
    if may_be_trafficking(case, request.context.taxonomy):
        return Refusal.MUST_NOT_ASK
    asked = case.standing_question
    if asked is not None and request.now < asked.until and _reached([asked.to], request):
        return Refusal.QUESTION_OPEN
    if case.asking.questions >= MOST_QUESTIONS:
        return Refusal.QUESTIONS_OVER
    return None if _last_sharer(case, request) else Refusal.NOBODY_TO_ASK


def _sent(
    granted: Granted, text: str, example: Example | None, request: Request[object]
) -> list[Fact]:
    officer, sharer = granted.member.person, _last_sharer(granted.case, request)
    if sharer is None:
        return [refused(officer, Refusal.NOBODY_TO_ASK, granted.case, request)]
    asking = replace(
        granted.case.asking,
        question=Asked(officer.id, sharer.id, request.now + _TO_ANSWER),
        questions=granted.case.asking.questions + 1,
    )
    case = held(replace(granted.case, asking=asking), request)
    request.cases.save(case)
    _stop_waiting(officer, request)
    # Nothing else is asked of one who answers.
    talk_about(case, sharer, (), request)
    mark_asked(sharer, case, request)
    request.log.record(Act.ASKED, case)
    return [QuestionSent(officer, case), SharerAsked(sharer, case, text, example)]


def _last_sharer(case: Case, request: Request[object]) -> Person | None:
    last = list(dict.fromkeys(_sharers(case, request)))[:_LOOKED_AT]
    return next(iter(_reached(last, request)), None)


def _sharers(case: Case, request: Request[object]) -> Iterator[int]:
    """Yield those who shared, the last one first, but not the very officer who asks."""
    for share in reversed(request.cases.shares(case.number)):
        if share.person not in (NOBODY, case.holder):
            yield share.person


def _reached(ids: list[int], request: Request[object]) -> list[Person]:
    return [person for person in request.people.find_all(ids) if not person.blocked]


def _dropped(request: Request[Pressed]) -> QuestionDropped | Refused:
    member = officer_or_refusal(request)
    if isinstance(member, Refused):
        return member
    _stop_waiting(member.person, request)
    return QuestionDropped(member.person)


def _stop_waiting(person: Person, request: Request[object]) -> None:
    if person.topic is not None and person.topic.about is About.ASK:
        request.people.save(replace(person, topic=None))
