"""Facts for people who share, and for staff who enter a caller's case. A fact names its recipients,
not the form of the message."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import NOTHING_ADDED, Added, Case, Question
from cases.facts.fact import Fact
from cases.outlook import Outlook
from cases.people import Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Welcomed(Fact):
    """A person added the account."""

    to: Person


@dataclass(frozen=True, slots=True)
class CaseOpened(Fact):
    """A share opened a case; *split_from* is the case that it was wrongly joined to."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    split_from: str = ""
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class ShareJoined(Fact):
    """A share joined an open case; *share* lets its sharer answer that it is someone else."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    share: str
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class ShareSentTwice(Fact):
    """The same pin that opened or joined *case* came once more: it is one share."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class ShareRefused(Fact):
    """A share lies outside Thailand."""

    to: Person


@dataclass(frozen=True, slots=True)
class NotSplit(Fact):
    """A share cannot be split (any more): it is part of *case*, or not this person's."""

    to: Person


@dataclass(frozen=True, slots=True)
class KindAsked(Fact):
    """A sharer is asked once more for the kind."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class KindSaid(Fact):
    """A sharer named the kind; *danger* is the danger that this raised, *open* the questions that
    may still be asked."""

    to: Person
    case: Case
    danger: str | None = None
    open: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpAsked(Fact):
    """A sharer who skipped the kind is asked for all details that help to find the person."""

    to: Person
    case: Case
    open: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DetailAdded(Fact):
    """A sharer's words, or the person's wish, are stored; the first of *open* is asked next.
    *masked* says that a telephone number was removed from the words."""

    to: Person
    case: Case
    open: tuple[Question, ...]
    masked: bool = False


@dataclass(frozen=True, slots=True)
class DetailAsked(Fact):
    """A sharer skipped or chose a question; the first of *open* is asked next."""

    to: Person
    case: Case
    open: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DetailsFull(Fact):
    """A sharer, or all sharers of a case together, have added the most that is stored."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OwnNeedHeard(Fact):
    """A person needs help themselves; *case* and *centre* are set if a case is open for them."""

    to: Person
    case: Case | None = None
    centre: Centre | None = None


@dataclass(frozen=True, slots=True)
class DangerAsked(Fact):
    """A person who reported an urgent case is asked for the danger: in *case*, or where they share
    next."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class KindNotTaken(Fact):
    """A sharer named a kind for a case that is closed, or not theirs."""

    to: Person


@dataclass(frozen=True, slots=True)
class NobodyAlerted(Fact):
    """A sharer is told with an answer that nobody can be alerted at present; *case* is one of which
    they were told otherwise."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class StillWaiting(Fact):
    """A case of this person waits longer than was promised; they are told unasked."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as one of its sharers sees it; *outlook* is set if it waits."""

    case: Case
    centre: Centre
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class StatusShown(Fact):
    """The state of the cases that a person shared, the last share first."""

    to: Person
    cases: tuple[OwnCase, ...]


@dataclass(frozen=True, slots=True)
class LanguageChosen(Fact):
    """A person chose their language."""

    to: Person


@dataclass(frozen=True, slots=True)
class SharersTold(Fact):
    """Every sharer is sent the outcome, once."""

    sharers: tuple[Person, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class CallerPlaceAwaited(Fact):
    """The member's next location is the caller's; *words* are the caller's words so far."""

    to: Person
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallerDropped(Fact):
    """The member cancelled the caller's case."""

    to: Person


@dataclass(frozen=True, slots=True)
class CallerEntered(Fact):
    """A caller's share opened a case, or *joined* one; *may_work* says whether this member may work
    on it."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    joined: bool
    may_work: bool
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class CallerMarked(Fact):
    """The kind or danger that a caller named is stored in the case."""

    to: Person
    case: Case
    may_work: bool
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class WhosePlace(Fact):
    """A member sent a place near *case*, which they or the colleague *holder* hold, and is asked
    whether it is a check-in there, somebody else's place, or (*for_caller*) that of the awaited
    caller."""

    to: Person
    case: Case
    metres: float
    holder: str = ""
    for_caller: bool = False


@dataclass(frozen=True, slots=True)
class PlaceDropped(Fact):
    """The place was dropped; *expired* says that it was not stored any longer."""

    to: Person
    expired: bool = False
