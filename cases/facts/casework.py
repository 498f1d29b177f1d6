"""Facts of a case's way: alerts, visits and their proof, its end and its corrections."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cases.case import NOTHING_ADDED, Added, Case, Detail
from cases.facts.fact import AboutCase, Fact, ToPerson
from cases.outlook import BestTime
from cases.people import Member
from cases.refusal import Refusal
from cases.statistics import Report
from cases.taxonomy import Outcome
from geo.centres import Centre


class Guided(ToPerson):
    """The guide is shown: a message asked for nothing that the bot does. *kept* says that its words
    are kept for the place that is shared next."""

    member: Member | None = None
    kept: bool = False


class Why(StrEnum):
    """The reasons for an alert."""

    NEW = "new"
    RELEASED = "released"
    REOPENED = "reopened"
    URGENT = "urgent"
    REMINDER = "reminder"
    UNCLAIMED = "unclaimed"
    NOBODY = "nobody"
    HANDED_OVER = "handed_over"
    UNMERGED = "unmerged"
    RESTED = "rested"
    REVISIT = "revisit"
    SILENT = "silent"
    SILENT_LONG = "silent_long"


class Alerted(Fact):
    """A case waits to be claimed by a member of *team*, which is empty if nobody can be alerted;
    *note* is what the centre wrote that handed it over."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre
    metres: float
    why: Why
    note: Detail | None = None


class NoteAwaited(AboutCase):
    """An officer's next text is a note on the case."""


class NoteTaken(AboutCase):
    """An officer's note is stored."""


class Refused(ToPerson):
    """A staff command was refused; *holder* is the name of the case's holder, *centre* the id of
    its present centre, *into* the case that it was merged into; *leads_to* is that case if this
    member may act on it."""

    why: Refusal
    number: str
    holder: str = ""
    centre: str = ""
    into: str = ""
    leads_to: Case | None = None


class CaseClaimed(AboutCase):
    """The officer holds the case now."""

    centre: Centre
    metres: float
    added: Added = NOTHING_ADDED
    best: BestTime | None = None


class SharerAdded(AboutCase):
    """The holder is told at once what a sharer added: words, or a mark on the case itself."""

    text: str = ""


class WentAlong(AboutCase):
    """A colleague goes along with *holder*, a name: both work on the case."""

    holder: str
    added: Added = NOTHING_ADDED


class CompanionJoined(AboutCase):
    """The holder is told that *name* goes along."""

    name: str


class CompanionLeft(AboutCase):
    """Who went along does so no more."""


class ReleaseAsked(AboutCase):
    """The holder is asked whether the case shall wait again: a team is alerted."""


class CaseReleased(AboutCase):
    """The case waits again."""


class OfficerGoing(AboutCase):
    """The holder is on the way."""

    added: Added = NOTHING_ADDED
    best: BestTime | None = None


class OfficerArrived(AboutCase):
    """The holder is at the place; case.distance_m is known if a location was sent."""

    added: Added = NOTHING_ADDED


class WordsShown(AboutCase):
    """All that sharers wrote, for the holder; pages are counted from 0."""

    words: tuple[Detail, ...]
    page: int = 0


class OptionsShown(AboutCase):
    """The further actions of this member for a case, beside the steps on its cards."""


class OutcomeAsked(AboutCase):
    """The holder is asked for the outcome: the person was met (*found*) or not. *stale* says that a
    button of an earlier question was tapped, and nothing was recorded; *often* are the outcomes
    that the centre lately closed with, the most frequent first."""

    found: bool
    stale: bool = False
    often: tuple[str, ...] = ()


class CaseClosed(AboutCase):
    """The holder closed the case. *heard* says that somebody will be told the result, *unproved*
    that nobody was met and no check-in near the pin proves the visit: then why is asked."""

    heard: bool = True
    unproved: bool = False


#: A carousel holds 50 KB: five cards with all that a holder is shown, and one for "more".
CASES_A_PAGE = 5


class QueueShown(ToPerson):
    """One page of a list of cases; *mine* says that it is the member's own list, which comes with
    the details *added* to each case; *only_look* is true for a manager, who claims none."""

    cases: tuple[Case, ...]
    mine: bool
    page: int
    total: int
    centre: Centre
    added: tuple[Added, ...] = ()
    only_look: bool = False


class Reported(ToPerson):
    """The numbers that a head or a manager asked for; *centre* is None for the country."""

    report: Report
    centre: Centre | None


class InvitingExplained(ToPerson):
    """A member is told how a colleague joins the team of *centre*."""

    centre: Centre


class CorrectedPersonAsked(AboutCase):
    """The member is asked which of several persons has a wrong outcome."""


class CorrectionAsked(AboutCase):
    """The member is asked for the right outcome of *person* (counted from 1)."""

    outcomes: tuple[Outcome, ...]
    person: int = 1


class OutcomeCorrected(AboutCase):
    """The outcome of *person* was corrected; *heard* and *unproved* are those of CaseClosed."""

    person: int = 1
    heard: bool = True
    unproved: bool = False


class NoCheckInSaid(AboutCase):
    """The member's reason why no check-in proves the visit is stored."""


class HolderAsked(AboutCase):
    """A holder who has not acted for long is asked whether they are still on the case. *by* is when
    colleagues are alerted."""

    by: datetime


class HolderStays(AboutCase):
    """The holder is still on the case, and is asked again at *until* at the latest."""

    until: datetime


class TakenOver(AboutCase):
    """The former holder is told that *holder* has the case now."""

    holder: str


class FarReasonAsked(AboutCase):
    """The holder, who found the person far from the pin, is asked for the reason. The *outcome* is
    not recorded yet; *corrects* is the person (counted from 1) of a closed case whose outcome it is
    to correct."""

    outcome: str
    corrects: int = 0


class HowManyAsked(AboutCase):
    """The holder is asked how many persons they met."""


class ClosingFactAsked(AboutCase):
    """The member who closed a case may record the fact *name* of *person* (counted from 1) of *of*
    persons; *values* are the answers, *last* is the last fact of each person."""

    person: int
    of: int
    name: str
    values: tuple[str, ...]
    last: str


class ClosingFactsDone(AboutCase):
    """A case has no further closing fact to record."""


class RevisitAsked(AboutCase):
    """The holder is asked when to go again. *stale* says that a chosen time is not possible."""

    times: tuple[datetime, ...]
    stale: bool = False


class RevisitPlanned(AboutCase):
    """The case waits until case.revisit_at."""
