"""What a typed text asks for, by who writes it and what the talk is about.

What the words say, and how sure that is, was found at the edge; here it is decided whether they may
ask for it at all: a citizen's "queue" is the name of a place, and an officer's question to a sharer
is none to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.commands import (
    AskDanger,
    Command,
    LookUp,
    SayOwnNeed,
    ShowMine,
    ShowStatus,
    Skip,
    Start,
    Thank,
)
from cases.people import About, Person
from cases.rules import RULES, Who
from handlers.events import TextSent

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
