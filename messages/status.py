"""A sharer's own cases, as cards side by side."""

from __future__ import annotations

from cases.case import Case, State
from cases.commands import Seen
from cases.facts.shares import OwnCase, StatusShown
from cases.people import Language
from cases.rules import may_be_trafficking, may_reopen
from messages import chat
from messages.guide import own_words
from messages.rendering import RenderContext, centre_name, renders
from messages.seen import confirm_actions, merged_rows, outcome_words
from messages.texts import citizen, own_need, results, status
from messages.texts.text import HOTLINE, moment
from messages.ways import call_buttons, expectation, gone_button, plain, share_place

#: States that a sharer does not see if trafficking is suspected: that a team is on the way would
#: warn the trafficker.
_UNSEEN = (State.GOING, State.ON_SITE)


@renders(StatusShown)
def status_shown(fact: StatusShown, context: RenderContext) -> list[chat.Message]:
    """Show the state of each case, and nothing of its officer. Thank for caring about others, but
    not a person who asked for help."""
    language = fact.to.language
    if not fact.cases:
        return chat.answer(fact.to, plain(status.EMPTY, fact.to))
    first, *others = cards = tuple(_own_case(one, language, context) for one in fact.cases)
    alt = status.ALT.say(language, number=first.title, state=first.heading)
    for_themselves = any(one.case.own_need for one in fact.cases)
    heading = status.LATEST if for_themselves else status.THANKS
    shown = chat.Content(alt, cards if others else first, (share_place(language),))
    return chat.answer(fact.to, chat.Content(chat.say(heading, language)), shown)


def _own_case(own: OwnCase, language: Language, context: RenderContext) -> chat.Card:
    case = own.case
    return chat.card(
        language,
        status.STATES[_seen(case, context)],
        chat.Tone.CALM if case.is_open else chat.Tone.DONE,
        title=case.number,
        rows=_rows(own, language),
        sentences=(
            _open(own, language, context) if case.is_open else _closed(case, language, context)
        ),
        buttons=_buttons(case, language, context),
    )


def _seen(case: Case, context: RenderContext) -> State:
    """Return the state of a case that a sharer sees."""
    hidden = case.state in _UNSEEN and may_be_trafficking(case, context.taxonomy)
    return State.CLAIMED if hidden else case.state


def _goes_again(case: Case, context: RenderContext) -> bool:
    """Return whether a sharer is told of the planned visit."""
    planned = case.state is State.WAITING and case.visit.revisit_at is not None
    return planned and not may_be_trafficking(case, context.taxonomy)


def _rows(own: OwnCase, language: Language) -> tuple[chat.TextRow, ...]:
    case = own.case
    rows = (
        *merged_rows(case),
        (status.OPENED_AT, moment(case.opened_at, language)),
        (citizen.CENTRE, centre_name(own.centre, language)),
    )
    if case.closed_at is None:
        return rows
    return (*rows, (status.CLOSED_AT, moment(case.closed_at, language)))


def _open(own: OwnCase, language: Language, context: RenderContext) -> tuple[chat.AnyText, ...]:
    again = _goes_again(own.case, context)
    return (
        *((status.PASSED_ON,) if own.case.was_passed_on else ()),
        status.GOES_AGAIN if again else status.NEXT[_seen(own.case, context)],
        *expectation(own.outlook, language),
    )


def _closed(case: Case, language: Language, context: RenderContext) -> tuple[chat.AnyText, ...]:
    if case.own_need:
        return (own_words(case, language, context.taxonomy), own_need.STILL)
    result = outcome_words(case, language, context.taxonomy)
    if not _can_be_reopened(case, context):
        return (result,)
    days = context.settings.reopen_days
    return (result, results.IF_STILL_THERE.say(language, days=days))


def _buttons(case: Case, language: Language, context: RenderContext) -> tuple[chat.Button, ...]:
    calls = call_buttons([HOTLINE], language)
    if case.is_open:
        return calls if case.own_need else (*calls, gone_button(case, language))
    answers = (Seen.STILL,) if _can_be_reopened(case, context) else ()
    again = map(chat.secondary, confirm_actions(case, answers, language))
    return (*again, chat.secondary(share_place(language)), *calls)


def _can_be_reopened(case: Case, context: RenderContext) -> bool:
    return not case.own_need and may_reopen(case, context.now, context.settings.reopen_days)
