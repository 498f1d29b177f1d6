"""An officer's question to a sharer: what the officer is shown, and what the sharer reads."""

from __future__ import annotations

from cases.amounts import TO_TYPE_MINUTES
from cases.facts.questions import (
    AnswerAwaited,
    AnswerInWords,
    Example,
    QuestionAwaited,
    QuestionDropped,
    QuestionSent,
    SharerAsked,
)
from cases.people import Person
from messages.case_card import show_case
from messages.compose import Said, ask, card, say
from messages.context import RenderContext
from messages.message import Content, Message, answer, notify
from messages.parts import Choice, Postback, Say, quiet
from messages.rendering import renders, says
from messages.texts import asking
from messages.ways import staff_text


@renders(QuestionAwaited)
def question_awaited(fact: QuestionAwaited, _: RenderContext) -> list[Message]:
    """Show an officer how to ask, with examples to tap."""
    language, number = fact.to.language, fact.case.number
    examples = [_example(fact, one) for one in Example]
    cancel = ask(asking.CANCEL, "ask", language, case=number, cancel="yes")
    shown = card(
        language,
        asking.HEADING,
        title=number,
        sentences=(
            asking.HOW.say(language, minutes=TO_TYPE_MINUTES),
            asking.MASKED.say(language, left=fact.left),
        ),
        choices=(Choice(one, one.said) for one in examples),
        buttons=(quiet(cancel),),
    )
    return answer(fact.to, show_case(shown, language, replies=(*examples, cancel)))


def _example(fact: QuestionAwaited, example: Example) -> Postback:
    language = fact.to.language
    fields = {"case": fact.case.number, "q": example.value}
    said = asking.EXAMPLES[example].say(language)
    return Postback(asking.SHORT[example].say(language), "ask", fields, said)


@renders(SharerAsked)
def sharer_asked(fact: SharerAsked, _: RenderContext) -> list[Message]:
    """Put the question to the sharer, which is the one push."""
    language = fact.to.language
    question = asking.EXAMPLES[fact.example].say(language) if fact.example else fact.text
    asked = asking.OWN_ASKED if fact.case.own_need else asking.ASKED
    words = asked.say(language, number=fact.case.number, question=f"“{question}”")
    return notify(fact.to, _answerable(words, fact.to))


def _answerable(words: Said, to: Person) -> Content:
    replies = tuple(Say(one.say(to.language)) for one in asking.ANSWERS)
    return Content(say(words, to.language), replies=replies)


says(QuestionSent, asking.SENT, staff_text)
says(QuestionDropped, asking.DROPPED, staff_text)
says(AnswerAwaited, asking.STILL_AWAITED, _answerable)
says(AnswerInWords, asking.IN_WORDS, _answerable)
