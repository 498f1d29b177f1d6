"""An officer's question to a sharer: what the officer is shown, and what the sharer reads."""

from __future__ import annotations

from typing import assert_never

from cases.amounts import TO_TYPE_MINUTES
from cases.facts.questions import (
    AnswerAwaited,
    AnswerInWords,
    AskFact,
    Example,
    QuestionAwaited,
    QuestionDropped,
    QuestionSent,
    SharerAsked,
)
from cases.people import Language
from messages.context import RenderContext
from messages.message import Content, Message, answer, must_hear
from messages.parts import Card, Choice, Postback, Say, postback, quiet
from messages.team import staff_text
from messages.texts import asking, staff


def told(fact: AskFact, _: RenderContext) -> list[Message]:
    """Put a fact into words; the question itself is the one push."""
    language = fact.to.language
    match fact:
        case QuestionAwaited():
            return answer(fact.to, _how(fact))
        case QuestionSent():
            words = asking.SENT.say(language, number=fact.case.number)
            return answer(fact.to, staff_text(words, fact.to))
        case QuestionDropped():
            return answer(fact.to, staff_text(asking.DROPPED.say(language), fact.to))
        case SharerAsked():
            return must_hear(fact.to, _question(fact))
        case AnswerAwaited():
            words = asking.STILL_AWAITED.say(language, number=fact.case.number)
            return answer(fact.to, _answerable(words, language))
        case AnswerInWords():
            words = asking.IN_WORDS.say(language, number=fact.case.number)
            return answer(fact.to, _answerable(words, language))
        case _:
            assert_never(fact)


def _how(fact: QuestionAwaited) -> Content:
    language, number = fact.to.language, fact.case.number
    examples = [_example(fact, one) for one in Example]
    drop = asking.CANCEL.say(language)
    cancel = postback(drop, "ask", said=drop, case=number, cancel="yes")
    heading = asking.HEADING.say(language)
    shown = Card(
        heading,
        title=number,
        sentences=(
            asking.HOW.say(language, minutes=TO_TYPE_MINUTES),
            asking.MASKED.say(language, left=fact.left),
        ),
        choices=tuple(
            Choice(action, asking.EXAMPLES[one].say(language))
            for one, action in zip(Example, examples, strict=True)
        ),
        buttons=(quiet(cancel),),
    )
    alt = staff.CASE_ALT.say(language, number=number, heading=heading)
    return Content(alt, shown).offering([*examples, cancel])


def _example(fact: QuestionAwaited, example: Example) -> Postback:
    language = fact.to.language
    said = asking.EXAMPLES[example].say(language)
    label = asking.SHORT[example].say(language)
    return postback(label, "ask", said=said, case=fact.case.number, q=example.value)


def _question(fact: SharerAsked) -> Content:
    language = fact.to.language
    question = asking.EXAMPLES[fact.example].say(language) if fact.example else fact.text
    asked = asking.OWN_ASKED if fact.case.own_need else asking.ASKED
    words = asked.say(language, number=fact.case.number, question=f"“{question}”")
    return _answerable(words, language)


def _answerable(words: str, language: Language) -> Content:
    answers = [Say(one.say(language)) for one in asking.ANSWERS]
    return Content(words).offering(answers)
