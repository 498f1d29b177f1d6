"""A sharer adds what helps to find the person, question by question or in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.asking import AnswerInWords
from cases.case import Case, Detail, Form, Wish
from cases.citizen_facts import (
    DetailAdded,
    DetailAsked,
    DetailsFull,
    HelpAsked,
    KindNotTaken,
)
from cases.details import IN_WORDS, Question
from cases.facts import Fact
from cases.log import Act
from cases.masking import mask
from cases.people import Person, Topic
from cases.ports import Desk
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
from handlers.events import OtherSent, Pressed, TextSent
from handlers.house import House

#: Texts of one person in one case: an officer on the road reads no more, and each may cost a push.
_MOST_OF_A_PERSON = 10
#: The same of all sharers of a case, for a press day's thousands.
_MOST_OF_A_CASE = 100


def add_words(event: TextSent, number: str, desk: Desk, house: House) -> list[Fact]:
    """Keep a text as help to find somebody of the case that the talk is about; nobody learns by it
    who shares."""
    person = desk.people.of_line(event.line_id)
    case = open_case_of(person, number, desk)
    if case is None:
        desk.people.save(replace(person, topic=None))
        return [KindNotTaken(person)]
    known = _words_of(case, desk)
    awaited = is_asked(person, case, desk)
    if _is_full(known, person) and not awaited:
        return [DetailsFull(person, case)]
    case = answered(person, case, desk)
    text = _put_words(event, case, person, desk)
    asked = _after_words(still_open(person, case, desk))
    opened = talk_about(case, person, asked, desk, house)
    added = DetailAdded(person, case, opened, masked=text != event.text)
    is_news = awaited or all(one.text != text for one in known)
    news = tell_holder(case, person, desk, text) if is_news else []
    return [*still_waiting(person, desk, house), added, *news]


def keep_words(event: TextSent, case: Case, person: Person, desk: Desk) -> bool:
    """Keep a text with the case and tell nobody: it may have been meant for the bot. Return whether
    there was room for it."""
    if _is_full(_words_of(case, desk), person):
        return False
    _put_words(event, case, person, desk)
    return True


def is_awaited(person: Person, topic: Topic, desk: Desk) -> bool:
    """Return whether an officer waits for the next words of *person*, be it a bare "ok"."""
    case = lasting(topic.case, desk) if topic == person.case_topic_at(desk.at) else None
    return case is not None and is_asked(person, case, desk)


def ask_for_words(event: OtherSent, desk: Desk, house: House) -> list[Fact]:
    """Say to one whom an officer has asked that nobody hears a voice message; guide the others."""
    person = desk.people.of_line(event.line_id)
    topic = person.case_topic_at(desk.at)
    case = open_case_of(person, topic.case, desk) if topic else None
    if case is None or not is_asked(person, case, desk):
        return talk.guide(event, desk, house)
    return [AnswerInWords(person, case)]


def answer(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Take a tap on a question: skip it, choose it, or say what the person wishes."""
    person = desk.people.of_line(event.line_id)
    case = open_case_of(person, event.case, desk)
    if case is None:
        return [KindNotTaken(person)]
    wish = event.fields.get("wish")
    if wish in set(Wish):
        return _say_wish(Wish(wish), case, person, desk, house)
    asked = talk_about(case, person, _turned(event, person, case, desk), desk, house)
    if event.fields.get("skip") == "kind":
        return [HelpAsked(person, case, asked)]
    return [DetailAsked(person, case, asked)]


def be_thanked(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Answer a courtesy, which is no help to find anybody and must not cost a push."""
    person = desk.people.of_line(event.line_id)
    topic = person.case_topic_at(desk.at)
    case = open_case_of(person, topic.case, desk) if topic else None
    return [DetailAsked(person, case, ())] if case else talk.guide(event, desk, house)


def _words_of(case: Case, desk: Desk) -> list[Detail]:
    return [one for one in desk.cases.details(case.number) if one.form is Form.WORDS]


def _put_words(event: TextSent, case: Case, person: Person, desk: Desk) -> str:
    """Keep the words without what is personal; return what was kept."""
    text = mask(event.text)
    words = Detail(event.message or event.id, person.id, desk.at, Form.WORDS, text)
    desk.cases.put_detail(case.number, words)
    desk.log.record(Act.DETAIL_ADDED, case)
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


def _turned(event: Pressed, person: Person, case: Case, desk: Desk) -> tuple[Question, ...]:
    """Return what is open after a tap; a tap that was made already, or is none of ours, changes
    nothing."""
    asked = still_open(person, case, desk)
    skipped, chosen = event.fields.get("skip"), event.fields.get("ask")
    if skipped == "all":
        return ()
    left = tuple(question for question in asked if question != skipped)
    return tuple(sorted(left, key=lambda question: question != chosen))


def _say_wish(wish: Wish, case: Case, person: Person, desk: Desk, house: House) -> list[Fact]:
    known = case.wish if wish is Wish.UNSPOKEN and case.wish else wish
    asked = tuple(one for one in still_open(person, case, desk) if one is not Question.WISH)
    thanked = DetailAdded(person, case, talk_about(case, person, asked, desk, house))
    if known is case.wish:
        return [thanked]
    said = replace(case, wish=known)
    desk.cases.save(said)
    desk.log.record(Act.WISH_SAID, said)
    # Worth a push once: who did not speak has no news, and who taps to and fro has none either.
    is_news = known is not Wish.UNSPOKEN and case.wish in (None, Wish.UNSPOKEN)
    news = tell_holder(said, person, desk) if is_news else []
    return [replace(thanked, case=said), *news]
