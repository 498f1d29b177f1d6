"""What can happen: the events of LINE and of the clock, in the bot's own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cases.case import Form, Place
from cases.commands import Answer, Command, OfCase
from cases.people import Aside


@dataclass(frozen=True, slots=True)
class _FromPerson:
    """What somebody did at *at*; its webhook came at *received_at*, later than that where LINE
    delivered it again."""

    id: str
    at: datetime
    line_id: str
    reply_token: str = field(default="", kw_only=True)
    received_at: datetime | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Followed(_FromPerson):
    """Somebody added the account, or took it out of the blocked ones."""


@dataclass(frozen=True, slots=True)
class Unfollowed(_FromPerson):
    """Somebody blocked the account."""


@dataclass(frozen=True, slots=True)
class LocationSent(_FromPerson):
    """A place: a citizen's share, or an officer's check-in."""

    place: Place
    message: str = ""

    def aside(self) -> Aside:
        """Return the place as it is set aside, until its sender says what it is."""
        return Aside(self.id, self.at, self.place, self.message)


@dataclass(frozen=True, slots=True)
class TextSent(_FromPerson):
    """A text, cleaned of control characters; *command* is what it surely asks for, *message* LINE's
    id of the message, *rest* the words that came after the typed one. *likely* is what it may ask
    for, the gravest first, and *perhaps* what it may mean only where no case is talked about: both
    are asked back; *answer* is what it says to a question that was just asked."""

    text: str
    command: Command | None = None
    message: str = ""
    rest: str = ""
    likely: tuple[Command, ...] = ()
    perhaps: Command | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class AttachmentSent(_FromPerson):
    """An attachment, which LINE keeps under the message's id; *is_first* tells the first of several
    that were sent at once (they come in any order)."""

    message: str
    form: Form
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class OtherSent(_FromPerson):
    """A message the bot has no use for: a sticker, a film, a file."""


@dataclass(frozen=True, slots=True)
class Unsent(_FromPerson):
    """Somebody took a message back."""

    message: str


@dataclass(frozen=True, slots=True)
class Pressed(_FromPerson):
    """A button, or typed words that stand for one; a command is a request, never a permission."""

    command: Command

    @property
    def case(self) -> str:
        """Return the case number that the command names, or nothing."""
        return self.command.case if isinstance(self.command, OfCase) else ""


@dataclass(frozen=True, slots=True)
class Nameless(_FromPerson):
    """Somebody wrote in a chat of their own, and LINE does not say who: there is but the reply."""


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A row of the timers became due; what is done in steps says with which it goes on."""

    id: str
    at: datetime
    kind: str
    case: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class PartnerShared:
    """A partner's system brought a share by the door of Open311; its id is the token that
    the partner got. *kind* is a code of the citizens' menu or empty, *words* help to find
    somebody."""

    id: str
    at: datetime
    place: Place
    kind: str = ""
    words: str = ""


FromPerson = (
    Followed | Unfollowed | LocationSent | TextSent | AttachmentSent | OtherSent | Pressed | Unsent
)
Event = FromPerson | Nameless | TimerDue | PartnerShared
