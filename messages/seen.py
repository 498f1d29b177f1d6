"""Asking sharers how it stands with the person, and what they are told to their answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from cases.case import Case, State
from cases.facts.answers import (
    AnswerKnown,
    AnswerNotTaken,
    AnswerTaken,
    CaseReopened,
    CaseStillOpen,
    MovedHere,
    SeenFact,
    StillThereAsked,
    TooLateToReopen,
)
from cases.outlook import Taker
from cases.people import Language
from cases.seen import Seen
from messages.context import RenderContext
from messages.guide import pickable, plain, share_place
from messages.message import Content, Message, answer, must_hear
from messages.numbers import number_rows
from messages.parts import Action, Card, PickLocation, Postback, postback, primary, quiet, secondary
from messages.promise import expectation
from messages.texts import citizen, seen
from messages.texts.dates import moment

_Answered = (
    AnswerTaken
    | AnswerKnown
    | AnswerNotTaken
    | MovedHere
    | CaseReopened
    | CaseStillOpen
    | TooLateToReopen
)
_WHILE_OPEN = (Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT)


def told(fact: SeenFact, context: RenderContext) -> list[Message]:
    """Put a fact into words for a sharer."""
    if isinstance(fact, StillThereAsked):
        return [
            one
            for person in fact.sharers
            for one in must_hear(person, _ask(fact.case, person.language))
        ]
    if isinstance(fact, AnswerTaken) and fact.seen is Seen.MOVED:
        return answer(fact.to, _where_now(fact, context))
    if isinstance(fact, MovedHere):  # the receipt of a share
        return must_hear(fact.to, plain(_words(fact, context), fact.to.language))
    return answer(fact.to, plain(_words(fact, context), fact.to.language))


def gone_action(case: Case, language: Language) -> Postback:
    """Let a sharer say at any time that the person is gone."""
    label = seen.ANSWERS[Seen.GONE].say(language)
    return postback(label, "gone", said=label, case=case.number)


def confirm_actions(case: Case, answers: Sequence[Seen], language: Language) -> list[Postback]:
    """Offer answers to one of the bot's questions."""
    return [_confirm(case, one, language) for one in answers]


def with_answers(message: Content, actions: Sequence[Action], language: Language) -> Content:
    """Offer the same answers above the keyboard, and to share a place."""
    share = PickLocation(citizen.SHARE_PLACE.say(language))
    return message.offering([*actions, share])


def _confirm(case: Case, answer: Seen, language: Language) -> Postback:
    label = seen.ANSWERS[answer].say(language)
    return postback(label, "confirm", said=label, case=case.number, seen=answer.value)


def _ask(case: Case, language: Language) -> Content:
    first, *others = actions = confirm_actions(case, _WHILE_OPEN, language)
    shown = Card(
        seen.TEAM_COMES.say(language),
        rows=number_rows(case, language),
        sentences=(seen.STILL_THERE.say(language), seen.ONE_TAP.say(language)),
        buttons=(primary(first), *map(secondary, others[:2]), *map(quiet, others[2:])),
    )
    message = Content(seen.ASK_ALT.say(language, number=case.number), shown)
    return with_answers(message, actions, language)


def _where_now(fact: AnswerTaken, context: RenderContext) -> Content:
    language = fact.to.language
    how = seen.WHERE_NOW_HOW.say(
        language, minutes=context.settings.moved_minutes, number=fact.case.number
    )
    heading = seen.WHERE_NOW.say(language)
    shown = Card(
        heading,
        sentences=(how, seen.NO_FOLLOWING.say(language)),
        buttons=(primary(share_place(language)),),
    )
    return pickable(Content(heading, shown), language)


def _words(fact: _Answered, context: RenderContext) -> str:
    match fact:
        case AnswerTaken():
            return seen.TAKEN[fact.seen].say(fact.to.language, number=fact.case.number)
        case AnswerKnown():
            return seen.KNOWN.say(fact.to.language, number=fact.case.number)
        case AnswerNotTaken():
            return seen.NOT_TAKEN.say(fact.to.language)
        case MovedHere():
            return seen.MOVED_HERE.say(fact.to.language, number=fact.case.number)
        case CaseReopened():
            return _reopened(fact, context)
        case CaseStillOpen():
            waits = fact.case.state is State.WAITING
            still_open = seen.STILL_WAITING if waits else seen.STILL_OPEN
            return still_open.say(fact.to.language, number=fact.case.number)
        case TooLateToReopen():
            days = context.settings.reopen_days
            return seen.TOO_LATE.say(fact.to.language, number=fact.case.number, days=days)
        case _:
            assert_never(fact)


def _reopened(fact: CaseReopened, context: RenderContext) -> str:
    """Say that the team knows, or from when it will: by night nobody may be on duty, and a centre
    may have no team in the chat."""
    case, language = fact.case, fact.to.language
    if fact.outlook and fact.outlook.taker in (Taker.NATION, Taker.NOBODY, Taker.UNTOLD):
        (expected,) = expectation(fact.outlook, language)
        return seen.REOPENED_ALONE.say(language, number=case.number, expected=expected)
    if case.waiting_since <= context.now:
        return seen.REOPENED.say(language, number=case.number)
    since = moment(case.waiting_since, language)
    return seen.REOPENED_RESTING.say(language, number=case.number, since=since)
