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
from cases.ports import UnitOfWork
from cases.rules import Change, Refusal, may_be_trafficking
from handlers.alerts import held
from handlers.citizen.conversation import talk_about
from handlers.citizen.sharer import mark_asked
from handlers.context import Context
from handlers.events import Pressed, TextSent
from handlers.staff.permission import Granted, ask, officer_or_refusal, refused

_TO_TYPE = timedelta(minutes=TO_TYPE_MINUTES)
#: Who has not answered by then is on the way home; another question may go out.
_TO_ANSWER = timedelta(minutes=15)
#: Of so many of the last sharers one can be reached, or nobody is.
_LOOKED_AT = 20
_EXAMPLES = {one.value: one for one in Example}


def begin(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask what the question is, send one of the examples, or drop it."""
    if event.fields.get("cancel"):
        return [_dropped(event, unit)]
    granted = _granted(event, unit, context)
    if isinstance(granted, Refused):
        return [granted]
    example = _EXAMPLES.get(event.fields.get("q", ""))
    if example is not None:
        return _sent(granted, "", example, unit, context)
    officer, case = granted.member.person, granted.case
    unit.people.save(replace(officer, topic=Topic(About.ASK, case.number, unit.now + _TO_TYPE)))
    return [QuestionAwaited(officer, case, MOST_QUESTIONS - case.questions)]


def send(event: TextSent, number: str, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Send the officer's text, if what the button asked for still holds."""
    wanted = Pressed(event.id, event.at, event.line_id, "ask", {"case": number})
    granted = _granted(wanted, unit, context)
    if isinstance(granted, Refused):
        _stop_waiting(granted.to, unit)
        return [granted]
    return _sent(granted, mask(event.text), None, unit, context)


def _granted(event: Pressed, unit: UnitOfWork, context: Context) -> Granted | Refused:
    granted = ask(event, Change.ASK, unit, context)
    if isinstance(granted, Refused):
        return granted
    why = _why_not(granted.case, unit, context)
    return refused(granted.member.person, why, granted.case, unit) if why else granted


def _why_not(case: Case, unit: UnitOfWork, context: Context) -> Refusal | None:
    if may_be_trafficking(case, context.taxonomy):
        return Refusal.MUST_NOT_ASK
    asked = case.standing_question
    if asked is not None and unit.now < asked.until and _reached([asked.to], unit):
        return Refusal.QUESTION_OPEN
    if case.questions >= MOST_QUESTIONS:
        return Refusal.QUESTIONS_OVER
    return None if _last_sharer(case, unit) else Refusal.NOBODY_TO_ASK


def _sent(
    granted: Granted, text: str, example: Example | None, unit: UnitOfWork, context: Context
) -> list[Fact]:
    officer, sharer = granted.member.person, _last_sharer(granted.case, unit)
    if sharer is None:
        return [refused(officer, Refusal.NOBODY_TO_ASK, granted.case, unit)]
    case = replace(
        granted.case,
        question=Asked(officer.id, sharer.id, unit.now + _TO_ANSWER),
        questions=granted.case.questions + 1,
    )
    case = held(case, unit, context)
    unit.cases.save(case)
    _stop_waiting(officer, unit)
    # Nothing else is asked of one who answers.
    talk_about(case, sharer, (), unit, context)
    mark_asked(sharer, case, unit)
    unit.log.record(Act.ASKED, case)
    return [QuestionSent(officer, case), SharerAsked(sharer, case, text, example)]


def _last_sharer(case: Case, unit: UnitOfWork) -> Person | None:
    last = list(dict.fromkeys(_sharers(case, unit)))[:_LOOKED_AT]
    return next(iter(_reached(last, unit)), None)


def _sharers(case: Case, unit: UnitOfWork) -> Iterator[int]:
    """Yield those who shared, the last one first, but not the very officer who asks."""
    for share in reversed(unit.cases.shares(case.number)):
        if share.person not in (NOBODY, case.holder):
            yield share.person


def _reached(ids: list[int], unit: UnitOfWork) -> list[Person]:
    return [person for person in unit.people.find_all(ids) if not person.blocked]


def _dropped(event: Pressed, unit: UnitOfWork) -> QuestionDropped | Refused:
    member = officer_or_refusal(event, unit)
    if isinstance(member, Refused):
        return member
    _stop_waiting(member.person, unit)
    return QuestionDropped(member.person)


def _stop_waiting(person: Person, unit: UnitOfWork) -> None:
    if person.topic is not None and person.topic.about is About.ASK:
        unit.people.save(replace(person, topic=None))
