"""Questions to staff about a visit: why so far, how many, when again, and the closing facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.calendar import FARTHEST
from cases.case import FarReason
from cases.commands import AskFacts, Revisit, SayFact, SaySeveral
from cases.facts import casework
from cases.rules import MOST_PERSONS
from messages import chat
from messages.case_card import show_case
from messages.outcomes import close_of, correction_of
from messages.rendering import RenderContext, says, sends
from messages.texts import proof, staff
from messages.texts.text import Label, distance, moment
from messages.ways import list_buttons, staff_text

_IN_A_LINE = 3
#: The nearest time that one can pick: it must still lie ahead when it arrives.
_AHEAD = timedelta(minutes=15)


@sends(casework.FarReasonAsked, chat.answer)
def far_reason_asked(fact: casework.FarReasonAsked, _: RenderContext) -> chat.Content:
    """Ask why the person was found so far from the pin."""
    case, language = fact.case, fact.to.language
    again = correction_of(case, fact.corrects) if fact.corrects else close_of(case)
    about = replace(again, outcome=fact.outcome)
    reasons = (
        chat.ask(proof.FAR_REASONS[one], replace(about, far=one), language) for one in FarReason
    )
    away = distance(case.visit.distance_m or 0, language)
    shown = chat.card(
        language,
        proof.FAR_HEADING.say(language, distance=away),
        title=case.number,
        sentences=(proof.FAR_WHY,),
        choices=map(chat.Choice, reasons),
    )
    return show_case(shown, language)


@sends(casework.HowManyAsked, chat.answer)
def how_many_asked(fact: casework.HowManyAsked, _: RenderContext) -> chat.Content:
    """Ask how many persons there are."""
    language, number = fact.to.language, fact.case.number
    numbers = [
        chat.ask(
            proof.SO_MANY.say(language, persons=persons), SaySeveral(number, persons), language
        )
        for persons in range(2, MOST_PERSONS + 1)
    ]
    boxes = tuple(map(chat.Choice, numbers))
    only_one = chat.ask(proof.ONLY_ONE, SaySeveral(number, 1), language)
    lines = (boxes[first : first + _IN_A_LINE] for first in range(0, len(boxes), _IN_A_LINE))
    shown = chat.card(
        language,
        proof.HOW_MANY,
        title=number,
        sentences=(proof.HOW_MANY_NEXT,),
        choices=map(chat.Beside, lines),
        buttons=(chat.quiet(only_one),),
    )
    return show_case(shown, language, replies=numbers)


@sends(casework.RevisitAsked, chat.answer)
def revisit_asked(fact: casework.RevisitAsked, context: RenderContext) -> chat.Content:
    """Ask for the time of the officer's next visit."""
    case, language = fact.case, fact.to.language
    times = (
        chat.ask(moment(time, language), Revisit(case.number, time), language)
        for time in fact.times
    )
    other = chat.PickTime(
        proof.REVISIT_OTHER.say(language),
        Revisit(case.number),
        between=(context.now + _AHEAD, context.now + FARTHEST),
    )
    shown = chat.card(
        language,
        proof.REVISIT_WHEN,
        title=case.number,
        sentences=(*((proof.REVISIT_STALE,) if fact.stale else ()), proof.REVISIT_HOW),
        choices=map(chat.Choice, (*times, other)),
        buttons=list_buttons(language)[1:],
    )
    return show_case(shown, language)


@sends(casework.RevisitPlanned, chat.notify)
def revisit_planned(fact: casework.RevisitPlanned, _: RenderContext) -> chat.Content:
    """Confirm the time of the next alert of the case."""
    case, language = fact.case, fact.to.language
    time = moment(case.visit.revisit_at or case.waiting_since, language)
    return staff_text(proof.REVISIT_PLANNED.say(language, number=case.number, time=time), fact.to)


@sends(casework.ClosingFactAsked, chat.answer)
def closing_fact_asked(fact: casework.ClosingFactAsked, _: RenderContext) -> chat.Content:
    """Ask for one fact of one person: an answer is one tap, and none is needed."""
    language, number = fact.to.language, fact.case.number
    heading = proof.HEADING.say(language)
    name = proof.NAMES.get(fact.name)
    badge = number
    if fact.of > 1:
        whom = proof.PERSON_OF.say(language, person=fact.person, of=fact.of)
        badge = f"{number} · {whom}"
    shown = chat.card(
        language,
        heading,
        badge=badge,
        title=name.say(language) if name else fact.name,
        sentences=(proof.COUNTED_ONLY,),
        choices=(chat.Choice(_value(one, fact)) for one in fact.values),
        buttons=_ways_on(fact),
    )
    alt = staff.CASE_ALT.say(language, number=number, heading=f"{heading}: {shown.title}")
    return show_case(shown, language, alt)


def _value(value: str, fact: casework.ClosingFactAsked) -> chat.Postback:
    said = SayFact(fact.case.number, fact.person, fact.name, value)
    return chat.ask(proof.VALUES.get(value, value), said, fact.to.language)


def _ways_on(fact: casework.ClosingFactAsked) -> tuple[chat.Button, ...]:
    _, mine = list_buttons(fact.to.language)
    next_person = chat.quiet(_skip(proof.NEXT_PERSON, fact.last, fact))
    return (
        chat.secondary(_skip(proof.SKIP, fact.name, fact)),
        *((next_person,) if fact.person < fact.of else ()),
        mine,
    )


def _skip(label: Label, name: str, fact: casework.ClosingFactAsked) -> chat.Postback:
    """Return the action that goes on after the fact *name* of this person."""
    return chat.ask(label, AskFacts(fact.case.number, fact.person, name), fact.to.language)


says(casework.ClosingFactsDone, proof.DONE, staff_text)
