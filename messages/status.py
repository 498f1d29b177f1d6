"""What sharers read of their cases: the questions about the person, the outcome, the replies to
their answers, and the state of each case on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, Seen, State
from cases.commands import Confirm
from cases.facts import answers
from cases.facts.shares import OwnCase, SharersTold, StatusShown
from cases.outlook import Taker
from cases.people import Language, Person
from cases.rules import may_be_trafficking, may_reopen
from cases.taxonomy import Taxonomy
from messages import chat
from messages.guide import own_result, own_words, sorry
from messages.rendering import RenderContext, centre_name, renders, says, sends
from messages.texts import citizen, correction, own_need, results, seen, status
from messages.texts.text import HOTLINE, Text, moment
from messages.ways import (
    call_buttons,
    choose_questions,
    expectation,
    gone_button,
    plain,
    share_place,
)

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
    return (result, results.IF_STILL_THERE.say(language, days=context.settings.reopen_days))


def _buttons(case: Case, language: Language, context: RenderContext) -> tuple[chat.Button, ...]:
    calls = call_buttons([HOTLINE], language)
    if case.is_open:
        return calls if case.own_need else (*calls, gone_button(case, language))
    answers = (Seen.STILL,) if _can_be_reopened(case, context) else ()
    again = map(chat.secondary, confirm_actions(case, answers, language))
    return (*again, chat.secondary(share_place(language)), *calls)


def _can_be_reopened(case: Case, context: RenderContext) -> bool:
    return not case.own_need and may_reopen(case, context.now, context.settings.reopen_days)


_WHILE_OPEN = (Seen.HERE, Seen.MOVED, Seen.GONE, Seen.LEFT)
#: The most numbers of merged cases that are named, the latest; nobody reads more.
_NUMBERS = 5


@renders(answers.StillThereAsked)
def still_there_asked(fact: answers.StillThereAsked, _: RenderContext) -> list[chat.Message]:
    """Ask the sharers of a case whether the person is there: an officer sets off."""
    return chat.notify_each(fact.sharers, lambda to: _still_there(fact.case, to))


def _still_there(case: Case, to: Person) -> chat.Content:
    language = to.language
    first, *others = actions = confirm_actions(case, _WHILE_OPEN, language)
    shown = chat.card(
        language,
        seen.TEAM_COMES,
        rows=number_rows(case),
        sentences=(seen.STILL_THERE, seen.ONE_TAP),
        buttons=(
            chat.primary(first),
            *map(chat.secondary, others[:2]),
            *map(chat.quiet, others[2:]),
        ),
    )
    alt = seen.ASK_ALT.say(language, number=case.number)
    return chat.show(shown, alt, (*actions, share_place(language), choose_questions(to)))


def confirm_actions(case: Case, answers: Sequence[Seen], language: Language) -> list[chat.Postback]:
    """Return the answers to one of the bot's questions as actions."""
    return [chat.ask(seen.ANSWERS[one], Confirm(case.number, one), language) for one in answers]


def number_rows(case: Case) -> tuple[chat.TextRow, ...]:
    """Return the row of the case's number."""
    return ((citizen.NUMBER, case.number), *merged_rows(case))


def merged_rows(case: Case) -> tuple[chat.TextRow, ...]:
    """Return the row of the merged cases' numbers: their sharers know no other."""
    shown = ", ".join(case.links.merged[: -_NUMBERS - 1 : -1])
    return ((citizen.TOGETHER_WITH, shown),) if shown else ()


@sends(answers.AnswerTaken, chat.answer)
def answer_taken(fact: answers.AnswerTaken, context: RenderContext) -> chat.Content:
    """Thank for an answer, and ask a sharer who reported a move for the new place."""
    if fact.seen is Seen.MOVED:
        return _where_now(fact, context)
    return plain(seen.TAKEN[fact.seen].say(fact.to.language, number=fact.case.number), fact.to)


def _where_now(fact: answers.AnswerTaken, context: RenderContext) -> chat.Content:
    language, minutes = fact.to.language, context.settings.moved_minutes
    how = seen.WHERE_NOW_HOW.say(language, minutes=minutes, number=fact.case.number)
    shown = chat.card(
        language,
        seen.WHERE_NOW,
        sentences=(how, seen.NO_FOLLOWING),
        buttons=(chat.primary(share_place(language)),),
    )
    return chat.show(shown, replies=(share_place(language),))


says(answers.OtherPersonHeard, seen.OTHER_PERSON, plain)


@sends(answers.CaseReopened, chat.answer)
def case_reopened(fact: answers.CaseReopened, context: RenderContext) -> chat.Content:
    """Confirm that the team knows, or from when it will: by night nobody may be on duty, and a
    centre may have no team in the chat."""
    case, language = fact.case, fact.to.language
    if fact.outlook and fact.outlook.taker in (Taker.NATION, Taker.NOBODY, Taker.UNTOLD):
        (expected,) = expectation(fact.outlook, language)
        words = seen.REOPENED_ALONE.say(language, number=case.number, expected=expected)
    elif case.waiting_since <= context.now:
        words = seen.REOPENED.say(language, number=case.number)
    else:
        since = moment(case.waiting_since, language)
        words = seen.REOPENED_RESTING.say(language, number=case.number, since=since)
    return plain(words, fact.to)


@renders(answers.ReopeningTold)
def reopening_told(fact: answers.ReopeningTold, _: RenderContext) -> list[chat.Message]:
    """Tell the others that what they had heard was not the end."""
    words = seen.REOPENED_BY_HEAD if fact.by_head else seen.REOPENED_FOR_OTHERS
    return chat.notify_each(
        fact.sharers,
        lambda to: plain(words.say(to.language, number=fact.case.number), to),
    )


@sends(answers.CaseStillOpen, chat.answer)
def case_still_open(fact: answers.CaseStillOpen, _: RenderContext) -> chat.Content:
    """Explain that the case need not be reopened."""
    waits = fact.case.state is State.WAITING
    words = seen.STILL_WAITING if waits else seen.STILL_OPEN
    return plain(words.say(fact.to.language, number=fact.case.number), fact.to)


@sends(answers.TooLateToReopen, chat.answer)
def too_late_to_reopen(fact: answers.TooLateToReopen, context: RenderContext) -> chat.Content:
    """Ask for a new share of a case that was closed too long ago."""
    language, days = fact.to.language, context.settings.reopen_days
    return plain(seen.TOO_LATE.say(language, number=fact.case.number, days=days), fact.to)


says(answers.AnswerKnown, seen.KNOWN, plain)
says(answers.AnswerNotTaken, seen.NOT_TAKEN, plain)
says(answers.MovedHere, seen.MOVED_HERE, plain, chat.notify)


@renders(SharersTold)
def sharers_told(fact: SharersTold, context: RenderContext) -> list[chat.Message]:
    """Send sharers the outcome of their case, if it is news to them."""
    sharers = fact.sharers if _is_news(fact.case, context) else ()
    return chat.notify_each(sharers, lambda to: _result(fact.case, to.language, context))


def _result(case: Case, language: Language, context: RenderContext) -> chat.Content:
    """Return the outcome in plain words. No answer is primary: the question is optional."""
    if case.own_need:
        return own_result(case, language, context)
    words = outcome_words(case, language, context.taxonomy)
    went = _went(case, context.taxonomy)
    answers = (Seen.YES, Seen.STILL, Seen.WRONG) if went else (Seen.STILL, Seen.WRONG)
    actions = confirm_actions(case, answers, language)
    shown = chat.card(
        language,
        correction.RESULT if case.visit.was else results.RESULT,
        chat.Tone.DONE,
        rows=(*number_rows(case), (citizen.CENTRE, context.centre_name(case.centre, language))),
        sentences=(
            *sorry(case),
            words,
            results.THANKS,
            results.IF_STILL_THERE.say(language, days=context.settings.reopen_days),
            results.DID_YOU_SEE if went else results.TELL_US,
        ),
        buttons=(
            *map(chat.secondary, actions),
            chat.quiet(share_place(language)),
            *call_buttons([HOTLINE], language),
        ),
    )
    alt = results.RESULT_ALT.say(language, number=case.number, result=words)
    return chat.show(shown, alt, (*actions, share_place(language)))


def _is_news(case: Case, context: RenderContext) -> bool:
    """Return whether the outcome differs from what its sharers were sent before."""
    if not case.visit.was:
        return True
    before, language = (
        replace(case, visit=replace(case.visit, outcomes=case.visit.was)),
        Language.THAI,
    )
    words = own_words if case.own_need else outcome_words
    said, now = (words(one, language, context.taxonomy).splitlines() for one in (before, case))
    # Equal outcomes of several persons are named once; their order is no news.
    return sorted(said) != sorted(now)


def outcome_words(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Return the outcome of a case, without anybody's secret."""
    if len(case.visit.outcomes) > 1:
        return _words_of_several(case, language, taxonomy)
    (code,) = case.visit.outcomes or ("",)
    return _words_of(code, taxonomy).say(language)


def _words_of_several(case: Case, language: Language, taxonomy: Taxonomy) -> str:
    """Return the number of persons met, then what was done, each once."""
    done = dict.fromkeys(_done(code, taxonomy) for code in case.visit.outcomes)
    lines = [f"• {words.say(language)}" for words in done]
    met = results.MET_SEVERAL.say(language, persons=len(case.visit.outcomes))
    return "\n".join([met, *lines])


def _done(code: str, taxonomy: Taxonomy) -> Text:
    outcome = taxonomy.outcomes.get(code)
    by_group = results.DONE_BY_GROUP.get(outcome.group if outcome else "", results.DONE_OTHERWISE)
    return results.DONE_BY_CODE.get(code, by_group)


def _went(case: Case, taxonomy: Taxonomy) -> bool:
    """Return whether a sharer may have seen the team: some outcomes are known without a visit."""
    known = [taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    return any(outcome.needs_visit for outcome in known if outcome)


def _words_of(code: str, taxonomy: Taxonomy) -> Text:
    outcome = taxonomy.outcomes.get(code)
    by_group = results.BY_GROUP.get(outcome.group if outcome else "", results.OTHERWISE)
    return results.BY_CODE.get(code, by_group)
