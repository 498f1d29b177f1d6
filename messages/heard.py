"""What staff are told of a sharer's answer: the holder on the road, the heads of a centre."""

from __future__ import annotations

from typing import assert_never

from cases.facts.answers import HeardFact, OutcomeDisputed, PlaceMoved, PlaceTakenBack, SharerHeard
from cases.people import Member
from messages.case import case_rows, centre_row, kind_and_place, next_steps, priority, tone
from messages.context import RenderContext
from messages.message import Content, Message, must_hear
from messages.notified import news_alt
from messages.outcomes import outcome_row
from messages.parts import Card, Navigate, Tone, primary
from messages.team import list_buttons
from messages.texts import heard, staff
from messages.texts.dates import moment


def told(fact: HeardFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for staff; on the road nobody looks by oneself, so it is a push."""
    match fact:
        case SharerHeard():
            return must_hear(fact.to, _heard(fact, context))
        case PlaceMoved():
            return must_hear(fact.to, _moved(fact, context))
        case PlaceTakenBack():
            return must_hear(fact.to, _taken_back(fact, context))
        case OutcomeDisputed():
            return [
                one
                for head in fact.heads
                for one in must_hear(head.person, _disputed(fact, head, context))
            ]
        case _:
            assert_never(fact)


def _heard(fact: SharerHeard, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    heading = heard.HEADINGS[fact.seen].say(language)
    said = (heard.TOLD_AT.say(language), moment(fact.at, language))
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(said, *case_rows(case, language, context)[:2]),
        sentences=(heard.NEXT[fact.seen].say(language),),
        buttons=next_steps(case, fact.to),
    )
    return Content(news_alt(case, heading, language, context), shown)


def _moved(fact: PlaceMoved, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    heading = heard.NEW_PLACE.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=case_rows(case, language, context),
        sentences=(heard.NEW_PLACE_NEXT.say(language),),
        buttons=(primary(Navigate(staff.NAVIGATE.say(language), case.place.point)),),
    )
    return Content(news_alt(case, heading, language, context), shown)


def _taken_back(fact: PlaceTakenBack, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    heading = heard.TAKEN_BACK.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=kind_and_place(case, language, context),
        sentences=(heard.TAKEN_BACK_NEXT.say(language),),
        buttons=next_steps(case, fact.to),
    )
    return Content(news_alt(case, heading, language, context), shown)


def _disputed(fact: OutcomeDisputed, head: Member, context: RenderContext) -> Content:
    case, language = fact.case, head.person.language
    heading = heard.DISPUTED.say(language)
    shown = Card(
        heading,
        Tone.QUIET,
        title=case.number,
        rows=(
            *centre_row(case, head.centre, language, context),
            outcome_row(case, language, context.taxonomy),
            (staff.CLOSED_AT.say(language), moment(case.closed_at or case.opened_at, language)),
        ),
        sentences=(heard.DISPUTED_NEXT.say(language),),
        buttons=list_buttons(language),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)
