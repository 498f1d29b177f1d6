"""Decides what a typed text asks for, by its sender and by the topic of the talk.

The meaning of the words, and how sure it is, was found at the edge; here it is decided whether the
sender may ask for it at all: a citizen's "queue" is the name of a place, and an officer's question
to a sharer is none to the bot.

If words probably ask for something the bot asks back, with one tap to confirm, and nothing is lost.
Danger and own need are asked about at once, with the numbers to call; the text is added to the case
as a detail all the same. Other texts are added to the case, and cost the officer no push."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.commands import (
    AskDanger,
    Cancel,
    Command,
    EnterCaller,
    LookUp,
    SayOwnNeed,
    ShowMine,
    ShowStatus,
    Skip,
    Start,
    Thank,
)
from cases.facts.answers import ActAsked, OwnNeedAsked
from cases.facts.fact import Fact
from cases.facts.shares import DetailAdded, DetailsFull, KindNotTaken
from cases.people import About, Person
from cases.rules import RULES, Who
from handlers import membership, not_on_line
from handlers.citizen import conversation, detail, in_words, own_need, talk
from handlers.citizen.conversation import case_of_talk
from handlers.citizen.kind import ask_danger
from handlers.events import TextSent
from handlers.membership import codes_in
from handlers.permission import obey
from handlers.request import Request, handles
from handlers.staff import asking, note, review

#: Commands whose words are an answer while an officer waits for one.
_MAY_ANSWER = (Thank, Skip, Cancel, AskDanger)
#: The handler of a person's next text, by the topic of the talk.
_ANSWERS = {
    About.DETAIL: detail.add_words,
    About.MOVED: detail.add_words,
    About.ASK: asking.send,
    About.CALLER: not_on_line.add_words,
    About.NOTE: note.add_note,
    About.REVIEW: review.send,
}
#: Topics in which a text goes to somebody else, whatever it names; before a caller's case is opened
#: its place may be written too.
_WRITES = (About.ASK, About.NOTE, About.CALLER, About.REVIEW)
#: Facts about the words themselves, which the question back replaces.
_OF_WORDS = DetailAdded | DetailsFull | KindNotTaken
#: Commands whose words may be meant for a sharer or by a caller: they are, while the member writes
#: to them.
_SAID_TO_PEOPLE = (Thank, Skip, AskDanger, Start, ShowStatus, SayOwnNeed)


@dataclass(frozen=True, slots=True)
class Meant:
    """A command, or None. If it is not *sure* the bot asks back instead of doing it."""

    command: Command | None = None
    sure: bool = False

    @property
    def is_grave(self) -> bool:
        """Return whether the command is one of the gravest: own need or danger."""
        return isinstance(self.command, SayOwnNeed | AskDanger)


@handles(TextSent)
def _text(request: Request[TextSent]) -> list[Fact]:
    person = request.person
    topic = next(filter(None, (person.topic_at(request.at, one) for one in _ANSWERS)), None)
    codes = codes_in(request.event.text, in_talk=topic is not None)
    if codes:
        return membership.join(request, codes)
    found = meant(request.event, person, request.at)
    may_answer = not found.sure or isinstance(found.command, _MAY_ANSWER)
    if may_answer and topic and detail.is_awaited(person, topic, request):
        answered = detail.add_words(request, topic.case)
        return [*answered, *_ask_grave(request, found)]
    if found.command and found.sure:
        began = obey(request.asking(found.command))
        if isinstance(found.command, EnterCaller) and request.event.rest:
            return not_on_line.add_first_words(request, began)
        return began
    if topic is None or topic.about not in _WRITES or not topic.case:
        place = in_words.read(request)
        if place:
            return [*place, *_ask_grave(request, found)]
    if found.command:
        return _ask_back(request, found)
    if topic and request.event.text:
        return _ANSWERS[topic.about](request, topic.case)
    kept = conversation.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    return talk.show_way(person, request, kept=kept)


def meant(event: TextSent, person: Person, at: datetime) -> Meant:
    """Return the command that *person* means by *event*."""
    sure = _allowed(event.command, person, at)
    if sure:
        return Meant(sure, sure=True)
    if _writes_to_people(person, at):
        return Meant()
    talks = person.topic is not None and at < person.topic.until
    alone = None if talks or person.centre else event.perhaps
    allowed = (_allowed(command, person, at) for command in event.likely)
    return Meant(alone or next(filter(None, allowed), None))


def _writes_to_people(person: Person, at: datetime) -> bool:
    return any(person.topic_at(at, about) for about in _WRITES)


def _allowed(command: Command | None, person: Person, at: datetime) -> Command | None:
    """Return *command* as this person may mean it. A case number or "my case" opens the case for
    staff, and is a question for the status from a sharer. Words of staff are ordinary text from
    anybody else. A few words are a command only as the answer to a question."""
    if command is None or person.centre is not None:
        allowed = command
    elif isinstance(command, LookUp | ShowMine):
        return ShowStatus()
    else:
        allowed = command if RULES[type(command)].who is Who.ANYBODY else None
    if isinstance(allowed, _SAID_TO_PEOPLE) and _writes_to_people(person, at):
        return None
    needs_talk = (Skip, AskDanger) if person.centre is not None else Skip
    if isinstance(allowed, needs_talk) and not person.case_topic_at(at):
        return None
    return allowed


def _ask_back(request: Request[TextSent], found: Meant) -> list[Fact]:
    """Ask whether the text means *found*."""
    person = request.person
    case = case_of_talk(person, request)
    if found.command and not found.is_grave:
        kept = case if case and detail.keep_words(request, case, person) else None
        return [ActAsked(person, found.command, kept)]
    if case is None:
        conversation.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    words = detail.add_words(request, case.number) if case else []
    if case is not None and case.own_need and isinstance(found.command, SayOwnNeed):
        return words
    told = [fact for fact in words if not isinstance(fact, _OF_WORDS)]
    return [*told, *_ask_grave(request, found)]


def _ask_grave(request: Request[TextSent], found: Meant) -> list[Fact]:
    """Ask back about danger and own need, whatever else is done with the words."""
    if isinstance(found.command, AskDanger):
        return ask_danger(request)
    if isinstance(found.command, SayOwnNeed):
        return [OwnNeedAsked(request.person, case_of_talk(request.person, request))]
    return []
