"""What staff are asked while a visit is proved: why so far, how many, and when again."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from cases.amounts import MOST_PERSONS
from cases.case import Case, FarReason
from cases.facts.visit_proofs import (
    ClosingFactAsked,
    ClosingFactsDone,
    FarReasonAsked,
    HowManyAsked,
    ProofFact,
    RevisitAsked,
    RevisitPlanned,
)
from cases.people import Language, Person
from messages.case import act
from messages.closing_facts import ask_fact, facts_done
from messages.context import RenderContext
from messages.message import Content, Message, answer, must_hear
from messages.parts import Beside, Card, Choice, Postback, Row, postback, quiet
from messages.persons import about_corrected, about_person
from messages.team import list_buttons, staff_text
from messages.texts import proof, staff
from messages.texts.dates import moment
from messages.texts.measures import distance

_IN_A_LINE = 3


def told(fact: ProofFact, _: RenderContext) -> list[Message]:
    """Put a fact into words for the one who holds, or closed, the case."""
    match fact:
        case FarReasonAsked():
            return answer(fact.to, _why_so_far(fact))
        case HowManyAsked():
            return answer(fact.to, _how_many(fact.case, fact.to))
        case ClosingFactAsked():
            return answer(fact.to, ask_fact(fact))
        case ClosingFactsDone():
            return answer(fact.to, facts_done(fact))
        case RevisitAsked():
            return answer(fact.to, _when_again(fact))
        case RevisitPlanned():
            return must_hear(fact.to, _planned(fact))
        case _:
            assert_never(fact)


def far_rows(case: Case, language: Language) -> tuple[Row, ...]:
    """Say how far from the pin somebody was found, and why, where it was far."""
    if case.visit.far_reason is None or case.visit.distance_m is None:
        return ()
    reason = proof.FAR_REASONS[case.visit.far_reason].say(language)
    away = distance(case.visit.distance_m, language)
    return (
        (proof.FAR_ROW.say(language), proof.FAR_VALUE.say(language, distance=away, reason=reason)),
    )


def revisit_action(case: Case, person: Person) -> Postback:
    """Offer to go again at another time."""
    return act(case, proof.REVISIT, "revisit", person)


def _why_so_far(fact: FarReasonAsked) -> Content:
    case, language = fact.case, fact.to.language
    heading = proof.FAR_HEADING.say(
        language, distance=distance(case.visit.distance_m or 0, language)
    )
    choices = tuple(_reason(one, fact) for one in FarReason)
    asked = (proof.FAR_WHY.say(language),)
    shown = Card(heading, title=case.number, sentences=asked, choices=choices)
    return _message(heading, shown, fact.to)


def _reason(reason: FarReason, fact: FarReasonAsked) -> Choice:
    words = proof.FAR_REASONS[reason].say(fact.to.language)
    do, about = "close", about_person(fact.case)
    if fact.corrects:
        do, about = "correct", about_corrected(fact.case, fact.corrects)
    chosen = about | {"outcome": fact.outcome, "far": reason.value}
    return Choice(postback(words, do, said=words, case=fact.case.number, **chosen), words)


def _how_many(case: Case, person: Person) -> Content:
    language = person.language
    heading = proof.HOW_MANY.say(language)
    numbers = [_number(case, number, language) for number in range(2, MOST_PERSONS + 1)]
    boxes = [Choice(action, action.label) for action in numbers]
    lines = [boxes[first : first + _IN_A_LINE] for first in range(0, len(boxes), _IN_A_LINE)]
    one = proof.ONLY_ONE.say(language)
    only_one = postback(one, "several", said=one, case=case.number, persons="1")
    shown = Card(
        heading,
        title=case.number,
        sentences=(proof.HOW_MANY_NEXT.say(language),),
        choices=tuple(Beside(tuple(line)) for line in lines),
        buttons=(quiet(only_one),),
    )
    return _message(heading, shown, person).offering(numbers)


def _number(case: Case, persons: int, language: Language) -> Postback:
    words = proof.SO_MANY.say(language, persons=persons)
    return postback(words, "several", said=words, case=case.number, persons=str(persons))


def _when_again(fact: RevisitAsked) -> Content:
    case, language = fact.case, fact.to.language
    heading = proof.REVISIT_WHEN.say(language)
    stale = (proof.REVISIT_STALE.say(language),) if fact.stale else ()
    shown = Card(
        heading,
        title=case.number,
        sentences=(*stale, proof.REVISIT_HOW.say(language)),
        choices=tuple(_time(case, time, language) for time in fact.times),
        buttons=list_buttons(language)[1:],
    )
    return _message(heading, shown, fact.to)


def _time(case: Case, time: datetime, language: Language) -> Choice:
    words = moment(time, language)
    at = time.isoformat(timespec="minutes")
    return Choice(postback(words, "revisit", said=words, case=case.number, at=at), words)


def _planned(fact: RevisitPlanned) -> Content:
    case, language = fact.case, fact.to.language
    time = moment(case.visit.revisit_at or case.waiting_since, language)
    words = proof.REVISIT_PLANNED.say(language, number=case.number, time=time)
    return staff_text(words, fact.to)


def _message(heading: str, shown: Card, person: Person) -> Content:
    alt = staff.CASE_ALT.say(person.language, number=shown.title, heading=heading)
    return Content(alt, shown)
