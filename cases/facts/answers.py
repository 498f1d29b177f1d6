"""What became true when sharers say how it stands with the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case
from cases.outlook import Outlook
from cases.people import Member, Person
from cases.seen import Seen


@dataclass(frozen=True, slots=True)
class StillThereAsked:
    """An officer sets off; the last sharers are asked whether the person is still there."""

    sharers: tuple[Person, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    """A sharer's answer is kept, and has reached whom it concerns."""

    to: Person
    case: Case
    seen: Seen


@dataclass(frozen=True, slots=True)
class AnswerKnown:
    """The sharer has said so before; nothing changes."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerNotTaken:
    """The case is closed, unknown, or not one that this person shared: the three are told alike."""

    to: Person


@dataclass(frozen=True, slots=True)
class MovedHere:
    """The location that a sharer sent is the new place of the case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class CaseReopened:
    """The person is still there: the case waits again, and *outlook* says for whom."""

    to: Person
    case: Case
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class CaseStillOpen:
    """An answer to an outcome, of a case that is open (again)."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class TooLateToReopen:
    """The case was closed too long before: a new share is due."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class SharerHeard:
    """The holder of a case hears what a sharer says, and not who it is; *seen* is HERE, MOVED, GONE
    or LEFT, *at* when it was said."""

    to: Person
    case: Case
    seen: Seen
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceMoved:
    """The holder of a case hears its new place."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class PlaceTakenBack:
    """The holder of a case, who is on the way, hears that its only sharer took the place back."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OutcomeDisputed:
    """The heads hear that a sharer does not agree with the outcome, and not who it is."""

    heads: tuple[Member, ...]
    case: Case


#: Told to people who share.
SeenFact = (
    StillThereAsked
    | AnswerTaken
    | AnswerKnown
    | AnswerNotTaken
    | MovedHere
    | CaseReopened
    | CaseStillOpen
    | TooLateToReopen
)


#: Told to staff.
HeardFact = SharerHeard | PlaceMoved | PlaceTakenBack | OutcomeDisputed
