"""A message to one person, before a channel makes it its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.people import Person
from messages.parts import Action, Card


@dataclass(frozen=True, slots=True)
class Content:
    """What is shown: plain words, or a card, or cards side by side, of which *words* are what the
    notification and old devices say. *replies* are offered above the keyboard of a phone, and are
    gone once the chat goes on; of several contents that arrive together only the last one's are
    shown."""

    words: str
    cards: Card | tuple[Card, ...] | None = None
    replies: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One content for one person. *must_arrive* tells that it is worth a paid push; *alert_for* is
    the case that an alert is about, or several with blanks between, *urgent* whether one of them
    is; *names_nobody* is true of the last answer to somebody who is erased; after *good_until* it
    is worth nothing."""

    to: Person
    content: Content
    must_arrive: bool = False
    alert_for: str = ""
    urgent: bool = False
    names_nobody: bool = False
    good_until: datetime | None = None


def answer(to: Person, *contents: Content) -> list[Message]:
    """Return messages to one who asked: free as a reply, and not worth a push."""
    return [Message(to, one) for one in contents]


def notify(to: Person, *contents: Content) -> list[Message]:
    """Return messages that must arrive, by a push if need be."""
    return [Message(to, one, must_arrive=True) for one in contents]


def notify_each(people: Iterable[Person], shown: Callable[[Person], Content]) -> list[Message]:
    """Return a message that must arrive to each of *people*."""
    return [Message(one, shown(one), must_arrive=True) for one in people]
