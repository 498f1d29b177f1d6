"""A wrong outcome is put right: whose, the menu again, and that it is kept."""

from __future__ import annotations

from typing import assert_never

from cases.case import Case
from cases.facts.corrections import (
    CorrectedPersonAsked,
    CorrectionAsked,
    CorrectionFact,
    OutcomeCorrected,
)
from cases.people import Language
from cases.taxonomy import Outcome, Taxonomy
from messages.context import RenderContext
from messages.message import Content, Message, answer, must_hear
from messages.outcomes import offer_correction, outcome_row
from messages.parts import Card, Choice, Row, Tone, postback
from messages.persons import about_corrected, person_of
from messages.proof import far_rows
from messages.team import list_buttons
from messages.texts import correction, staff


def told(fact: CorrectionFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for the one who closed the case."""
    match fact:
        case CorrectedPersonAsked():
            return answer(fact.to, _whose(fact, context))
        case CorrectionAsked():
            return answer(fact.to, _menu(fact))
        case OutcomeCorrected():
            return must_hear(fact.to, _corrected(fact, context))
        case _:
            assert_never(fact)


def _whose(fact: CorrectedPersonAsked, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    heading = correction.WHOSE.say(language)
    named = _of_each(case, language, context.taxonomy)
    choices = tuple(_person(case, person, *row) for person, row in enumerate(named, start=1))
    shown = Card(heading, title=case.number, choices=choices)
    return Content(_alt(case, heading, language), shown)


def _person(case: Case, person: int, name: str, outcome: str) -> Choice:
    words = f"{name}: {outcome}"
    about = about_corrected(case, person)
    return Choice(postback(name, "correct", said=words, case=case.number, **about), words)


def _menu(fact: CorrectionAsked) -> Content:
    language = fact.to.language
    groups: dict[str, list[Outcome]] = {}
    for outcome in fact.outcomes:
        groups.setdefault(outcome.group, []).append(outcome)
    cards = [_group(name, of, fact) for name, of in groups.items()]
    return Content(_alt(fact.case, _asked(fact), language), tuple(cards))


def _asked(fact: CorrectionAsked) -> str:
    """Ask for the outcome, and say whose, where there were several."""
    language = fact.to.language
    whose = person_of(fact.case, fact.person, language)
    asked = correction.ASKED.say(language)
    return f"{asked} · {whose}" if whose else asked


def _group(name: str, outcomes: list[Outcome], fact: CorrectionAsked) -> Card:
    return Card(
        staff.GROUPS.get(name, staff.OTHER_GROUP).say(fact.to.language),
        badge=_asked(fact),
        title=fact.case.number,
        choices=tuple(_choice(one, fact) for one in outcomes),
    )


def _choice(outcome: Outcome, fact: CorrectionAsked) -> Choice:
    name, number = outcome.name(fact.to.language), fact.case.number
    about = about_corrected(fact.case, fact.person) | {"outcome": outcome.code}
    return Choice(postback(name, "correct", said=name, case=number, **about), name)


def _corrected(fact: OutcomeCorrected, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    heading = correction.CORRECTED.say(language)
    shown = Card(
        heading,
        Tone.DONE,
        badge=person_of(case, fact.person, language),
        title=case.number,
        rows=(*_outcomes(case, language, context.taxonomy), *far_rows(case, language)),
        sentences=(correction.CORRECTED_NEXT.say(language),),
        buttons=(*list_buttons(language), offer_correction(case, fact.to)),
    )
    return Content(_alt(case, heading, language), shown)


def _outcomes(case: Case, language: Language, taxonomy: Taxonomy) -> tuple[Row, ...]:
    if len(case.visit.outcomes) > 1:
        return _of_each(case, language, taxonomy)
    return (outcome_row(case, language, taxonomy),)


def _of_each(case: Case, language: Language, taxonomy: Taxonomy) -> tuple[Row, ...]:
    """Name what came of each of several persons."""
    known = [taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    return tuple(
        (person_of(case, person, language), outcome.name(language) if outcome else "")
        for person, outcome in enumerate(known, start=1)
    )


def _alt(case: Case, heading: str, language: Language) -> str:
    return staff.CASE_ALT.say(language, number=case.number, heading=heading)
