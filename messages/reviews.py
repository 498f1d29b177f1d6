"""A result that a sharer disputes: what its heads decide, and who closed the case explains."""

from __future__ import annotations

from cases.case import Case
from cases.commands import DropQuestion, Explain, Review
from cases.facts import answers
from cases.people import Language, Person
from cases.rules import TO_TYPE_MINUTES
from messages import chat
from messages.case import act, centre_row
from messages.case_card import holder_name, show_case
from messages.outcomes import closed_row, outcome_row
from messages.rendering import RenderContext, renders, says, sends
from messages.texts import heard, proof
from messages.texts.text import distance
from messages.ways import list_buttons, lists, staff_text

#: A whole text of an officer, as it is kept of others: LINE's card has the room.
_EXPLANATION = 500


@renders(answers.OutcomeDisputed)
def outcome_disputed(fact: answers.OutcomeDisputed, context: RenderContext) -> list[chat.Message]:
    """Notify the heads of a centre that a sharer contradicts the outcome."""
    heads = (head.person for head in fact.heads)
    return chat.notify_each(heads, lambda to: _disputed(fact, to, context))


def _disputed(fact: answers.OutcomeDisputed, head: Person, context: RenderContext) -> chat.Content:
    case, language = fact.case, head.language
    closer = chat.cut(fact.closer, 40) or heard.LEFT_THE_TEAM
    shown = chat.card(
        language,
        heard.DISPUTED,
        chat.Tone.QUIET,
        title=case.number,
        rows=(
            *centre_row(case, head.centre, language, context),
            outcome_row(case, language, context.taxonomy),
            closed_row(case, language),
            (heard.CLOSED_BY, closer),
            (heard.CHECK_IN, _check_in(case, language)),
        ),
        sentences=(heard.DISPUTED_NEXT,),
        buttons=(*_decisions(fact, head), chat.quiet(lists(language)[0])),
    )
    return show_case(shown, language)


def _decisions(fact: answers.OutcomeDisputed, head: Person) -> tuple[chat.Button, ...]:
    number = fact.case.number
    ask = chat.primary(act(heard.ASK_CLOSER, Review(number, "ask"), head))
    return (
        *((ask,) if fact.closer and fact.case.holder != head.id else ()),
        chat.secondary(act(heard.OPEN_AGAIN, Review(number, "reopen"), head)),
        chat.secondary(act(heard.KEEP_RESULT, Review(number, "keep"), head)),
    )


def _check_in(case: Case, language: Language) -> str:
    """Return how far from the pin who closed the case checked in, and their reason."""
    visit = case.visit
    away = heard.NO_CHECK_IN.say(language)
    if visit.distance_m is not None:
        away = heard.CHECKED_IN_AT.say(language, distance=distance(visit.distance_m, language))
    reasons = (
        *((proof.FAR_REASONS[visit.far_reason],) if visit.far_reason else ()),
        *((proof.UNMET_REASONS[visit.no_check_in],) if visit.no_check_in else ()),
    )
    return " · ".join((away, *(one.say(language) for one in reasons)))


@sends(answers.OutcomeReviewed, chat.answer)
def outcome_reviewed(fact: answers.OutcomeReviewed, _: RenderContext) -> chat.Content:
    """Say what was done."""
    words = heard.REVIEWED[fact.what].say(fact.to.language, number=fact.case.number)
    return staff_text(words, fact.to)


@sends(answers.ExplanationAsked, chat.notify)
def explanation_asked(fact: answers.ExplanationAsked, context: RenderContext) -> chat.Content:
    """Ask who closed the case; an answer takes a tap first, for their next text may be another."""
    case, language = fact.case, fact.to.language
    why = heard.ASKED_WHY.say(language, head=holder_name(fact.head, language))
    shown = chat.card(
        language,
        heard.ASKED_BY_HEAD,
        title=case.number,
        rows=(outcome_row(case, language, context.taxonomy), closed_row(case, language)),
        sentences=(why,),
        buttons=(chat.primary(act(heard.EXPLAIN, Explain(case.number), fact.to)),),
    )
    return show_case(shown, language)


@sends(answers.ExplanationAwaited, chat.answer)
def explanation_awaited(fact: answers.ExplanationAwaited, _: RenderContext) -> chat.Content:
    """Wait for the text."""
    language, number = fact.to.language, fact.case.number
    how = heard.EXPLAIN_HOW.say(language, number=number, minutes=TO_TYPE_MINUTES)
    cancel = chat.ask(heard.NOT_EXPLAINED, DropQuestion(number), language)
    return chat.Content(how, replies=(cancel,))


says(answers.ExplanationSent, heard.EXPLANATION_SENT, staff_text)


@renders(answers.ExplanationGiven)
def explanation_given(fact: answers.ExplanationGiven, context: RenderContext) -> list[chat.Message]:
    """Bring the explanation to the heads, with what they may still decide."""
    heads = (head.person for head in fact.heads)
    return chat.notify_each(heads, lambda to: _explained(fact, to))


def _explained(fact: answers.ExplanationGiven, head: Person) -> chat.Content:
    language, number = head.language, fact.case.number
    shown = chat.card(
        language,
        heard.EXPLAINED,
        title=number,
        rows=((heard.CLOSED_BY, chat.cut(fact.closer, 40)),),
        sentences=(chat.cut(fact.text, _EXPLANATION),),
        buttons=(
            chat.secondary(act(heard.KEEP_RESULT, Review(number, "keep"), head)),
            chat.secondary(act(heard.OPEN_AGAIN, Review(number, "reopen"), head)),
            *list_buttons(language)[1:],
        ),
    )
    return show_case(shown, language)
