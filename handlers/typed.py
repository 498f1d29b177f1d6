"""What a typed text asks for, by who writes it and what the talk is about.

What the words say, and how sure that is, was found at the edge; here it is decided whether they may
ask for it at all: a citizen's "queue" is the name of a place, and an officer's question to a sharer
is none to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.people import About, Person
from handlers.events import Pressed, TextSent

#: What anybody may type; the other words are staff's, and for all others a text like any other.
FOR_EVERYBODY = frozenset(
    {
        "thanks",
        "skip",
        "cancel",
        "urgent",
        "start",
        "status",
        "language",
        "own_need",
        "my_data",
        "erase",
    }
)
#: A case by its number, "my case": what staff work on, and what a sharer asks about.
_STATUS_OF_A_CITIZEN = frozenset({"look", "mine"})
#: Said to a sharer or by a caller as well as to the bot: while the member writes to them, to them.
_SAID_TO_PEOPLE = frozenset({"thanks", "skip", "urgent", "start", "status", "own_need"})
#: The gravest of what may be meant.
GRAVE = frozenset({"own_need", "urgent"})


@dataclass(frozen=True, slots=True)
class Meant:
    """An act, with its fields ("language&to=en"), or nothing; it is done only if it is *sure*."""

    act: str = ""
    sure: bool = False

    @property
    def name(self) -> str:
        """Return the act without its fields."""
        return self.act.split("&")[0]


def meant(event: TextSent, person: Person, at: datetime) -> Meant:
    """Return what *person* asks for by *event*."""
    sure = _allowed(event.act, person, at)
    if sure:
        return Meant(sure, sure=True)
    if _writes_to_people(person, at):
        return Meant()
    talks = person.topic is not None and at < person.topic.until
    alone = "" if talks or person.centre else event.perhaps
    allowed = (_allowed(act, person, at) for act in event.likely)
    return Meant(alone or next(filter(None, allowed), ""))


def pressed(event: TextSent, act: str) -> Pressed:
    """Take a typed word for the button that it stands for: "language&to=en"."""
    name, *fields = act.split("&")
    values = dict(field.split("=") for field in fields)
    return Pressed(event.id, event.at, event.line_id, name, values, reply_token=event.reply_token)


def _writes_to_people(person: Person, at: datetime) -> bool:
    return any(person.topic_at(at, about) for about in (About.ASK, About.CALLER))


def _allowed(act: str, person: Person, at: datetime) -> str:
    """Return *act* as this person may mean it: a case number is staff's way to the case, and a
    sharer's question how far it is; a few words mean what they say only where somebody is asked."""
    name, is_staff = act.split("&")[0], person.centre is not None
    if name in _STATUS_OF_A_CITIZEN and not is_staff:
        return "status"
    if name not in FOR_EVERYBODY:
        return act if is_staff else ""
    if name in _SAID_TO_PEOPLE and _writes_to_people(person, at):
        return ""
    if name == "skip" or (name == "urgent" and is_staff):
        return act if person.case_topic_at(at) else ""
    return act
