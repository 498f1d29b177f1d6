"""The queue of a centre and an officer's own cases, as cards side by side."""

from __future__ import annotations

from cases.amounts import CASES_A_PAGE
from cases.case import Case
from cases.details import NOTHING_ADDED, Added
from cases.facts.casework import QueueShown
from messages.added import added_rows_in_list
from messages.case import (
    PLACE_IN_LIST,
    case_rows,
    centre_row,
    next_steps,
    only_way,
    priority,
    state,
    tone,
)
from messages.context import RenderContext, centre_name
from messages.handover import giver_rows
from messages.message import Content
from messages.parts import Button, Card, Postback, Tone, postback, primary, secondary
from messages.rounds import round_button
from messages.team import staff_text
from messages.texts import rounds, staff
from messages.texts.text import Label


def cases_shown(fact: QueueShown, context: RenderContext) -> Content:
    """Show one page of cases; beyond them a card that leads on and back."""
    if not fact.cases:
        return _nothing(fact)
    known = fact.added or [NOTHING_ADDED] * len(fact.cases)
    cards = [
        _case(case, added, fact, context) for case, added in zip(fact.cases, known, strict=True)
    ]
    turns = _turns(fact)
    if turns:
        language = fact.to.language
        pages = staff.PAGES.say(language, **_range(fact))
        turning = Card(_turning(fact), Tone.QUIET, sentences=(pages,), buttons=turns)
        cards.append(turning)
    shown = Content(_alt(fact), tuple(cards))
    return shown.offering([round_button(fact.to.language)]) if fact.mine else shown


def _case(case: Case, added: Added, fact: QueueShown, context: RenderContext) -> Card:
    language = fact.to.language
    rows = (
        *centre_row(case, fact.centre.id, language, context),
        *giver_rows(case, language, context)[:1],
        *case_rows(case, language, context, place_graphemes=PLACE_IN_LIST),
        *added_rows_in_list(added, language),
    )
    return Card(
        state(case, fact.to),
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=rows,
        buttons=only_way(case, fact.to) if fact.only_look else next_steps(case, fact.to),
    )


def _turns(fact: QueueShown) -> tuple[Button, ...]:
    turns = []
    if (fact.page + 1) * CASES_A_PAGE < fact.total:
        turns.append(primary(_turn(fact, staff.NEXT_PAGE, fact.page + 1)))
    if fact.page > 0:
        turns.append(secondary(_turn(fact, staff.PREVIOUS_PAGE, fact.page - 1)))
    if fact.mine and fact.total > 1:
        turns.append(secondary(round_button(fact.to.language)))
    return tuple(turns)


def _turning(fact: QueueShown) -> str:
    """Head the last card: with what is on other pages, or with the way through them all."""
    words = staff.OTHER_PAGES if fact.total > CASES_A_PAGE else rounds.ROUND
    return words.say(fact.to.language)


def _turn(fact: QueueShown, label: Label, page: int) -> Postback:
    words = label.say(fact.to.language)
    return postback(words, "mine" if fact.mine else "queue", said=words, page=str(page))


def _nothing(fact: QueueShown) -> Content:
    language = fact.to.language
    if fact.page > 0:
        words = staff.PAGE_EMPTY.say(language)
        return Content(words).offering([_turn(fact, staff.FIRST_PAGE, 0)])
    return staff_text((staff.MINE_EMPTY if fact.mine else staff.QUEUE_EMPTY).say(language), fact.to)


def _alt(fact: QueueShown) -> str:
    language = fact.to.language
    if fact.mine:
        return staff.MINE_ALT.say(language, **_range(fact))
    return staff.QUEUE_ALT.say(language, centre=centre_name(fact.centre, language), **_range(fact))


def _range(fact: QueueShown) -> dict[str, int]:
    first = fact.page * CASES_A_PAGE + 1
    return {"first": first, "last": first + len(fact.cases) - 1, "total": fact.total}
