"""The events that the bot handles: those of LINE, of the timers, and of partners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.case import Form, Place, Unreadable
from cases.commands import Command, OfCase
from cases.people import Aside
from cases.yes_no import Answer


@dataclass(frozen=True, slots=True)
class _FromPerson:
    """An event that a person caused at *at*; its webhook came at *received_at*, which is later if
    LINE delivered it again."""

    id: str
    at: datetime
    line_id: str
    reply_token: str = field(default="", kw_only=True)
    received_at: datetime | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Followed(_FromPerson):
    """A person added the account, or unblocked it."""


@dataclass(frozen=True, slots=True)
class Unfollowed(_FromPerson):
    """A person blocked the account."""


@dataclass(frozen=True, slots=True)
class LocationSent(_FromPerson):
    """A place: a citizen's share, or an officer's check-in."""

    place: Place
    message: str = ""

    def aside(self) -> Aside:
        """Return the location in the form in which it is set aside until its sender says what it
        is."""
        return Aside(self.id, self.at, self.place, self.message)


@dataclass(frozen=True, slots=True)
class TextSent(_FromPerson):
    """A text, cleaned of control characters. *command* is what it surely asks for, *message* LINE's
    id of the message, *rest* the words after the typed command. *likely* is what it may ask for,
    the gravest first, and *perhaps* what it may ask for only while no case is talked about: the bot
    asks back about both. *answer* is its answer to a question that was just asked. *cut* says that
    words after *text* were cut off."""

    text: str
    command: Command | None = None
    message: str = ""
    rest: str = ""
    likely: tuple[Command, ...] = ()
    perhaps: Command | None = None
    answer: Answer | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentSent(_FromPerson):
    """An attachment, which LINE keeps under the message's id; *set_id* is LINE's id of those that
    were sent together, which come in any order."""

    message: str
    form: Form
    set_id: str = ""


@dataclass(frozen=True, slots=True)
class OtherSent(_FromPerson):
    """A message that the bot cannot read; *kind* is None for one that it does not know."""

    kind: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Unsent(_FromPerson):
    """A person unsent a message."""

    message: str


@dataclass(frozen=True, slots=True)
class Pressed(_FromPerson):
    """A tapped button, or typed words that stand for one; a command is a request, never a
    permission."""

    command: Command

    @property
    def case(self) -> str:
        """Return the case number that the command names, or ""."""
        return self.command.case if isinstance(self.command, OfCase) else ""


@dataclass(frozen=True, slots=True)
class Nameless(_FromPerson):
    """A person wrote in a one-to-one chat, and LINE does not send their id: only a reply is
    possible."""


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A timer became due; a task in steps carries the value with which it goes on."""

    id: str
    at: datetime
    kind: str
    case: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class PartnerShared:
    """A share that a partner's system sent by Open311; its id is the token that the partner got.
    *kind* is a code of the citizens' menu or empty, *words* help to find the person."""

    id: str
    at: datetime
    place: Place
    kind: str = ""
    words: str = ""


FromPerson = (
    Followed | Unfollowed | LocationSent | TextSent | AttachmentSent | OtherSent | Pressed | Unsent
)
Event = FromPerson | Nameless | TimerDue | PartnerShared
