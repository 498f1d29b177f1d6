"""What a typed text asks for, by who writes it and what the talk is about.

What the words say, and how sure that is, was found at the edge; here it is decided whether they may
ask for it at all: a citizen's "queue" is the name of a place, and an officer's question to a sharer
is none to the bot.

Words that are likely to ask for something are asked back with one tap, and nothing is lost. Danger
and own need are asked at once, with the numbers to call; what was written is a detail of the case
all the same. What else may be meant is kept with the case, and costs the officer no push."""

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
from handlers.citizen import conversation, detail, own_need, talk
from handlers.citizen.conversation import case_of_talk
from handlers.citizen.kind import ask_danger
from handlers.events import TextSent
from handlers.permission import obey
from handlers.request import Request, handles
from handlers.staff import asking, caller, team
from handlers.staff.team import codes_in

#: What is an answer while an officer waits for one.
_MAY_ANSWER = (Thank, Skip, Cancel, AskDanger)
#: What the next text of somebody is taken for, by what the talk is about.
_ANSWERS = {
    About.DETAIL: detail.add_words,
    About.MOVED: detail.add_words,
    About.ASK: asking.send,
    About.CALLER: caller.add_words,
}
#: What would be said of the words themselves: the question back says it.
_OF_WORDS = DetailAdded | DetailsFull | KindNotTaken
#: Said to a sharer or by a caller as well as to the bot: while the member writes to them, to them.
_SAID_TO_PEOPLE = (Thank, Skip, AskDanger, Start, ShowStatus, SayOwnNeed)


@dataclass(frozen=True, slots=True)
class Meant:
    """A command, or None; it is done only if it is *sure*, else asked back."""

    command: Command | None = None
    sure: bool = False

    @property
    def is_grave(self) -> bool:
        """Return whether it is the gravest of what may be meant."""
        return isinstance(self.command, SayOwnNeed | AskDanger)


@handles(TextSent)
def _text(request: Request[TextSent]) -> list[Fact]:
    person = request.person
    topic = next(filter(None, (person.topic_at(request.at, one) for one in _ANSWERS)), None)
    codes = codes_in(request.event.text, in_talk=topic is not None)
    if codes:
        return team.join(request, codes)
    found = meant(request.event, person, request.at)
    may_answer = not found.sure or isinstance(found.command, _MAY_ANSWER)
    if may_answer and topic and detail.is_awaited(person, topic, request):
        answered = detail.add_words(request, topic.case)
        return [*answered, *_ask_grave(request, found)]
    if found.command and found.sure:
        began = obey(request.asking(found.command))
        if isinstance(found.command, EnterCaller) and request.event.rest:
            return caller.add_first_words(request, began)
        return began
    if found.command:
        return _ask_back(request, found)
    if topic and request.event.text:
        return _ANSWERS[topic.about](request, topic.case)
    kept = conversation.keep(request, person)
    if person.topic_at(request.at, About.OWN_NEED):
        return own_need.hear(request)
    return talk.show_way(person, request, kept=kept)


def meant(event: TextSent, person: Person, at: datetime) -> Meant:
    """Return what *person* asks for by *event*."""
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
    return any(person.topic_at(at, about) for about in (About.ASK, About.CALLER))


def _allowed(command: Command | None, person: Person, at: datetime) -> Command | None:
    """Return *command* as this person may mean it: a case by its number, or "my case", is staff's
    way to it and a sharer's question how far it is; words of staff are for all others a text like
    any other; a few words mean what they say only where somebody is asked."""
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
    """Ask whether *found* is meant by a text."""
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
    """Ask back about danger and own need, whatever else becomes of the words."""
    if isinstance(found.command, AskDanger):
        return ask_danger(request)
    if isinstance(found.command, SayOwnNeed):
        return [OwnNeedAsked(request.person, case_of_talk(request.person, request))]
    return []
