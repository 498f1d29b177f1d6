"""What staff are told on a case's way: alert, claim, visit, outcome."""

from __future__ import annotations

from typing import assert_never

from cases.case import Case
from cases.facts.casework import (
    Alerted,
    CaseClaimed,
    CaseClosed,
    CaseReleased,
    OfficerArrived,
    OfficerGoing,
    OptionsShown,
    OutcomeAsked,
    QueueShown,
    Refused,
    SharerAdded,
)
from cases.facts.silent_holders import HolderAsked, HolderStays, TakenOver
from cases.people import Language, Member, Person
from cases.rules import Refusal
from messages.added import added_rows, news
from messages.best_time import best_time_rows
from messages.case import (
    case_rows,
    centre_row,
    claim_before,
    kind_and_place,
    next_steps,
    person_rows,
    priority,
    split_row,
    tone,
)
from messages.context import RenderContext
from messages.cut import cut
from messages.guide import plain
from messages.handover import giver_rows, refusing
from messages.holding import holder_asked, holder_stays, taken_over
from messages.lists import cases_shown
from messages.merge import led_on
from messages.message import Content, Message, answer, must_hear
from messages.notified import alert_alt
from messages.options import options_shown
from messages.outcomes import ask_outcome, closed
from messages.parts import Button, Card, PickLocation, Row, secondary
from messages.proof import revisit_action
from messages.team import reader_text, staff_text
from messages.texts import refusals, staff
from messages.texts.dates import moment
from messages.texts.measures import distance

VisitFact = (
    Alerted
    | Refused
    | CaseClaimed
    | SharerAdded
    | CaseReleased
    | HolderAsked
    | HolderStays
    | TakenOver
    | OfficerGoing
    | OfficerArrived
    | OptionsShown
    | OutcomeAsked
    | CaseClosed
    | QueueShown
)
_HOLDER = 40


def told(fact: VisitFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for staff."""
    match fact:
        case Alerted():
            number, urgent = fact.case.number, fact.case.need.urgent is not None
            return [
                Message(
                    one.person,
                    _alert(fact, one, context),
                    must_arrive=True,
                    alert_for=number,
                    urgent=urgent,
                )
                for one in fact.team
            ]
        case Refused():
            return answer(fact.to, _refused(fact, context))
        case CaseClaimed():
            return must_hear(fact.to, _claimed(fact, context))
        case SharerAdded():
            return must_hear(fact.to, news(fact, context))
        case HolderAsked():
            return must_hear(fact.to, holder_asked(fact, context))
        case HolderStays():
            return answer(fact.to, holder_stays(fact))
        case TakenOver():
            return must_hear(fact.to, taken_over(fact))
        case CaseReleased():
            words = staff.RELEASED.say(fact.to.language, number=fact.case.number)
            return must_hear(fact.to, staff_text(words, fact.to))
        case OfficerGoing():
            return must_hear(fact.to, _going(fact, context))
        case OfficerArrived():
            return must_hear(fact.to, _arrived(fact, context))
        case OptionsShown():
            return answer(fact.to, options_shown(fact))
        case OutcomeAsked():
            return answer(fact.to, *ask_outcome(fact, context.taxonomy))
        case CaseClosed():
            return must_hear(fact.to, closed(fact, context.taxonomy))
        case QueueShown():
            return answer(fact.to, cases_shown(fact, context))
        case _:
            assert_never(fact)


def _alert(fact: Alerted, to: Member, context: RenderContext) -> Content:
    case, language = fact.case, to.person.language
    away = distance(fact.metres, language)
    rows = [
        *centre_row(case, to.centre, language, context),
        *giver_rows(case, language, context),
        *split_row(case, language),
        (staff.DISTANCE.say(language), away),
        *case_rows(case, language, context),
    ]
    before = claim_before(case, context)
    if before is not None:
        rows.append((staff.CLAIM_BEFORE.say(language), moment(before, language)))
    *steps, more = next_steps(case, to.person)
    heading = staff.HEADINGS[fact.why].say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=tuple(rows),
        buttons=(*steps, *refusing(case, to.person), more),
    )
    return Content(alert_alt(case, fact.metres, heading, language), shown)


def _refused(fact: Refused, context: RenderContext) -> Content:
    if fact.leads_to is not None:
        return led_on(fact.number, fact.leads_to, fact.to, context)
    language = fact.to.language
    holder = cut(fact.holder, _HOLDER) or refusals.A_COLLEAGUE.say(language)
    centre = context.centre_name(fact.centre, language) or refusals.ANOTHER_CENTRE.say(language)
    sentence = refusals.SENTENCES[fact.why]
    words = sentence.say(language, number=fact.number, holder=holder, centre=centre, into=fact.into)
    if fact.why is Refusal.NO_CASES:
        return reader_text(words, fact.to)
    # A citizen's way on is to share: the lists would only be refused once more.
    return staff_text(words, fact.to) if fact.to.centre else plain(words, language)


def _claimed(fact: CaseClaimed, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    away = (staff.DISTANCE.say(language), distance(fact.metres, language))
    heading = staff.CLAIMED_HEADING.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(
            away,
            *split_row(case, language),
            *case_rows(case, language, context),
            *best_time_rows(fact.best, language),
            *added_rows(fact.added, language),
        ),
        buttons=next_steps(case, fact.to),
    )
    return Content(staff.CASE_ALT.say(language, number=case.number, heading=heading), shown)


def _going(fact: OfficerGoing, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    heading = staff.GOING_HEADING.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(
            *_what_and_where(case, language, context),
            *best_time_rows(fact.best, language),
            *added_rows(fact.added, language),
        ),
        sentences=(staff.GOING_NEXT.say(language),),
        buttons=next_steps(case, fact.to),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    check_in = PickLocation(staff.CHECK_IN.say(language))
    return Content(alt, shown).offering([check_in])


def _arrived(fact: OfficerArrived, context: RenderContext) -> Content:
    case, language = fact.case, fact.to.language
    metres = case.visit.distance_m
    away = staff.NO_LOCATION.say(language) if metres is None else distance(metres, language)
    heading = staff.ARRIVED_HEADING.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(
            (staff.CHECKED_IN.say(language), away),
            *_what_and_where(case, language, context),
            *added_rows(fact.added, language),
        ),
        sentences=(staff.ARRIVED_NEXT.say(language), *_taken(case, language)),
        buttons=_or_again(next_steps(case, fact.to), case, fact.to),
    )
    alt = staff.CASE_ALT.say(language, number=case.number, heading=heading)
    return Content(alt, shown)


def _taken(case: Case, language: Language) -> tuple[str, ...]:
    """Say what a location was taken for, and the way to enter another person."""
    return () if case.visit.distance_m is None else (staff.CHECKED_IN_NEXT.say(language),)


def _or_again(steps: tuple[Button, ...], case: Case, person: Person) -> tuple[Button, ...]:
    """Offer beside "not found" to go again; elsewhere it stands behind "more"."""
    found, not_found, *others = steps
    return (found, not_found, secondary(revisit_action(case, person)), *others)


def _what_and_where(case: Case, language: Language, context: RenderContext) -> tuple[Row, ...]:
    return (*kind_and_place(case, language, context), *person_rows(case, language))
