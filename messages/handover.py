"""A case goes to another centre: where to, why, and who hears of it."""

from __future__ import annotations

from cases.case import Because, Case, State
from cases.facts.handovers import (
    CaseHandedOver,
    HandoverAsked,
    HandoverReasonAsked,
    HandoverUnclaimed,
    Receiver,
)
from cases.handover import reasons
from cases.outlook import Taker
from cases.people import Language, Person
from messages.case import act
from messages.case_card import case_card, show_case, show_news
from messages.compose import TextRow, ask
from messages.context import RenderContext, centre_name, province_name
from messages.message import Content, Message, answer, notify, notify_each
from messages.parts import Button, Choice, Dial, Navigate, primary, secondary
from messages.rendering import renders
from messages.texts import handover, staff
from messages.texts.measures import distance
from messages.texts.text import Text
from messages.ways import staff_text


def giver_rows(case: Case, language: Language, context: RenderContext) -> tuple[TextRow, ...]:
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
    return ((handover.FROM, giver), (handover.WHY, handover.REASONS[case.handover.because]))


def refusing(case: Case, person: Person) -> tuple[Button, ...]:
    """Offer to send a case back, to the centre that may."""
    if not case.handover.refusable or person.centre != case.centre:
        return ()
    return (secondary(act(case, handover.REFUSE, "refuse", person)),)


@renders(HandoverAsked)
def where_to(fact: HandoverAsked, _: RenderContext) -> list[Message]:
    """Offer the centres that may take a case, the one with jurisdiction first."""
    choices = [_choice(fact, one, handover.ONE_TO) for one in fact.others]
    if fact.area:
        first = _choice(fact, fact.area, handover.AREA_CENTRE, why=Because.AREA.value)
        choices.insert(0, first)
    if fact.nation:
        choices.append(_choice(fact, fact.nation, handover.NATION))
    shown = case_card(fact.case, fact.to, handover.WHERE_TO, choices=choices, buttons=())
    return answer(fact.to, show_case(shown, fact.to.language))


def _choice(fact: HandoverAsked, to: Receiver, words: Text, **fields: str) -> Choice:
    language = fact.to.language
    short = handover.OF.say(language, province=province_name(to.centre, language))
    name = words.say(language, centre=short, distance=distance(to.metres, language))
    number = fact.case.number
    return Choice(ask(name, "handover", language, case=number, to=to.centre.id, **fields))


@renders(HandoverReasonAsked)
def why_there(fact: HandoverReasonAsked, _: RenderContext) -> list[Message]:
    """Ask why a case goes to the centre that was chosen."""
    language = fact.to.language
    fields = {"case": fact.case.number, "to": fact.centre.id}
    asked = (
        ask(handover.REASONS[one], "handover", language, **fields, why=one.value)
        for one in reasons(must=fact.must)
    )
    shown = case_card(
        fact.case,
        fact.to,
        handover.WHY_THERE,
        sentences=(centre_name(fact.centre, language), *((handover.MUST,) if fact.must else ())),
        choices=map(Choice, asked),
        buttons=(),
    )
    return answer(fact.to, show_case(shown, language))


@renders(CaseHandedOver)
def handed_over(fact: CaseHandedOver, _: RenderContext) -> list[Message]:
    """Confirm where a case went, and whom to call there where nobody has staff."""
    language, number = fact.to.language, fact.case.number
    done = (
        handover.SENT_BACK
        if fact.case.handover.because is Because.REFUSED
        else handover.HANDED_OVER
    )
    words = handover.TO_NATION if fact.must else done
    lines = [words.say(language, number=number, centre=centre_name(fact.centre, language))]
    if fact.taker is not Taker.CENTRE:
        lines.append(handover.NO_STAFF[fact.taker].say(language, phone=fact.centre.phone))
    return notify(fact.to, staff_text("\n".join(lines), fact.to))


@renders(HandoverUnclaimed)
def handover_unclaimed(fact: HandoverUnclaimed, context: RenderContext) -> list[Message]:
    """Ask the heads of the centre that gave a case to call the one that has it."""
    return notify_each((one.person for one in fact.team), lambda to: _call(fact, to, context))


def _call(fact: HandoverUnclaimed, to: Person, context: RenderContext) -> Content:
    case, language = fact.case, to.language
    shown = case_card(
        case,
        to,
        handover.UNCLAIMED,
        rows=((handover.NOW_AT, centre_name(fact.centre, language)),),
        sentences=(handover.UNCLAIMED_NEXT,),
        buttons=(
            primary(Dial(handover.CALL.say(language), fact.centre.phone)),
            secondary(Navigate(staff.NAVIGATE.say(language), case.place.point)),
        ),
    )
    return show_news(shown, case, language, context)
