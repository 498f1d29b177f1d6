"""Messages to staff who enter the case of a person who is not on LINE, send an ambiguous place, or
ask a sharer; and the question to the sharer."""

from __future__ import annotations

from dataclasses import replace

from cases.case import Example
from cases.commands import (
    AskSharer,
    DropCaller,
    DropQuestion,
    MarkCaller,
    PlaceIs,
    SayWhosePlace,
)
from cases.facts import answers, shares
from cases.people import Person
from cases.rules import CALLER_MINUTES, TO_TYPE_MINUTES
from messages import chat
from messages.case import kind_and_place, next_steps
from messages.case_card import added_rows, bullets, case_card, holder_name, show_case
from messages.rendering import RenderContext, says, sends
from messages.texts import asking, caller, holding, staff
from messages.texts.text import Text, distance
from messages.ways import choose_questions, list_buttons, share_place, staff_text


@sends(shares.CallerPlaceAwaited, chat.answer)
def place_awaited(fact: shares.CallerPlaceAwaited, _: RenderContext) -> chat.Content:
    """Ask for the place, and show the words that are kept for it."""
    language = fact.to.language
    pick = chat.PickLocation(caller.PICK_PLACE.say(language))
    cancel = chat.ask(caller.CANCEL, DropCaller(), language)
    words = bullets(fact.words)
    shown = chat.card(
        language,
        caller.HEADING,
        rows=((caller.WORDS, words),) if words else (),
        sentences=(caller.PLACE_NEXT.say(language, minutes=CALLER_MINUTES), caller.WORDS_NEXT),
        buttons=(chat.primary(pick), chat.quiet(cancel)),
    )
    return chat.show(shown, replies=(pick, cancel))


@sends(shares.CallerEntered, chat.notify)
def caller_entered(fact: shares.CallerEntered, context: RenderContext) -> chat.Content:
    """Show the case that was opened or joined; must arrive, for its number."""
    language = fact.to.language
    rows = (
        (staff.CENTRE, context.centre_name(fact.case.centre, language)),
        (staff.DISTANCE, distance(fact.metres, language)),
    )
    heading = caller.JOINED if fact.joined else caller.OPENED
    return _case(fact, heading, rows, context)


@sends(shares.CallerMarked, chat.answer)
def caller_marked(fact: shares.CallerMarked, context: RenderContext) -> chat.Content:
    """Show the case with the new kind or danger."""
    return _case(fact, caller.MARKED, (), context)


def _case(
    fact: shares.CallerEntered | shares.CallerMarked,
    heading: Text,
    rows: tuple[chat.TextRow, ...],
    context: RenderContext,
) -> chat.Content:
    case, language = fact.case, fact.to.language
    shown = case_card(
        case,
        fact.to,
        heading,
        rows=(*rows, *kind_and_place(case, language, context), *added_rows(fact.added, language)),
        sentences=(caller.MARK_NEXT,),
        choices=_marks(fact, context),
        buttons=next_steps(case, fact.to) if fact.may_work else list_buttons(language),
    )
    return show_case(shown, language)


def _marks(
    fact: shares.CallerEntered | shares.CallerMarked, context: RenderContext
) -> list[chat.Part]:
    """Return choices of what is not recorded yet: the kind, and every danger."""
    kinds = [
        code for code in context.taxonomy.kinds if code in staff.KINDS and not fact.case.need.kind
    ]
    dangers = [code for code in staff.REASONS if code not in fact.case.need.dangers]
    number = fact.case.number
    marks: list[chat.Part] = [
        chat.Choice(_mark(fact, staff.KINDS[one], MarkCaller(number, kind=one))) for one in kinds
    ]
    if dangers:
        marks.append(chat.Paragraph(caller.DANGER.say(fact.to.language), chat.Emphasis.URGENT))
    asked = (_mark(fact, staff.REASONS[one], MarkCaller(number, urgent=one)) for one in dangers)
    return [*marks, *(chat.Choice(one, urgent=True) for one in asked)]


def _mark(
    fact: shares.CallerEntered | shares.CallerMarked, words: chat.AnyText, command: MarkCaller
) -> chat.Postback:
    return chat.ask(words, command, fact.to.language)


@sends(shares.WhosePlace, chat.notify)
def whose_place(fact: shares.WhosePlace, _: RenderContext) -> chat.Content:
    """Ask what a place is; nothing is stored before the answer."""
    case, language = fact.case, fact.to.language
    near = {"number": case.number, "distance": distance(fact.metres, language)}
    if fact.for_caller:
        words = holding.NEAR_OWN.say(language, **near)
        here, other = holding.CHECK_IN_HERE, _place(fact, holding.CALLERS_PLACE, "caller")
    else:
        holder = holder_name(fact.holder, language)
        words = holding.NEAR_COLLEAGUES.say(language, **near, holder=holder)
        here, other = holding.TAKE_AND_CHECK_IN, _place(fact, holding.OTHER_PERSON, "share")
    shown = chat.card(
        language,
        holding.WHOSE,
        title=case.number,
        sentences=(words,),
        buttons=(
            chat.primary(_place(fact, here, "here")),
            chat.secondary(other),
            chat.quiet(_place(fact, holding.NOTHING, "nothing")),
        ),
    )
    return show_case(shown, language)


def _place(fact: shares.WhosePlace, label: Text, what: PlaceIs) -> chat.Postback:
    return chat.ask(label, SayWhosePlace(fact.case.number, what), fact.to.language)


@sends(shares.PlaceDropped, chat.answer)
def place_dropped(fact: shares.PlaceDropped, _: RenderContext) -> chat.Content:
    """Explain that a place is not used, and why."""
    return staff_text(holding.EXPIRED if fact.expired else holding.DROPPED, fact.to)


says(shares.CallerDropped, caller.DROPPED, staff_text)


@sends(answers.QuestionAwaited, chat.answer)
def question_awaited(fact: answers.QuestionAwaited, _: RenderContext) -> chat.Content:
    """Explain to an officer how to ask, with examples to tap."""
    language, number = fact.to.language, fact.case.number
    examples = [_example(fact, one) for one in Example]
    cancel = chat.ask(asking.CANCEL, DropQuestion(number), language)
    shown = chat.card(
        language,
        asking.HEADING,
        title=number,
        sentences=(
            asking.HOW.say(language, minutes=TO_TYPE_MINUTES),
            asking.MASKED.say(language, left=fact.left),
        ),
        choices=(chat.Choice(one, one.said) for one in examples),
        buttons=(chat.quiet(cancel),),
    )
    return show_case(shown, language, replies=(*examples, cancel))


def _example(fact: answers.QuestionAwaited, example: Example) -> chat.Postback:
    language = fact.to.language
    said = asking.EXAMPLES[example].say(language)
    label = asking.SHORT[example].say(language)
    return chat.Postback(label, AskSharer(fact.case.number, example), said)


@sends(answers.SharerAsked, chat.notify)
def sharer_asked(fact: answers.SharerAsked, _: RenderContext) -> chat.Content:
    """Send the question to the sharer, which is the one push."""
    language = fact.to.language
    question = asking.EXAMPLES[fact.example].say(language) if fact.example else fact.text
    asked = asking.OWN_ASKED if fact.case.own_need else asking.ASKED
    words = asked.say(language, number=fact.case.number, question=f"“{question}”")
    shown = _answerable(words, fact.to, fact.example, fact.text)
    return replace(shown, replies=(*shown.replies, choose_questions(fact.to)))


@sends(answers.AnswerAwaited, chat.answer)
def answer_awaited(fact: answers.AnswerAwaited, _: RenderContext) -> chat.Content:
    """Say that the officer still waits for the answer."""
    return _asked_again(asking.STILL_AWAITED, fact)


@sends(answers.AnswerInWords, chat.answer)
def answer_in_words(fact: answers.AnswerInWords, _: RenderContext) -> chat.Content:
    """Say that only words reach the officer who asked."""
    return _asked_again(asking.IN_WORDS, fact)


def _asked_again(words: Text, fact: answers.AnswerAwaited | answers.AnswerInWords) -> chat.Content:
    asked = fact.case.asking.question
    said = words.say(fact.to.language, number=fact.case.number)
    return _answerable(said, fact.to, asked.example if asked else None)


def _answerable(
    words: str, to: Person, example: Example | None, question: str = ""
) -> chat.Content:
    """Return *words* with the answers that fit the officer's question: to an example, or to a
    *question* in the officer's own words. A place answers "where?"."""
    fits = asking.ANSWERS[example] if example else (asking.NOT_KNOWN,)
    if asking.CAN_BE_YES_OR_NO.search(question):
        fits = asking.YES_OR_NO
    place = [share_place(to.language)] if example is Example.WHERE else []
    return chat.Content(words, replies=(*place, *(chat.Say(one.say(to.language)) for one in fits)))


says(answers.QuestionSent, asking.SENT, staff_text)
says(answers.QuestionDropped, asking.DROPPED, staff_text)
