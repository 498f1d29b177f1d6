"""What became true of a person's own data and photos, and of how much they send.

A fact names the people it is told to; nothing here says how.

A fact names the people it is told to; nothing here says how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case, Detail, Form
from cases.facts.fact import Fact
from cases.masking import Kept
from cases.people import Member, Person


@dataclass(frozen=True, slots=True)
class NoticeGiven(Fact):
    """Somebody wrote for the first time: what is done with their data is said once."""

    to: Person


@dataclass(frozen=True, slots=True)
class MyDataShown(Fact):
    """Somebody asked what is kept of them; *member* is their place in a team."""

    to: Person
    kept: Kept
    member: Member | None


@dataclass(frozen=True, slots=True)
class EraseAsked(Fact):
    """Somebody wants their data erased: are they sure? The answer counts from *at* on for ten
    minutes; *again* tells that an answer came too late."""

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
    """Nothing is kept of this person any more."""

    to: Person


@dataclass(frozen=True, slots=True)
class NothingKept(Fact):
    """Somebody who is not known asked for their data, or to erase them once more."""

    to: Person


@dataclass(frozen=True, slots=True)
class TooManyMessages(Fact):
    """Somebody writes faster than the limit; said once, then silence for the rest of a minute."""

    to: Person


@dataclass(frozen=True, slots=True)
class TooManyShares(Fact):
    """Somebody shares more than the limit until a time; the place is kept aside for a while."""

    to: Person
    until: datetime


@dataclass(frozen=True, slots=True)
class DangerSaid(Fact):
    """Somebody says that somebody is in danger: the numbers to call; *shared* tells that the place
    kept aside became a share, of which another fact says more, and *untold* that nobody can be
    alerted of it now."""

    to: Person
    urgency: str
    shared: bool
    untold: bool = False


@dataclass(frozen=True, slots=True)
class NamelessHeard(Fact):
    """Somebody wrote of whom LINE tells nothing: no share of theirs can be kept or answered."""

    to: Person


@dataclass(frozen=True, slots=True)
class AttachmentTaken(Fact):
    """An attachment was added to a case."""

    to: Person
    case: Case
    form: Form


@dataclass(frozen=True, slots=True)
class AttachmentsFull(Fact):
    """A case has as many attachments of a form as are kept, of this person or at all."""

    to: Person
    case: Case
    form: Form


@dataclass(frozen=True, slots=True)
class AttachmentAwaitsPlace(Fact):
    """An attachment came that belongs to no open case of its sender's: it is *kept* for the place
    that they may share next, as long as there is room."""

    to: Person
    form: Form
    kept: bool = True


@dataclass(frozen=True, slots=True)
class AttachmentUnusable(Fact):
    """An attachment could not be had or read; nothing of it is kept."""

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
