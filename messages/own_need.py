"""Answers to somebody who needs help themselves: a human first, kindly, and no questions."""

from __future__ import annotations

from cases.case import Case
from cases.facts.shares import CaseOpened, OwnNeedHeard, ShareJoined
from cases.people import Language
from cases.taxonomy import NOT_FOUND, Taxonomy
from messages.context import RenderContext
from messages.guide import (
    call_actions,
    call_buttons,
    call_first_buttons,
    centre_call,
    own_need_action,
    pickable,
    share_place,
)
from messages.hotlines import DANGER, HOTLINE
from messages.message import Content
from messages.parts import Card, Postback, Row, Tone, postback, quiet, secondary
from messages.promise import is_untold
from messages.texts import citizen, correction, own_need, promise
from messages.texts.text import Text


def heard(fact: OwnNeedHeard) -> Content:
    """Give the numbers first, then the way for a team to come."""
    language = fact.to.language
    more = _known(fact.case, language) if fact.case else [own_need.SHARE.say(language)]
    come = [] if fact.case else [secondary(share_place(language))]
    back = [] if fact.case else [_not_me(language)]
    shown = Card(
        own_need.HEARD.say(language),
        before_all=tuple(call_first_buttons([HOTLINE], language)),
        sentences=(own_need.TALK.say(language), *more, citizen.NO_EMERGENCY_LINE.say(language)),
        buttons=(
            *come,
            *centre_call(fact.centre, language),
            *call_buttons(DANGER, language),
            *map(quiet, back),
        ),
    )
    message = Content(own_need.TALK.say(language), shown)
    return pickable(message, language, [*call_actions((HOTLINE, *DANGER), language), *back])


def own_receipt(fact: CaseOpened | ShareJoined, rows: tuple[Row, ...]) -> Content:
    """Say that their own case is open, and that somebody can be spoken to meanwhile."""
    language, case = fact.to.language, fact.case
    queued = promise.UNTOLD if is_untold(fact.outlook) else own_need.QUEUED
    sentences = (queued, own_need.TELL_MORE, citizen.NO_EMERGENCY_LINE)
    shown = Card(
        own_need.RECEIVED.say(language),
        Tone.DONE,
        before_all=tuple(call_first_buttons([HOTLINE], language)),
        rows=rows,
        sentences=tuple(sentence.say(language) for sentence in sentences),
        buttons=(*centre_call(fact.centre, language), *call_buttons(DANGER, language)),
    )
    alt = citizen.RECEIVED_ALT.say(language, number=case.number)
    dials = call_actions((HOTLINE, *DANGER), language)
    return pickable(Content(alt, shown), language, dials)


def own_result(case: Case, language: Language, context: RenderContext) -> Content:
    """Say what became of their own case, and that they may always come again."""
    result = own_words(case, language, context.taxonomy)
    shown = Card(
        own_need.RESULT.say(language),
        Tone.DONE,
        rows=(
            (citizen.NUMBER.say(language), case.number),
            (citizen.CENTRE.say(language), context.centre_name(case.centre, language)),
        ),
        sentences=(*sorry(case, language), result, own_need.STILL.say(language)),
        buttons=(
            *call_first_buttons([HOTLINE], language),
            secondary(own_need_action(language)),
        ),
    )
    return pickable(Content(f"{case.number}: {result}", shown), language)


def _not_me(language: Language) -> Postback:
    """Lead one back who cried for help for somebody else: else their place would be their own."""
    label = own_need.NOT_ME.say(language)
    return postback(label, "start", said=label, who="other")


def _known(case: Case, language: Language) -> list[str]:
    known = own_need.KNOWN.say(language, number=case.number)
    return [known, own_need.TELL_MORE.say(language)]


def own_words(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Say what became of their own case."""
    return _words_of(case, taxonomy).say(language)


def sorry(case: Case, language: Language) -> tuple[str, ...]:
    """Say first that something else was told before, where it was."""
    return (correction.SORRY.say(language),) if case.visit.was else ()


def _words_of(case: Case, taxonomy: Taxonomy) -> Text:
    if NOT_FOUND in case.visit.outcomes:
        return own_need.NOT_MET
    outcomes = [taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    met = any(outcome and outcome.person_found for outcome in outcomes)
    return own_need.MET if met else own_need.ENDED
