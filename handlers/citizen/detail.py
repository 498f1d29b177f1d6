"""Details that a sharer adds to help find the person: answers to questions, skipped questions, free
words, and the end of the talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cases.case import IN_WORDS, Case, Detail, Form, Question, Wish, questions
from cases.commands import AnswerQuestion, Cancel, Skip, Thank
from cases.facts.answers import AnswerInWords, NotReadable
from cases.facts.fact import Fact
from cases.facts.shares import DetailAdded, DetailAsked, DetailsFull, HelpAsked, KindNotTaken
from cases.log import Act
from cases.masking import mask
from cases.people import About, Person, Topic
from handlers import not_on_line
from handlers.citizen import talk
from handlers.citizen.conversation import (
    answered,
    case_of_talk,
    is_asked,
    open_case_of,
    put_words,
    still_open,
    surviving_case,
    talk_about,
    tell_holder,
    words_sent,
)
from handlers.citizen.sharer import still_waiting
from handlers.events import OtherSent, TextSent
from handlers.request import CommandRequest, Request, handles
from handlers.staff import asking

#: Texts of one person in one case: an officer on the road reads no more, and each may cost a push.
_MOST_OF_A_PERSON = 10
#: The most texts of all sharers in one case: on a press day thousands may write.
_MOST_OF_A_CASE = 100


def add_words(request: Request[TextSent], number: str) -> list[Fact]:
    """Add a text to the case that the talk is about. The answer discloses to nobody who shared the
    case."""
    person = request.person
    case = open_case_of(person, number, request)
    if case is None:
        request.people.save(replace(person, topic=None))
        return [KindNotTaken(person)]
    known = _words_of(case, request)
    awaited = is_asked(person, case, request)
    if _is_full(known, person) and not awaited:
        return [DetailsFull(person, case)]
    case = answered(person, case, request)
    before = still_open(person, case, request)
    answers = None if awaited else next((one for one in before if one in IN_WORDS), None)
    text = _put_words(request, case, person, answers)
    asked = _after_words(before)
    opened = talk_about(case, person, asked, request)
    added = DetailAdded(person, case, opened, masked=text != request.event.text)
    is_news = awaited or all(one.text != text for one in known)
    news = tell_holder(case, person, request, text) if is_news else []
    return [*still_waiting(person, request), added, *news]


def keep_words(request: Request[TextSent], case: Case, person: Person) -> bool:
    """Add a text to the case without a message to anybody, because it may have been meant for the
    bot. Return whether there was room."""
    if _is_full(_words_of(case, request), person):
        return False
    _put_words(request, case, person)
    return True


def is_awaited(person: Person, topic: Topic, request: Request[object]) -> bool:
    """Return whether an officer waits for the next text of *person*; then even a bare "ok" is an
    answer."""
    case = (
        surviving_case(topic.case, request) if topic == person.case_topic_at(request.at) else None
    )
    return case is not None and is_asked(person, case, request)


@handles(OtherSent)
def ask_for_words(request: Request[OtherSent]) -> list[Fact]:
    """Say that a voice message or the like cannot be read, and what to do instead; to one that the
    bot does not know show the guide."""
    person, kind = request.person, request.event.kind
    case = case_of_talk(person, request)
    if case is not None and is_asked(person, case, request):
        return [AnswerInWords(person, case)]
    if kind is None:
        return talk.guide(request)
    late = [] if person.centre else still_waiting(person, request)
    return [*late, NotReadable(person, kind, case)]


@handles(AnswerQuestion)
def answer(request: CommandRequest[AnswerQuestion]) -> list[Fact]:
    """Handle a tap on a question: skip it, take a choice, or record what the person wishes."""
    person = request.person
    command = request.command
    case = open_case_of(person, command.case, request)
    if case is None:
        return [KindNotTaken(person)]
    if command.wish is not None:
        return _say_wish(command.wish, case, person, request)
    asked = talk_about(case, person, _turned(command, person, case, request), request)
    if command.skip == "kind":
        return [HelpAsked(person, case, asked)]
    return [DetailAsked(person, case, asked)]


@handles(Thank)
def answer_thanks(request: CommandRequest[Thank]) -> list[Fact]:
    """Answer thanks. They are no detail of a case, and must not cost a push."""
    person = request.person
    case = case_of_talk(person, request)
    return [DetailAsked(person, case, ())] if case else talk.guide(request)


def _words_of(case: Case, request: Request[object]) -> list[Detail]:
    return [one for one in request.cases.details(case.number) if one.form is Form.WORDS]


def _put_words(
    request: Request[TextSent], case: Case, person: Person, answers: Question | None = None
) -> str:
    """Add the words to the case, masked, with the question that they answer; return the masked
    text."""
    text = mask(request.event.text)
    put_words(case, words_sent(request.event, person.id, text, answers), request)
    return text


def _is_full(known: Sequence[Detail], person: Person) -> bool:
    own = sum(one.person == person.id for one in known)
    return own >= _MOST_OF_A_PERSON or len(known) >= _MOST_OF_A_CASE


def _after_words(asked: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions that stay open after a text. The text answers the question that asks for
    words; if that is not open, the first one, so that no question is repeated for ever."""
    in_words = [question for question in asked if question in IN_WORDS]
    answered = (*in_words, *asked)[:1]
    return tuple(question for question in asked if question not in answered)


def _turned(
    command: AnswerQuestion, person: Person, case: Case, request: Request[object]
) -> tuple[Question, ...]:
    """Return the questions that stay open after a tap; a repeated or unknown tap changes
    nothing."""
    asked = still_open(person, case, request)
    if command.skip == "all":
        return ()
    left = tuple(question for question in asked if question != command.skip)
    return tuple(sorted(left, key=lambda question: question != command.ask))


def _say_wish(wish: Wish, case: Case, person: Person, request: Request[object]) -> list[Fact]:
    known = case.need.wish if wish is Wish.UNSPOKEN and case.need.wish else wish
    asked = tuple(one for one in still_open(person, case, request) if one is not Question.WISH)
    thanked = DetailAdded(person, case, talk_about(case, person, asked, request))
    if known is case.need.wish:
        return [thanked]
    said = replace(case, need=replace(case.need, wish=known))
    request.cases.save(said)
    request.log.record(Act.WISH_SAID, said)
    # Worth one push: a person who did not speak is no news, and neither are further taps.
    is_news = known is not Wish.UNSPOKEN and case.need.wish in (None, Wish.UNSPOKEN)
    news = tell_holder(said, person, request) if is_news else []
    return [replace(thanked, case=said), *news]


@handles(Skip)
def skip(request: CommandRequest[Skip]) -> list[Fact]:
    """Skip the question that is asked now."""
    person = request.person
    case = case_of_talk(person, request)
    if case is None:
        return talk.guide(request)
    asked = still_open(person, case, request)
    if case.need.kind is None and not case.own_need and asked == questions(case):
        # Drop the last question too, so that a person who skips again and again reaches the end.
        return [HelpAsked(person, case, talk_about(case, person, asked[:-1], request))]
    return [DetailAsked(person, case, talk_about(case, person, asked[1:], request))]


@handles(Cancel)
def cancel(request: CommandRequest[Cancel]) -> list[Fact]:
    """End the open question, or the text that a member began to write."""
    person = request.person
    if any(person.topic_at(request.at, one) for one in (About.ASK, About.NOTE, About.REVIEW)):
        return asking.drop(request)
    if person.topic_at(request.at, About.CALLER):
        return not_on_line.drop(request)
    case = case_of_talk(person, request)
    if case is not None:
        quiet = replace(person, topic=None)
        return [DetailAsked(quiet, case, talk_about(case, quiet, (), request))]
    if person.topic_at(request.at, About.OWN_NEED):
        request.people.save(replace(person, topic=None))
    return talk.guide(request)
