"""The end of a case: which outcome, and that it is kept."""

from __future__ import annotations

from bot.flex.actions import postback
from bot.flex.buttons import choice
from bot.flex.card import Card, Row, card
from bot.flex.colours import Tone
from bot.flex.messages import flex_message
from bot.flex.shapes import MOST_BUBBLES, Shape, carousel
from bot.replies.team import list_buttons
from bot.texts import staff
from bot.texts.dates import moment
from cases.case import Case, State
from cases.facts import CaseClosed, OutcomeAsked
from cases.people import Language
from cases.taxonomy import Outcome, Taxonomy


def ask_outcome(fact: OutcomeAsked, taxonomy: Taxonomy) -> Shape:
    """Offer the outcomes that can be true now, a card for each group."""
    language = fact.to.language
    groups: dict[str, list[Outcome]] = {}
    for outcome in taxonomy.outcomes_where(found=fact.found):
        if fact.case.state is State.ON_SITE or not outcome.needs_visit:
            groups.setdefault(outcome.group, []).append(outcome)
    cards = [_group(fact.case, name, of, language) for name, of in groups.items()]
    heading = staff.ASK_OUTCOME.say(language)
    alt = staff.CASE_ALT.say(language, number=fact.case.number, heading=heading)
    return flex_message(alt, carousel(cards[:MOST_BUBBLES]))


def closed(fact: CaseClosed, taxonomy: Taxonomy) -> Shape:
    """Confirm the outcome, and lead back to the queue."""
    case, language = fact.case, fact.to.language
    heading = staff.CLOSED_HEADING.say(language)
    shown = Card(
        heading,
        Tone.DONE,
        title=case.number,
        rows=(
            outcome_row(case, language, taxonomy),
            (staff.CLOSED_AT.say(language), moment(case.closed_at or case.opened_at, language)),
        ),
        sentences=(staff.CLOSED_NEXT.say(language),),
        buttons=list_buttons(language),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return flex_message(alt, card(shown))


def outcome_row(case: Case, language: Language, taxonomy: Taxonomy) -> Row:
    """Name what came of a case."""
    known = [taxonomy.outcomes.get(code) for code in case.outcomes]
    return (staff.OUTCOME.say(language), ", ".join(one.name(language) for one in known if one))


def _group(case: Case, group: str, outcomes: list[Outcome], language: Language) -> Shape:
    return card(
        Card(
            staff.GROUPS.get(group, staff.OTHER_GROUP).say(language),
            badge=staff.ASK_OUTCOME.say(language),
            title=case.number,
            choices=tuple(_choice(case, outcome, language) for outcome in outcomes),
        )
    )


def _choice(case: Case, outcome: Outcome, language: Language) -> Shape:
    name = outcome.name(language)
    action = postback(name, "close", said=name, case=case.number, outcome=outcome.code)
    return choice(action, name)
