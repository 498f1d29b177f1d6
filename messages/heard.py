"""What staff are told of a sharer's answer: the holder on the road, the heads of a centre."""

from __future__ import annotations

from typing import assert_never

from cases.facts.answers import HeardFact, OutcomeDisputed, PlaceMoved, PlaceTakenBack, SharerHeard
from cases.people import Member
from messages.case import case_rows, centre_row, kind_and_place, next_steps, priority, tone
from messages.flex.actions import navigate
from messages.flex.buttons import primary
from messages.flex.card import Card, card
from messages.flex.colours import Tone
from messages.flex.messages import flex_message
from messages.flex.shapes import Shape
from messages.notified import news_alt
from messages.outcomes import outcome_row
from messages.team import list_buttons
from messages.texts import heard, staff
from messages.texts.dates import moment
from messages.told import RenderContext, Told, must_hear


def told(fact: HeardFact, context: RenderContext) -> list[Told]:
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


def _heard(fact: SharerHeard, context: RenderContext) -> Shape:
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
    return flex_message(news_alt(case, heading, language, context), card(shown))


def _moved(fact: PlaceMoved, context: RenderContext) -> Shape:
    case, language = fact.case, fact.to.language
    heading = heard.NEW_PLACE.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=case_rows(case, language, context),
        sentences=(heard.NEW_PLACE_NEXT.say(language),),
        buttons=(primary(navigate(staff.NAVIGATE.say(language), case.place.point)),),
    )
    return flex_message(news_alt(case, heading, language, context), card(shown))


def _taken_back(fact: PlaceTakenBack, context: RenderContext) -> Shape:
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
    return flex_message(news_alt(case, heading, language, context), card(shown))


def _disputed(fact: OutcomeDisputed, head: Member, context: RenderContext) -> Shape:
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
    return flex_message(alt, card(shown))
