"""What became true for the people who share, and for staff who enter a caller's case.

A fact names the people it is told to; nothing here says how."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import NOTHING_ADDED, Added, Case, Question
from cases.facts.fact import Fact
from cases.outlook import Outlook
from cases.people import Person
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Welcomed(Fact):
    """Somebody added the account."""

    to: Person


@dataclass(frozen=True, slots=True)
class CaseOpened(Fact):
    """A share opened a case; *split_from* is the case it was wrongly joined to."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    split_from: str = ""
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class ShareJoined(Fact):
    """A share joined an open case; *share* lets its sharer say that it is someone else."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    share: str
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class ShareSentTwice(Fact):
    """The very pin that opened or joined *case* came once more: it is one share."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class ShareRefused(Fact):
    """A share lies outside Thailand."""

    to: Person


@dataclass(frozen=True, slots=True)
class NotSplit(Fact):
    """A share cannot be split (any more): it stands in *case*, or is not this person's."""

    to: Person


@dataclass(frozen=True, slots=True)
class KindAsked(Fact):
    """A sharer is asked once more what the share is about."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class KindSaid(Fact):
    """A sharer said what the share is about; *danger* is what the sharer's own word raised, *open*
    what else may be asked."""

    to: Person
    case: Case
    danger: str | None = None
    open: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpAsked(Fact):
    """A sharer who skipped the kind is asked for all that helps to find the person."""

    to: Person
    case: Case
    open: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DetailAdded(Fact):
    """A sharer's words are kept, or the person's wish; the first of *open* is asked next. *masked*
    tells that a telephone number was left out of the words."""

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
    """A sharer, or all of a case's together, have added as much as anybody reads."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OwnNeedHeard(Fact):
    """Somebody said: it is me who needs help; *case* and *centre* where one is open for them."""

    to: Person
    case: Case | None = None
    centre: Centre | None = None


@dataclass(frozen=True, slots=True)
class DangerAsked(Fact):
    """Somebody said that it is urgent, and is asked why: in *case*, or where they share next."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class KindNotTaken(Fact):
    """A sharer's word on a case that is closed, or not theirs."""

    to: Person


@dataclass(frozen=True, slots=True)
class NobodyAlerted(Fact):
    """A sharer hears with an answer that nobody can be alerted at present; *case* is one of which
    they were told otherwise."""

    to: Person
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class StillWaiting(Fact):
    """A case of this person waits longer than was promised: said before they ask."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as one of its sharers sees it; *outlook* where it waits."""

    case: Case
    centre: Centre
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class StatusShown(Fact):
    """What became of the cases that a person shared, the last share first."""

    to: Person
    cases: tuple[OwnCase, ...]


@dataclass(frozen=True, slots=True)
class LanguageChosen(Fact):
    """A person chose the language they are spoken to in."""

    to: Person


@dataclass(frozen=True, slots=True)
class SharersTold(Fact):
    """Every sharer hears the outcome, once."""

    sharers: tuple[Person, ...]
    case: Case


@dataclass(frozen=True, slots=True)
class CallerPlaceAwaited(Fact):
    """The member's next location is the caller's; *words* are what the caller said so far."""

    to: Person
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallerDropped(Fact):
    """The member enters nothing after all."""

    to: Person


@dataclass(frozen=True, slots=True)
class CallerEntered(Fact):
    """A caller's share opened a case, or *joined* one; *may_work* tells whether it is this
    member's business as well."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    joined: bool
    may_work: bool
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class CallerMarked(Fact):
    """What a caller says of the person stands in the case."""

    to: Person
    case: Case
    may_work: bool
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class WhosePlace(Fact):
    """A member sent a place near *case*, which they hold or the colleague *holder*: is it a
    check-in there, the place of somebody else, or (*for_caller*) of the caller they wait for?"""

    to: Person
    case: Case
    metres: float
    holder: str = ""
    for_caller: bool = False


@dataclass(frozen=True, slots=True)
class PlaceDropped(Fact):
    """Nothing was made of the place; *expired* tells that it was kept no longer."""

    to: Person
    expired: bool = False
