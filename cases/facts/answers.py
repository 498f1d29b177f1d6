"""Facts about sharers' answers, officers' questions to sharers, and words whose meaning is not
sure."""

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
    """A sharer's answer is stored, and was passed on."""

    to: Person
    case: Case
    seen: Seen


@dataclass(frozen=True, slots=True)
class AnswerKnown(Fact):
    """The sharer has answered so before; nothing changes."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerNotTaken(Fact):
    """The case is closed, unknown, or not one that this person shared: the answer is the same for
    all three."""

    to: Person


@dataclass(frozen=True, slots=True)
class MovedHere(Fact):
    """The location that a sharer sent is the new place of the case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class CaseReopened(Fact):
    """The person is still there: the case waits again; *outlook* says who can claim it."""

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
    """The case was closed too long ago: a new share is needed."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class SharerHeard(Fact):
    """The holder of a case is told a sharer's answer, without the sharer's name; *seen* is HERE,
    MOVED, GONE or LEFT, *at* when it was given."""

    to: Person
    case: Case
    seen: Seen
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceMoved(Fact):
    """The holder of a case is told its new place."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class PlaceTakenBack(Fact):
    """The holder of a case, who is on the way, is told that its only sharer unsent the place."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OutcomeDisputed(Fact):
    """The heads are told that a sharer does not agree with the outcome, without the sharer's
    name."""

    heads: tuple[Member, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class QuestionAwaited(Fact):
    """The officer's next text is the question; *left* is the number of questions that may still be
    asked."""

    to: Person
    case: Case
    left: int


@dataclass(frozen=True, slots=True)
class QuestionSent(Fact):
    """The officer is told that the question was sent."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class QuestionDropped(Fact):
    """The officer cancelled the question."""

    to: Person


@dataclass(frozen=True, slots=True)
class SharerAsked(Fact):
    """A sharer is asked: an *example*, or words that are stored nowhere."""

    to: Person
    case: Case
    text: str = ""
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class AnswerInWords(Fact):
    """A sharer answered with something that nobody can read, such as a voice message or a
    sticker."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class AnswerAwaited(Fact):
    """A sharer did something else while an officer waits for their answer."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OwnNeedAsked(Fact):
    """A person is asked whether it is they who need help; their text is stored with *case*, if one
    is talked about."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class ActAsked(Fact):
    """A person is asked whether they mean *command*; their text is stored with *case*, if one is
    talked about, and nobody was told of it."""

    to: Person
    command: Command
    case: Case | None = None
