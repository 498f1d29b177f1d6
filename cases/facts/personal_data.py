"""Facts of a person's own data and attachments, and of how much they send. A fact names its
recipients, not the form of the message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case, Detail, Form
from cases.facts.fact import Fact
from cases.masking import Kept
from cases.people import Member, Person


@dataclass(frozen=True, slots=True)
class NoticeGiven(Fact):
    """A person wrote for the first time and is sent the privacy notice once."""

    to: Person


@dataclass(frozen=True, slots=True)
class MyDataShown(Fact):
    """A person asked for the data stored about them; *member* is their membership of a team."""

    to: Person
    kept: Kept
    member: Member | None


@dataclass(frozen=True, slots=True)
class EraseAsked(Fact):
    """A person who wants their data erased is asked whether they are sure. The answer counts for
    ten minutes from *at*; *again* says that an answer came too late."""

    to: Person
    at: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class EraseRefused(Fact):
    """A member with open cases in hand cannot be erased yet."""

    to: Person
    cases: int


@dataclass(frozen=True, slots=True)
class Erased(Fact):
    """All data of this person is erased."""

    to: Person


@dataclass(frozen=True, slots=True)
class NothingKept(Fact):
    """An unknown person asked for their data, or to erase them once more."""

    to: Person


@dataclass(frozen=True, slots=True)
class TooManyMessages(Fact):
    """A person writes more than the limit; they are told once, then get no answer for the rest of a
    minute."""

    to: Person


@dataclass(frozen=True, slots=True)
class TooManyShares(Fact):
    """A person shares more than the limit until a time; the place is set aside for a while."""

    to: Person
    until: datetime


@dataclass(frozen=True, slots=True)
class DangerSaid(Fact):
    """A person reported a danger and gets the numbers to call; *shared* says that the place that
    was set aside became a share, which another fact describes, and *untold* that nobody can be
    alerted of it now."""

    to: Person
    urgency: str
    shared: bool
    untold: bool = False


@dataclass(frozen=True, slots=True)
class NamelessHeard(Fact):
    """A person wrote whose id LINE does not send: their shares can be neither stored nor
    answered."""

    to: Person


@dataclass(frozen=True, slots=True)
class AttachmentTaken(Fact):
    """An attachment was added to a case."""

    to: Person
    case: Case
    form: Form


@dataclass(frozen=True, slots=True)
class AttachmentsFull(Fact):
    """A case has the most attachments of a form, of this person or in all."""

    to: Person
    case: Case
    form: Form


@dataclass(frozen=True, slots=True)
class AttachmentAwaitsPlace(Fact):
    """An attachment came that belongs to no open case of its sender's: it is *kept* for the place
    that they may share next, while there is room."""

    to: Person
    form: Form
    kept: bool = True


@dataclass(frozen=True, slots=True)
class AttachmentUnusable(Fact):
    """An attachment could not be fetched or read; nothing of it is stored."""

    to: Person
    form: Form


@dataclass(frozen=True, slots=True)
class AttachmentsCame(Fact):
    """The holder of a case has new attachments to look at."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AttachmentsShown(Fact):
    """The holder asked for the attachments of a case, the oldest first."""

    to: Person
    case: Case
    attachments: tuple[Detail, ...]
