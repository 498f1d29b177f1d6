"""A case goes to another centre: where to, why, and who hears of it."""

from __future__ import annotations

from typing import assert_never

from cases.case import Because, Case, State
from cases.facts.handovers import (
    CaseHandedOver,
    HandoverAsked,
    HandoverFact,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.handover import reasons
from cases.outlook import Taker
from cases.people import Language, Person
from messages.case import act, priority, tone
from messages.context import RenderContext, centre_name, province_name
from messages.message import Content, Message, answer, must_hear
from messages.notified import news_alt
from messages.parts import Button, Card, Choice, Dial, Navigate, Row, postback, primary, secondary
from messages.team import staff_text
from messages.texts import handover, staff
from messages.texts.measures import distance
from messages.texts.text import Text


def told(fact: HandoverFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for staff."""
    match fact:
        case HandoverAsked():
            return answer(fact.to, _where_to(fact))
        case HandoverReasonAsked():
            return answer(fact.to, _why(fact))
        case CaseHandedOver():
            return must_hear(fact.to, staff_text(_confirmed(fact), fact.to))
        case HandoverUnclaimed():
            people = [member.person for member in fact.team]
            return [
                one for person in people for one in must_hear(person, _call(fact, person, context))
            ]
        case _:
            assert_never(fact)


def giver_rows(case: Case, language: Language, context: RenderContext) -> tuple[Row, ...]:
    """Say who handed the case over and why, until somebody claims it."""
    if (
        case.state is not State.WAITING
        or case.handover.clock_with is None
        or case.handover.because is None
    ):
        return ()
    giver = handover.OF.say(
        language, province=context.province_name(case.handover.passed[-1], language)
    )
    why = handover.REASONS[case.handover.because].say(language)
    return ((handover.FROM.say(language), giver), (handover.WHY.say(language), why))


def refusing(case: Case, person: Person) -> tuple[Button, ...]:
    """Offer to send a case back, to the centre that may."""
    if not case.handover.refusable or person.centre != case.centre:
        return ()
    return (secondary(act(case, handover.REFUSE, "refuse", person)),)


def _where_to(fact: HandoverAsked) -> Content:
    language = fact.to.language
    choices = [_choice(fact, one, handover.ONE_TO) for one in fact.others]
    if fact.area:
        first = _choice(fact, fact.area, handover.AREA_CENTRE, why=Because.AREA.value)
        choices.insert(0, first)
    if fact.nation:
        choices.append(_choice(fact, fact.nation, handover.NATION))
    heading = handover.WHERE_TO.say(language)
    return _asking(heading, fact.case, language, choices)


def _choice(fact: HandoverAsked, to: Receiver, words: Text, **fields: str) -> Choice:
    language = fact.to.language
    short = handover.OF.say(language, province=province_name(to.centre, language))
    name = words.say(language, centre=short, distance=distance(to.metres, language))
    number = fact.case.number
    action = postback(name, "handover", said=name, case=number, to=to.centre.id, **fields)
    return Choice(action, name)


def _why(fact: HandoverReasonAsked) -> Content:
    language = fact.to.language
    choices = [_reason(fact, one) for one in reasons(must=fact.must)]
    name = centre_name(fact.centre, language)
    sentences = [handover.MUST.say(language)] if fact.must else []
    return _asking(handover.WHY_THERE.say(language), fact.case, language, choices, name, *sentences)


def _reason(fact: HandoverReasonAsked, why: Because) -> Choice:
    words = handover.REASONS[why].say(fact.to.language)
    fields = {"case": fact.case.number, "to": fact.centre.id, "why": why.value}
    return Choice(postback(words, "handover", said=words, **fields), words)


def _asking(
    heading: str, case: Case, language: Language, choices: list[Choice], *sentences: str
) -> Content:
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        sentences=sentences,
        choices=tuple(choices),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)


def _confirmed(fact: CaseHandedOver) -> str:
    language = fact.to.language
    words = (
        handover.SENT_BACK
        if fact.case.handover.because is Because.REFUSED
        else handover.HANDED_OVER
    )
    said = (handover.TO_NATION if fact.must else words).say(
        language, number=fact.case.number, centre=centre_name(fact.centre, language)
    )
    if fact.taker is Taker.CENTRE:
        return said
    return f"{said}\n{handover.NO_STAFF[fact.taker].say(language, phone=fact.centre.phone)}"


def _call(fact: HandoverUnclaimed, person: Person, context: RenderContext) -> Content:
    case, language = fact.case, person.language
    heading = handover.UNCLAIMED.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=((handover.NOW_AT.say(language), centre_name(fact.centre, language)),),
        sentences=(handover.UNCLAIMED_NEXT.say(language),),
        buttons=(
            primary(Dial(handover.CALL.say(language), fact.centre.phone)),
            secondary(Navigate(staff.NAVIGATE.say(language), case.place.point)),
        ),
    )
    return Content(news_alt(case, heading, language, context), shown)
