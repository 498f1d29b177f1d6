"""A sharer's own cases, as cards side by side."""

from __future__ import annotations

from cases.case import Case, State
from cases.facts.shares import OwnCase, StatusShown
from cases.people import Language
from cases.rules import may_be_trafficking, may_reopen
from cases.seen import Seen
from messages.context import RenderContext, centre_name
from messages.guide import call_buttons, pickable, plain, share_place
from messages.hotlines import HOTLINE
from messages.message import Content, Message, answer
from messages.numbers import merged_rows
from messages.own_need import own_words
from messages.parts import Button, Card, Row, Tone, quiet, secondary
from messages.promise import expectation
from messages.result import outcome_words
from messages.seen import confirm_actions, gone_action
from messages.texts import citizen, own_need, results, status
from messages.texts.dates import moment

#: Where trafficking is suspected the case looks like any other that an officer has: that a team is
#: on the way would warn one who forces others.
_UNSEEN = (State.GOING, State.ON_SITE)


def status_shown(fact: StatusShown, context: RenderContext) -> list[Message]:
    """Show how far each case is; nothing of who works on it. Thank for caring about others, but not
    one who asked for help."""
    language = fact.to.language
    if not fact.cases:
        return answer(fact.to, plain(status.EMPTY.say(language), language))
    bubbles = [_own_case(one, language, context) for one in fact.cases]
    latest = fact.cases[0].case
    state = status.STATES[_seen(latest, context)].say(language)
    alt = status.ALT.say(language, number=latest.number, state=state)
    shown = Content(alt, tuple(bubbles) if len(bubbles) > 1 else bubbles[0])
    for_themselves = any(one.case.own_need for one in fact.cases)
    heading = status.LATEST if for_themselves else status.THANKS
    return answer(fact.to, Content(heading.say(language)), pickable(shown, language))


def _seen(case: Case, context: RenderContext) -> State:
    """Return how far a sharer sees the case."""
    hidden = case.state in _UNSEEN and may_be_trafficking(case, context.taxonomy)
    return State.CLAIMED if hidden else case.state


def _goes_again(case: Case, context: RenderContext) -> bool:
    """Return whether a sharer reads that the team goes there again."""
    planned = case.state is State.WAITING and case.visit.revisit_at is not None
    return planned and not may_be_trafficking(case, context.taxonomy)


def _own_case(own: OwnCase, language: Language, context: RenderContext) -> Card:
    case = own.case
    sentences = (
        _closed(case, language, context) if not case.is_open else _open(own, language, context)
    )
    return Card(
        status.STATES[_seen(case, context)].say(language),
        Tone.CALM if case.is_open else Tone.DONE,
        title=case.number,
        rows=_rows(own, language),
        sentences=sentences,
        buttons=_buttons(case, language, context),
    )


def _rows(own: OwnCase, language: Language) -> tuple[Row, ...]:
    case = own.case
    rows = (
        *merged_rows(case, language),
        (status.OPENED_AT.say(language), moment(case.opened_at, language)),
        (citizen.CENTRE.say(language), centre_name(own.centre, language)),
    )
    if case.closed_at is None:
        return rows
    return (*rows, (status.CLOSED_AT.say(language), moment(case.closed_at, language)))


def _open(own: OwnCase, language: Language, context: RenderContext) -> tuple[str, ...]:
    again = _goes_again(own.case, context)
    words = status.GOES_AGAIN if again else status.NEXT[_seen(own.case, context)]
    what_next = words.say(language)
    passed_on = (status.PASSED_ON.say(language),) if own.case.was_passed_on else ()
    return (*passed_on, what_next, *expectation(own.outlook, language))


def _closed(case: Case, language: Language, context: RenderContext) -> tuple[str, ...]:
    if case.own_need:
        return (own_words(case, language, context.taxonomy), own_need.STILL.say(language))
    result = outcome_words(case, language, context.taxonomy)
    if not _can_be_reopened(case, context):
        return (result,)
    days = context.settings.reopen_days
    return (result, results.IF_STILL_THERE.say(language, days=days))


def _buttons(case: Case, language: Language, context: RenderContext) -> tuple[Button, ...]:
    calls = call_buttons([HOTLINE], language)
    if case.is_open:
        gone = () if case.own_need else (quiet(gone_action(case, language)),)
        return (*calls, *gone)
    again = (
        confirm_actions(case, (Seen.STILL,), language) if _can_be_reopened(case, context) else ()
    )
    return (*map(secondary, again), secondary(share_place(language)), *calls)


def _can_be_reopened(case: Case, context: RenderContext) -> bool:
    return not case.own_need and may_reopen(case, context.now, context.settings.reopen_days)
