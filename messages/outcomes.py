"""The end of a case: which outcome, and that it is kept."""

from __future__ import annotations

from collections import Counter

from cases.case import Case, State
from cases.facts.casework import CaseClosed, OutcomeAsked
from cases.people import Language, Person
from cases.taxonomy import Outcome, Taxonomy
from messages.case import act
from messages.closing_facts import offer_facts
from messages.message import Content
from messages.parts import Button, Card, Choice, Row, Tone, postback, quiet
from messages.persons import about_person, earlier_menu, met_rows, person_now, persons_card
from messages.proof import far_rows
from messages.team import list_buttons
from messages.texts import correction, proof, staff
from messages.texts.dates import moment


def ask_outcome(fact: OutcomeAsked, taxonomy: Taxonomy) -> tuple[Content, ...]:
    """Offer the outcomes that can be true now, a card for each group; say first why it is asked
    again."""
    language = fact.to.language
    groups: dict[str, list[Outcome]] = {}
    for outcome in taxonomy.outcomes_where(found=fact.found):
        if fact.case.state is State.ON_SITE or not outcome.needs_visit:
            groups.setdefault(outcome.group, []).append(outcome)
    cards = [_group(fact.case, name, of, language) for name, of in groups.items()]
    if fact.found:
        cards.append(persons_card(fact.case, language))
    alt = staff.CASE_ALT.say(language, number=fact.case.number, heading=_asked(fact.case, language))
    menu = Content(alt, tuple(cards))
    return (Content(earlier_menu(fact.case, language)), menu) if fact.stale else (menu,)


def closed(fact: CaseClosed, taxonomy: Taxonomy) -> Content:
    """Confirm the outcome, and lead back to the queue."""
    case, language = fact.case, fact.to.language
    heading = staff.CLOSED_HEADING.say(language)
    offer = (offer_facts(case, fact.to),) if taxonomy.people_met(case.visit.outcomes) else ()
    shown = Card(
        heading,
        Tone.DONE,
        title=case.number,
        rows=(
            outcome_row(case, language, taxonomy),
            *met_rows(case, language),
            *far_rows(case, language),
            (staff.CLOSED_AT.say(language), moment(case.closed_at or case.opened_at, language)),
        ),
        sentences=(staff.CLOSED_NEXT.say(language),),
        buttons=(*list_buttons(language), *offer, offer_correction(case, fact.to)),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)


def offer_correction(case: Case, person: Person) -> Button:
    """Lead from a close to the other outcomes, for some minutes."""
    return quiet(act(case, correction.CORRECT, "correct", person))


def outcome_row(case: Case, language: Language, taxonomy: Taxonomy) -> Row:
    """Name what came of a case; what came of several persons is said once, with their number."""
    known = [
        (taxonomy.outcomes.get(code), times) for code, times in Counter(case.visit.outcomes).items()
    ]
    names = [_times(one.name(language), times, language) for one, times in known if one]
    return (staff.OUTCOME.say(language), ", ".join(names))


def _times(name: str, times: int, language: Language) -> str:
    return proof.TIMES.say(language, outcome=name, times=times) if times > 1 else name


def _asked(case: Case, language: Language) -> str:
    """Say of whom the outcome is asked, where there are several."""
    asked = staff.ASK_OUTCOME.say(language)
    return f"{asked} · {person_now(case, language)}" if case.visit.persons > 1 else asked


def _group(case: Case, group: str, outcomes: list[Outcome], language: Language) -> Card:
    return Card(
        staff.GROUPS.get(group, staff.OTHER_GROUP).say(language),
        badge=_asked(case, language),
        title=case.number,
        choices=tuple(_choice(case, outcome, language) for outcome in outcomes),
    )


def _choice(case: Case, outcome: Outcome, language: Language) -> Choice:
    name = outcome.name(language)
    about = about_person(case)
    action = postback(name, "close", said=name, case=case.number, outcome=outcome.code, **about)
    return Choice(action, name)
