"""What people are told of their own data and of the limits: which words for which fact."""

from __future__ import annotations

from typing import assert_never

from cases.facts.personal_data import (
    DangerSaid,
    DataFact,
    EraseAsked,
    Erased,
    EraseRefused,
    MyDataShown,
    NamelessHeard,
    NothingKept,
    NoticeGiven,
    TooManyMessages,
    TooManyShares,
)
from cases.people import Language
from messages.context import RenderContext
from messages.guide import call_actions, notice, plain
from messages.hotlines import DANGER, HOTLINE
from messages.limits import danger_said, too_many_messages, too_many_shares
from messages.message import Content, Message, answer, must_hear
from messages.my_data import ask_erase, my_data_card
from messages.team import staff_text
from messages.texts import citizen, my_data, team


def told(fact: DataFact, context: RenderContext) -> list[Message]:
    """Put a fact into words."""
    language = fact.to.language
    match fact:
        case NoticeGiven():
            return answer(fact.to, notice(language, context.settings))
        case MyDataShown():
            return my_data_card(fact, context)
        case EraseAsked():
            return answer(fact.to, ask_erase(fact))
        case EraseRefused():
            first = team.RETURN_CASES_FIRST.say_of(language, fact.cases, cases=fact.cases)
            return answer(fact.to, staff_text(first, fact.to))
        case Erased():
            words = plain(my_data.ERASED.say(language), language)
            return [Message(fact.to, words, names_nobody=True)]
        case NothingKept():
            words = plain(my_data.NOTHING_KEPT.say(language), language)
            return [Message(fact.to, words, names_nobody=True)]
        case TooManyMessages():
            return answer(fact.to, too_many_messages(fact))
        case TooManyShares():
            return answer(fact.to, too_many_shares(fact, context.taxonomy))
        case NamelessHeard():
            return [Message(fact.to, _nameless(language), names_nobody=True)]
        case DangerSaid():
            return must_hear(fact.to, danger_said(fact, context.taxonomy))
        case _:
            assert_never(fact)


def _nameless(language: Language) -> Content:
    """Speak both languages to one of whom nothing is known."""
    both = sorted(Language, key=lambda one: one is not language)
    words = "\n\n".join(citizen.NAMELESS.say(one) for one in both)
    actions = call_actions((HOTLINE, *DANGER), language)
    return Content(words).offering(actions)
