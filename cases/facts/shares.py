"""Facts for people who share, and for staff who enter a caller's case."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import NOTHING_ADDED, Added, Case, Place, Question
from cases.facts.fact import AboutCase, Fact, ToPerson
from cases.outlook import Outlook
from cases.people import Person
from geo.centres import Centre
from geo.written_place import UnreadPlace


class Welcomed(ToPerson):
    """A person added the account."""


class CaseOpened(AboutCase):
    """A share opened a case; *split_from* is the case that it was wrongly joined to."""

    centre: Centre
    metres: float
    split_from: str = ""
    outlook: Outlook | None = None


class ShareJoined(AboutCase):
    """A share joined an open case; *share* lets its sharer answer that it is someone else."""

    centre: Centre
    metres: float
    share: str
    outlook: Outlook | None = None


class ShareSentTwice(AboutCase):
    """The same pin that opened or joined *case* came once more: it is one share."""


class ShareRefused(ToPerson):
    """A share lies outside Thailand."""


class PlaceRead(ToPerson):
    """A text names a place, which counts once its sender confirms it; *province* is the id of the
    province's centre."""

    place: Place
    province: str | None


class PlaceNotRead(ToPerson):
    """A text names a place that cannot be read: a shortened link, or a code without its town."""

    why: UnreadPlace


class PlaceGone(ToPerson):
    """The place that was confirmed is not stored any longer, or was shared already."""


class NotSplit(ToPerson):
    """A share cannot be split (any more): it is part of *case*, or not this person's."""


class KindAsked(AboutCase):
    """A sharer is asked for the kind; *danger_first* says that they are asked first, once more,
    whether somebody is in danger."""

    danger_first: bool = False


class KindSaid(AboutCase):
    """A sharer named the kind; *danger* is the danger that this raised, *open* are the questions
    that may still be asked."""

    danger: str | None = None
    open: tuple[Question, ...] = ()


class HelpAsked(AboutCase):
    """A sharer who skipped the kind is asked for all details that help to find the person."""

    open: tuple[Question, ...]


class DetailAdded(AboutCase):
    """A sharer's words, or the person's wish, are stored; the first of *open* is asked next.
    *masked* says that a telephone number was removed from the words."""

    open: tuple[Question, ...]
    masked: bool = False


class DetailAsked(AboutCase):
    """A sharer skipped or chose a question; the first of *open* is asked next."""

    open: tuple[Question, ...]


class DetailsFull(AboutCase):
    """A sharer, or all sharers of a case together, have added the most that is stored."""


class OwnNeedHeard(ToPerson):
    """A person needs help themselves; *case* and *centre* are set if a case is open for them."""

    case: Case | None = None
    centre: Centre | None = None


class DangerAsked(ToPerson):
    """A person who reported that it is urgent is asked for the danger: in *case*, or at the next
    place that they share."""

    case: Case | None = None


class KindNotTaken(ToPerson):
    """A sharer named a kind for a case that is closed, or not theirs."""


class NobodyAlerted(ToPerson):
    """A sharer is told with an answer that nobody can be alerted at present; *case* is one of which
    they were told otherwise."""

    case: Case | None = None


class StillWaiting(AboutCase):
    """A case of this person waits longer than was promised; they are told unasked."""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as one of its sharers sees it; *outlook* is set if it waits."""

    case: Case
    centre: Centre
    outlook: Outlook | None = None


class StatusShown(ToPerson):
    """The state of the cases that a person shared, the last share first."""

    cases: tuple[OwnCase, ...]


class LanguageChosen(ToPerson):
    """A person chose their language."""


class QuestionsChosen(ToPerson):
    """A person chose to be asked about what they share, or not any more."""


class SharersTold(Fact):
    """Every sharer is sent the outcome, once."""

    sharers: tuple[Person, ...]
    case: Case


class CallerPlaceAwaited(ToPerson):
    """The member's next location is the caller's; *words* are the caller's words so far."""

    words: tuple[str, ...] = ()


class CallerDropped(ToPerson):
    """The member cancelled the caller's case."""


class CallerEntered(AboutCase):
    """A caller's share opened a case, or *joined* one; *may_work* says whether this member may work
    on it."""

    centre: Centre
    metres: float
    joined: bool
    may_work: bool
    added: Added = NOTHING_ADDED


class CallerMarked(AboutCase):
    """The kind or danger that a caller named is stored in the case."""

    may_work: bool
    added: Added = NOTHING_ADDED


class WhosePlace(AboutCase):
    """A member sent a place near *case*, which they or the colleague *holder* hold, and is asked
    whether it is a check-in there, somebody else's place, or (*for_caller*) that of the awaited
    caller."""

    metres: float
    holder: str = ""
    for_caller: bool = False


class PlaceDropped(ToPerson):
    """The place was dropped; *expired* says that it was not stored any longer."""

    expired: bool = False
