"""What is said of a case that falls silent in somebody's hands."""

from __future__ import annotations

from cases.facts.callers import WhosePlace
from cases.facts.silent_holders import HolderAsked, HolderStays, TakenOver
from messages.case import act, kind_and_place, next_steps, priority, tone
from messages.context import RenderContext
from messages.cut import cut
from messages.message import Content
from messages.parts import Card, Postback, postback, primary, quiet, secondary
from messages.team import staff_text
from messages.texts import holding, refusals, staff
from messages.texts.dates import moment
from messages.texts.measures import distance
from messages.texts.text import Label

_NAME = 40


def holder_asked(fact: HolderAsked, context: RenderContext) -> Content:
    """Ask the holder whether they are still on it; every next step is an answer."""
    case, language = fact.case, fact.to.language
    heading = holding.ASKED.say(language)
    likely, *others = next_steps(case, fact.to)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=kind_and_place(case, language, context),
        sentences=(holding.ASKED_NEXT.say(language, by=moment(fact.by, language)),),
        buttons=(likely, secondary(act(case, holding.KEEP, "keep", fact.to)), *others),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)


def holder_stays(fact: HolderStays) -> Content:
    """Say when the holder is asked again."""
    language = fact.to.language
    until = moment(fact.until, language)
    return staff_text(holding.KEPT.say(language, number=fact.case.number, until=until), fact.to)


def taken_over(fact: TakenOver) -> Content:
    """Say who has the case now."""
    language = fact.to.language
    holder = cut(fact.holder, _NAME) or refusals.A_COLLEAGUE.say(language)
    words = holding.TAKEN_OVER.say(language, number=fact.case.number, holder=holder)
    return staff_text(words, fact.to)


def whose_place(fact: WhosePlace) -> Content:
    """Ask what a place is; nothing is kept before the answer."""
    case, language = fact.case, fact.to.language
    heading, away = holding.WHOSE.say(language), distance(fact.metres, language)
    if fact.for_caller:
        words = holding.NEAR_OWN.say(language, number=case.number, distance=away)
        here, other = holding.CHECK_IN_HERE, _place(fact, holding.CALLERS_PLACE, "caller")
    else:
        holder = cut(fact.holder, _NAME) or refusals.A_COLLEAGUE.say(language)
        words = holding.NEAR_COLLEAGUES.say(
            language, number=case.number, distance=away, holder=holder
        )
        here, other = holding.TAKE_AND_CHECK_IN, _place(fact, holding.OTHER_PERSON, "share")
    shown = Card(
        heading,
        title=case.number,
        sentences=(words,),
        buttons=(
            primary(_place(fact, here, "here")),
            secondary(other),
            quiet(_place(fact, holding.NOTHING, "nothing")),
        ),
    )
    return Content(staff.CASE_ALT.say(language, number=case.number, heading=heading), shown)


def _place(fact: WhosePlace, label: Label, what: str) -> Postback:
    words = label.say(fact.to.language)
    return postback(words, "place", said=words, **{"case": fact.case.number, "as": what})
