"""A sharer adds what helps to find the person, question by question or in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import Case, Detail, Form, Wish
from cases.details import IN_WORDS, Question
from cases.facts.fact import Fact
from cases.facts.questions import AnswerInWords
from cases.facts.shares import DetailAdded, DetailAsked, DetailsFull, HelpAsked, KindNotTaken
from cases.log import Act
from cases.masking import mask
from cases.people import Person, Topic
from cases.ports import UnitOfWork
from handlers.citizen import talk
from handlers.citizen.conversation import (
    answered,
    is_asked,
    open_case_of,
    still_open,
    talk_about,
    tell_holder,
)
from handlers.citizen.merged import lasting
from handlers.citizen.promise import still_waiting
from handlers.context import Context
from handlers.events import OtherSent, Pressed, TextSent

#: Texts of one person in one case: an officer on the road reads no more, and each may cost a push.
_MOST_OF_A_PERSON = 10
#: The same of all sharers of a case, for a press day's thousands.
_MOST_OF_A_CASE = 100


def add_words(event: TextSent, number: str, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Keep a text as help to find somebody of the case that the talk is about; nobody learns by it
    who shares."""
    person = unit.people.of_line(event.line_id)
    case = open_case_of(person, number, unit)
    if case is None:
        unit.people.save(replace(person, topic=None))
        return [KindNotTaken(person)]
    known = _words_of(case, unit)
    awaited = is_asked(person, case, unit)
    if _is_full(known, person) and not awaited:
        return [DetailsFull(person, case)]
    case = answered(person, case, unit)
    text = _put_words(event, case, person, unit)
    asked = _after_words(still_open(person, case, unit))
    opened = talk_about(case, person, asked, unit, context)
    added = DetailAdded(person, case, opened, masked=text != event.text)
    is_news = awaited or all(one.text != text for one in known)
    news = tell_holder(case, person, unit, text) if is_news else []
    return [*still_waiting(person, unit, context), added, *news]


def keep_words(event: TextSent, case: Case, person: Person, unit: UnitOfWork) -> bool:
    """Keep a text with the case and tell nobody: it may have been meant for the bot. Return whether
    there was room for it."""
    if _is_full(_words_of(case, unit), person):
        return False
    _put_words(event, case, person, unit)
    return True


def is_awaited(person: Person, topic: Topic, unit: UnitOfWork) -> bool:
    """Return whether an officer waits for the next words of *person*, be it a bare "ok"."""
    case = lasting(topic.case, unit) if topic == person.case_topic_at(unit.at) else None
    return case is not None and is_asked(person, case, unit)


def ask_for_words(event: OtherSent, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Say to one whom an officer has asked that nobody hears a voice message; guide the others."""
    person = unit.people.of_line(event.line_id)
    topic = person.case_topic_at(unit.at)
    case = open_case_of(person, topic.case, unit) if topic else None
    if case is None or not is_asked(person, case, unit):
        return talk.guide(event, unit, context)
    return [AnswerInWords(person, case)]


def answer(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Take a tap on a question: skip it, choose it, or say what the person wishes."""
    person = unit.people.of_line(event.line_id)
    case = open_case_of(person, event.case, unit)
    if case is None:
        return [KindNotTaken(person)]
    wish = event.fields.get("wish")
    if wish in set(Wish):
        return _say_wish(Wish(wish), case, person, unit, context)
    asked = talk_about(case, person, _turned(event, person, case, unit), unit, context)
    if event.fields.get("skip") == "kind":
        return [HelpAsked(person, case, asked)]
    return [DetailAsked(person, case, asked)]


def be_thanked(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Answer a courtesy, which is no help to find anybody and must not cost a push."""
    person = unit.people.of_line(event.line_id)
    topic = person.case_topic_at(unit.at)
    case = open_case_of(person, topic.case, unit) if topic else None
    return [DetailAsked(person, case, ())] if case else talk.guide(event, unit, context)


def _words_of(case: Case, unit: UnitOfWork) -> list[Detail]:
    return [one for one in unit.cases.details(case.number) if one.form is Form.WORDS]


def _put_words(event: TextSent, case: Case, person: Person, unit: UnitOfWork) -> str:
    """Keep the words without what is personal; return what was kept."""
    text = mask(event.text)
    words = Detail(event.message or event.id, person.id, unit.at, Form.WORDS, text)
    unit.cases.put_detail(case.number, words)
    unit.log.record(Act.DETAIL_ADDED, case)
    return text


def _is_full(known: Sequence[Detail], person: Person) -> bool:
    own = sum(one.person == person.id for one in known)
    return own >= _MOST_OF_A_PERSON or len(known) >= _MOST_OF_A_CASE


def _after_words(asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """Take a text as the answer to the first question in words; with none of them left, as passing
    by what is asked now, so that nothing is asked again and again."""
    in_words = [question for question in asked if question in IN_WORDS]
    answered = (*in_words, *asked)[:1]
    return tuple(question for question in asked if question not in answered)


def _turned(event: Pressed, person: Person, case: Case, unit: UnitOfWork) -> tuple[Question, ...]:
    """Return what is open after a tap; a tap that was made already, or is none of ours, changes
    nothing."""
    asked = still_open(person, case, unit)
    skipped, chosen = event.fields.get("skip"), event.fields.get("ask")
    if skipped == "all":
        return ()
    left = tuple(question for question in asked if question != skipped)
    return tuple(sorted(left, key=lambda question: question != chosen))


def _say_wish(
    wish: Wish, case: Case, person: Person, unit: UnitOfWork, context: Context
) -> list[Fact]:
    known = case.wish if wish is Wish.UNSPOKEN and case.wish else wish
    asked = tuple(one for one in still_open(person, case, unit) if one is not Question.WISH)
    thanked = DetailAdded(person, case, talk_about(case, person, asked, unit, context))
    if known is case.wish:
        return [thanked]
    said = replace(case, wish=known)
    unit.cases.save(said)
    unit.log.record(Act.WISH_SAID, said)
    # Worth a push once: who did not speak has no news, and who taps to and fro has none either.
    is_news = known is not Wish.UNSPOKEN and case.wish in (None, Wish.UNSPOKEN)
    news = tell_holder(said, person, unit) if is_news else []
    return [replace(thanked, case=said), *news]
