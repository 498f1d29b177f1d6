"""What staff are shown while they enter the case of somebody who is not on LINE."""

from __future__ import annotations

from typing import assert_never

from cases.amounts import CALLER_MINUTES
from cases.facts.callers import (
    CallerDropped,
    CallerEntered,
    CallerFact,
    CallerMarked,
    CallerPlaceAwaited,
    PlaceDropped,
    WhosePlace,
)
from cases.people import Language
from messages.added import added_rows
from messages.case import kind_and_place, next_steps, priority, tone
from messages.context import RenderContext
from messages.cut import cut
from messages.holding import whose_place
from messages.message import Content, Message, answer, must_hear
from messages.parts import (
    Card,
    Choice,
    Emphasis,
    Part,
    PickLocation,
    Postback,
    Row,
    Words,
    postback,
    primary,
    quiet,
)
from messages.team import list_buttons, staff_text
from messages.texts import caller, holding, staff
from messages.texts.measures import distance

#: A few lines of a phone each.
_TEXT = 80


def told(fact: CallerFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for the member who enters it; the number of the case must arrive."""
    match fact:
        case CallerPlaceAwaited():
            return answer(fact.to, _place_next(fact))
        case CallerDropped():
            return answer(fact.to, staff_text(caller.DROPPED.say(fact.to.language), fact.to))
        case CallerEntered():
            return must_hear(fact.to, _entered(fact, context))
        case CallerMarked():
            heading = caller.MARKED.say(fact.to.language)
            return answer(fact.to, _case(fact, heading, (), context))
        case WhosePlace():
            return must_hear(fact.to, whose_place(fact))
        case PlaceDropped():
            words = holding.EXPIRED if fact.expired else holding.DROPPED
            return answer(fact.to, staff_text(words.say(fact.to.language), fact.to))
        case _:
            assert_never(fact)


def _place_next(fact: CallerPlaceAwaited) -> Content:
    language = fact.to.language
    heading, pick = caller.HEADING.say(language), caller.PICK_PLACE.say(language)
    drop = caller.CANCEL.say(language)
    cancel = postback(drop, "caller", said=drop, cancel="yes")
    words = "\n".join(f"• {cut(one, _TEXT)}" for one in fact.words)
    shown = Card(
        heading,
        rows=((caller.WORDS.say(language), words),) if words else (),
        sentences=(
            caller.PLACE_NEXT.say(language, minutes=CALLER_MINUTES),
            caller.WORDS_NEXT.say(language),
        ),
        buttons=(primary(PickLocation(pick)), quiet(cancel)),
    )
    return Content(heading, shown).offering([PickLocation(pick), cancel])


def _entered(fact: CallerEntered, context: RenderContext) -> Content:
    language = fact.to.language
    heading = (caller.JOINED if fact.joined else caller.OPENED).say(language)
    centre = context.centre_name(fact.case.centre, language)
    away = (staff.DISTANCE.say(language), distance(fact.metres, language))
    return _case(fact, heading, ((staff.CENTRE.say(language), centre), away), context)


def _case(
    fact: CallerEntered | CallerMarked, heading: str, rows: tuple[Row, ...], context: RenderContext
) -> Content:
    case, language = fact.case, fact.to.language
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(*rows, *kind_and_place(case, language, context), *added_rows(fact.added, language)),
        sentences=(caller.MARK_NEXT.say(language),),
        choices=_marks(fact, language, context),
        buttons=next_steps(case, fact.to) if fact.may_work else list_buttons(language),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)


def _marks(
    fact: CallerEntered | CallerMarked, language: Language, context: RenderContext
) -> tuple[Part, ...]:
    """Offer what is not said yet: the kind, and every danger."""
    kinds = [code for code in context.taxonomy.kinds if code in staff.KINDS]
    marks = [_mark(fact, staff.KINDS[one].say(language), "kind", one) for one in kinds]
    shown = [] if fact.case.need.kind else [Choice(one, one.said) for one in marks]
    left = [one for one in staff.REASONS if one not in fact.case.need.dangers]
    dangers = [_mark(fact, staff.REASONS[one].say(language), "urgent", one) for one in left]
    urgent = [Choice(one, one.said, urgent=True) for one in dangers]
    if not urgent:
        return tuple(shown)
    return (*shown, Words(caller.DANGER.say(language), Emphasis.URGENT), *urgent)


def _mark(fact: CallerEntered | CallerMarked, words: str, name: str, code: str) -> Postback:
    return postback(words, "entered", said=words, **{"case": fact.case.number, name: code})
