"""What became true when sharers say how it stands with the person, when an officer asks one
of them, and when words were not sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case
from cases.commands import Command, Example, Seen
from cases.facts.fact import Fact
from cases.outlook import Outlook
from cases.people import Member, Person


@dataclass(frozen=True, slots=True)
class StillThereAsked(Fact):
    """An officer sets off; the last sharers are asked whether the person is still there."""

    sharers: tuple[Person, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerTaken(Fact):
    """A sharer's answer is kept, and has reached whom it concerns."""

    to: Person
    case: Case
    seen: Seen


@dataclass(frozen=True, slots=True)
class AnswerKnown(Fact):
    """The sharer has said so before; nothing changes."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerNotTaken(Fact):
    """The case is closed, unknown, or not one that this person shared: the three are told alike."""

    to: Person


@dataclass(frozen=True, slots=True)
class MovedHere(Fact):
    """The location that a sharer sent is the new place of the case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class CaseReopened(Fact):
    """The person is still there: the case waits again, and *outlook* says for whom."""

    to: Person
    case: Case
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class CaseStillOpen(Fact):
    """An answer to an outcome, of a case that is open (again)."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class TooLateToReopen(Fact):
    """The case was closed too long before: a new share is due."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class SharerHeard(Fact):
    """The holder of a case hears what a sharer says, and not who it is; *seen* is HERE, MOVED, GONE
    or LEFT, *at* when it was said."""

    to: Person
    case: Case
    seen: Seen
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceMoved(Fact):
    """The holder of a case hears its new place."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class PlaceTakenBack(Fact):
    """The holder of a case, who is on the way, hears that its only sharer took the place back."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OutcomeDisputed(Fact):
    """The heads hear that a sharer does not agree with the outcome, and not who it is."""

    heads: tuple[Member, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class QuestionAwaited(Fact):
    """The officer's next text is the question; *left* is how many may still be asked."""

    to: Person
    case: Case
    left: int


@dataclass(frozen=True, slots=True)
class QuestionSent(Fact):
    """The officer hears that the question is on its way."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class QuestionDropped(Fact):
    """The officer asks nothing after all."""

    to: Person


@dataclass(frozen=True, slots=True)
class SharerAsked(Fact):
    """A sharer is asked: an *example*, or in words that are kept nowhere."""

    to: Person
    case: Case
    text: str = ""
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class AnswerInWords(Fact):
    """A sharer answered with what nobody can read, such as a voice message or a sticker."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerAwaited(Fact):
    """A sharer did something else while an officer waits for their answer."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OwnNeedAsked(Fact):
    """Somebody is asked whether it is they who need help; what they wrote stands with *case*, where
    one is talked about."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class ActAsked(Fact):
    """Somebody is asked whether they mean *command*; what they wrote stands with *case*, where one
    is talked about, and nobody was told of it."""

    to: Person
    command: Command
    case: Case | None = None
