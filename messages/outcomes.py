"""The end of a case: the question for its outcome, the confirmation and the correction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from cases.case import Case, State
from cases.commands import (
    AskFacts,
    Close,
    Correct,
    OfCase,
    SayFewer,
    SayNoCheckIn,
    SaySeveral,
)
from cases.facts import casework
from cases.people import Language, Person
from cases.taxonomy import Outcome, Taxonomy
from messages import chat
from messages.case import act
from messages.case_card import show_case
from messages.rendering import RenderContext, renders, says, sends
from messages.texts import correction, proof, staff
from messages.texts.text import Label, distance, moment
from messages.ways import list_buttons, staff_text


@renders(casework.OutcomeAsked)
def outcome_asked(fact: casework.OutcomeAsked, context: RenderContext) -> list[chat.Message]:
    """Show the outcomes that are possible now, a card for each group; if it is asked again, first
    say why."""
    case, language = fact.case, fact.to.language
    asked = staff.ASK_OUTCOME.say(language)
    if case.visit.persons > 1:
        asked = f"{asked} · {_person_now(case, language)}"
    possible = [
        outcome
        for outcome in context.taxonomy.outcomes_where(found=fact.found)
        if case.state is State.ON_SITE or not outcome.needs_visit
    ]
    place = {code: number for number, code in enumerate(fact.often)}
    possible.sort(key=lambda outcome: place.get(outcome.code, len(place)))
    cards = _menu(case, possible, close_of(case), asked, language)
    if fact.found:
        cards.append(_persons_card(case, language))
    alt = staff.CASE_ALT.say(language, number=case.number, heading=asked)
    earlier = [chat.Content(_earlier_menu(case, language))] if fact.stale else []
    replies = _in_short(possible, close_of(case), language)
    return chat.answer(fact.to, *earlier, chat.Content(alt, tuple(cards), replies))


@sends(casework.CaseClosed, chat.notify)
def closed(fact: casework.CaseClosed, context: RenderContext) -> chat.Content:
    """Confirm the outcome, with a button to the queue."""
    case, language, taxonomy = fact.case, fact.to.language, context.taxonomy
    facts = chat.secondary(act(proof.OFFER, AskFacts(case.number), fact.to))
    shown = chat.card(
        language,
        staff.CLOSED_HEADING,
        chat.Tone.DONE,
        title=case.number,
        rows=(
            outcome_row(case, language, taxonomy),
            *_met_rows(case, language),
            *_far_rows(case, language),
            closed_row(case, language),
        ),
        sentences=(
            staff.CLOSED_NEXT if fact.heard else staff.CLOSED_UNHEARD,
            *_ask_why(fact),
        ),
        choices=_reasons(fact),
        buttons=(
            *list_buttons(language),
            *((facts,) if taxonomy.people_met(case.visit.outcomes) else ()),
            _offer_correction(case, fact.to),
        ),
    )
    return show_case(shown, language)


def _ask_why(fact: casework.CaseClosed | casework.OutcomeCorrected) -> tuple[chat.AnyText, ...]:
    return (proof.UNMET_WHY,) if fact.unproved and not fact.case.visit.no_check_in else ()


def _reasons(fact: casework.CaseClosed | casework.OutcomeCorrected) -> tuple[chat.Choice, ...]:
    """Return the reasons why no check-in proves a visit with nobody met, if one is asked."""
    if not _ask_why(fact):
        return ()
    number, language = fact.case.number, fact.to.language
    return tuple(
        chat.Choice(chat.ask(words, SayNoCheckIn(number, why), language))
        for why, words in proof.UNMET_REASONS.items()
    )


says(casework.NoCheckInSaid, proof.UNMET_SAID, staff_text)


@sends(casework.CorrectedPersonAsked, chat.answer)
def corrected_person_asked(
    fact: casework.CorrectedPersonAsked, context: RenderContext
) -> chat.Content:
    """Ask whose outcome is wrong, if there were several persons."""
    case, language = fact.case, fact.to.language
    named = enumerate(_of_each(case, language, context.taxonomy), start=1)
    choices = (_person(case, person, *row) for person, row in named)
    shown = chat.card(language, correction.WHOSE, title=case.number, choices=choices)
    return show_case(shown, language)


def _person(case: Case, person: int, name: str, outcome: str) -> chat.Choice:
    words = f"{name}: {outcome}"
    return chat.Choice(chat.Postback(name, correction_of(case, person), said=words), words)


@sends(casework.CorrectionAsked, chat.answer)
def correction_asked(fact: casework.CorrectionAsked, _: RenderContext) -> chat.Content:
    """Ask for the right outcome, with the person's number if there were several."""
    case, language = fact.case, fact.to.language
    whose = _person_of(case, fact.person, language)
    asked = correction.ASKED.say(language)
    asked = f"{asked} · {whose}" if whose else asked
    cards = _menu(case, fact.outcomes, correction_of(case, fact.person), asked, language)
    alt = staff.CASE_ALT.say(language, number=case.number, heading=asked)
    replies = _in_short(fact.outcomes, correction_of(case, fact.person), language)
    return chat.Content(alt, tuple(cards), replies)


@sends(casework.OutcomeCorrected, chat.notify)
def outcome_corrected(fact: casework.OutcomeCorrected, context: RenderContext) -> chat.Content:
    """Confirm the right outcome."""
    case, language = fact.case, fact.to.language
    rows: tuple[chat.TextRow, ...] = (outcome_row(case, language, context.taxonomy),)
    if len(case.visit.outcomes) > 1:
        rows = _of_each(case, language, context.taxonomy)
    shown = chat.card(
        language,
        correction.CORRECTED,
        chat.Tone.DONE,
        badge=_person_of(case, fact.person, language),
        title=case.number,
        rows=(*rows, *_far_rows(case, language)),
        sentences=(
            correction.CORRECTED_NEXT if fact.heard else correction.CORRECTED_UNHEARD,
            *_ask_why(fact),
        ),
        choices=_reasons(fact),
        buttons=(*list_buttons(language), _offer_correction(case, fact.to)),
    )
    return show_case(shown, language)


def close_of(case: Case) -> Close:
    """Return what a button asks for that closes a case: the outcome of the next person."""
    person, of = len(case.visit.outcomes) + 1, case.visit.persons
    return Close(case.number, person=person, of=of)


def correction_of(case: Case, person: int) -> Correct:
    """Return what a button asks for that corrects the outcome of *person*; the button names no
    person if there is only one."""
    return Correct(case.number, person if len(case.visit.outcomes) > 1 else 0)


def _menu(
    case: Case,
    outcomes: Iterable[Outcome],
    command: Close | Correct,
    asked: str,
    language: Language,
) -> list[chat.Card]:
    """Return a card for each group of outcomes; a tap requests *do* with one of them."""
    groups: dict[str, list[chat.Choice]] = {}
    for one in outcomes:
        choice = chat.Choice(
            chat.ask(one.name(language), replace(command, outcome=one.code), language)
        )
        groups.setdefault(one.group, []).append(choice)
    return [
        chat.card(
            language,
            staff.GROUPS.get(group, staff.OTHER_GROUP),
            badge=asked,
            title=case.number,
            choices=choices,
        )
        for group, choices in groups.items()
    ]


def _in_short(
    outcomes: Iterable[Outcome], command: Close | Correct, language: Language
) -> tuple[chat.Postback, ...]:
    """Return quick replies to the outcomes that have a short name; the chat shows the whole one."""
    known = ((proof.OUTCOMES_IN_SHORT.get(one.code), one) for one in outcomes)
    return tuple(
        chat.Postback(
            short.say(language), replace(command, outcome=one.code), said=one.name(language)
        )
        for short, one in known
        if short is not None
    )


def _persons_card(case: Case, language: Language) -> chat.Card:
    """Return the card to say that there are several persons, or fewer than were recorded."""
    alone = case.visit.persons == 1
    several = chat.secondary(_number(proof.SEVERAL, SaySeveral(case.number), case, language))
    return chat.card(
        language,
        proof.SEVERAL,
        title=case.number,
        sentences=(proof.SEVERAL_HOW if alone else _person_now(case, language),),
        buttons=(several,) if alone else _ways_back(case, language),
    )


def _ways_back(case: Case, language: Language) -> tuple[chat.Button, ...]:
    done = len(case.visit.outcomes)
    next_person = SayFewer(case.number, done + 1, case.visit.persons)
    fewer = _number(proof.ONLY, next_person, case, language)
    label = proof.START_AGAIN if done else proof.NUMBER_OF_PERSONS
    again = _number(label, SaySeveral(case.number, again=done), case, language)
    return (chat.secondary(fewer), chat.quiet(again))


def _number(label: Label, command: OfCase, case: Case, language: Language) -> chat.Postback:
    words = label.say(language, persons=case.visit.persons - 1)
    return chat.ask(words, command, language, about=case.number)


def _earlier_menu(case: Case, language: Language) -> str:
    """Return that the button belonged to an earlier question, and which one is open."""
    done = len(case.visit.outcomes)
    if not done:
        return proof.OLD_MENU.say(language)
    return proof.ANSWERED.say(language, done=done, person=done + 1, of=case.visit.persons)


def _person_now(case: Case, language: Language) -> str:
    """Return of which person the outcome is asked."""
    return proof.PERSON_OF.say(language, person=len(case.visit.outcomes) + 1, of=case.visit.persons)


def _person_of(case: Case, person: int, language: Language) -> str:
    """Return which of the persons who were met it is; "" if there was only one."""
    of = len(case.visit.outcomes)
    return proof.PERSON_OF.say(language, person=person, of=of) if of > 1 else ""


def _offer_correction(case: Case, to: Person) -> chat.Button:
    """Return the button from a close to the other outcomes, which works for some minutes."""
    return chat.quiet(act(correction.CORRECT, Correct(case.number), to))


def outcome_row(case: Case, language: Language, taxonomy: Taxonomy) -> chat.TextRow:
    """Return the outcome of a case; an outcome of several persons once, with their number."""
    known = [
        (taxonomy.outcomes.get(code), times) for code, times in Counter(case.visit.outcomes).items()
    ]
    names = [_times(one.name(language), times, language) for one, times in known if one]
    return (staff.OUTCOME, ", ".join(names))


def _times(name: str, times: int, language: Language) -> str:
    return proof.TIMES.say(language, outcome=name, times=times) if times > 1 else name


def _of_each(case: Case, language: Language, taxonomy: Taxonomy) -> tuple[tuple[str, str], ...]:
    """Return the outcome of each of several persons."""
    known = [taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    return tuple(
        (_person_of(case, person, language), outcome.name(language) if outcome else "")
        for person, outcome in enumerate(known, start=1)
    )


def _met_rows(case: Case, language: Language) -> tuple[chat.TextRow, ...]:
    """Return the number of persons who were met, if there were several."""
    met = len(case.visit.outcomes)
    return ((proof.PERSONS, proof.SO_MANY.say(language, persons=met)),) if met > 1 else ()


def _far_rows(case: Case, language: Language) -> tuple[chat.TextRow, ...]:
    """Return how far from the pin the person was found, and why, if it was far."""
    if case.visit.far_reason is None or case.visit.distance_m is None:
        return ()
    reason = proof.FAR_REASONS[case.visit.far_reason].say(language)
    away = distance(case.visit.distance_m, language)
    return ((proof.FAR_ROW, proof.FAR_VALUE.say(language, distance=away, reason=reason)),)


def closed_row(case: Case, language: Language) -> chat.TextRow:
    return (staff.CLOSED_AT, moment(case.closed_at or case.opened_at, language))
