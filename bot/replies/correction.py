"""A wrong outcome is put right: the menu again, and that it is kept."""

from __future__ import annotations

from typing import assert_never

from bot.flex.actions import postback
from bot.flex.buttons import choice
from bot.flex.card import Card, card
from bot.flex.colours import Tone
from bot.flex.messages import flex_message
from bot.flex.shapes import Shape, carousel
from bot.replies.outcomes import offer_correction, outcome_row
from bot.replies.proof import far_rows
from bot.replies.team import list_buttons
from bot.replies.told import Scene, Told, answer, must_hear
from bot.texts import correction, staff
from cases.correction import CorrectionAsked, CorrectionFact, OutcomeCorrected
from cases.taxonomy import Outcome


def told(fact: CorrectionFact, scene: Scene) -> list[Told]:
    """Put a fact into words for the one who closed the case."""
    match fact:
        case CorrectionAsked():
            return answer(fact.to, _menu(fact))
        case OutcomeCorrected():
            return must_hear(fact.to, _corrected(fact, scene))
        case _:
            assert_never(fact)


def _menu(fact: CorrectionAsked) -> Shape:
    language, number = fact.to.language, fact.case.number
    groups: dict[str, list[Outcome]] = {}
    for outcome in fact.outcomes:
        groups.setdefault(outcome.group, []).append(outcome)
    cards = [_group(name, of, fact) for name, of in groups.items()]
    alt = staff.CASE_ALT.say(language, number=number, heading=correction.ASKED.say(language))
    return flex_message(alt, carousel(cards))


def _group(name: str, outcomes: list[Outcome], fact: CorrectionAsked) -> Shape:
    language = fact.to.language
    return card(
        Card(
            staff.GROUPS.get(name, staff.OTHER_GROUP).say(language),
            badge=correction.ASKED.say(language),
            title=fact.case.number,
            choices=tuple(_choice(one, fact) for one in outcomes),
        )
    )


def _choice(outcome: Outcome, fact: CorrectionAsked) -> Shape:
    name, number = outcome.name(fact.to.language), fact.case.number
    return choice(postback(name, "correct", said=name, case=number, outcome=outcome.code), name)


def _corrected(fact: OutcomeCorrected, scene: Scene) -> Shape:
    case, language = fact.case, fact.to.language
    heading = correction.CORRECTED.say(language)
    shown = Card(
        heading,
        Tone.DONE,
        title=case.number,
        rows=(outcome_row(case, language, scene.taxonomy), *far_rows(case, language)),
        sentences=(correction.CORRECTED_NEXT.say(language),),
        buttons=(*list_buttons(language), offer_correction(case, fact.to)),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return flex_message(alt, card(shown))
