"""Facts of a case's way: alerts, visits and their proof, its end and its corrections.

A fact names its recipients, not the form of the message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.case import NOTHING_ADDED, Added, Case
from cases.facts.fact import Fact
from cases.outlook import BestTime
from cases.people import Member, Person
from cases.rules import Refusal
from cases.statistics import Report
from cases.taxonomy import Outcome
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Guided(Fact):
    """The guide is shown: a message asked for nothing that the bot does. *kept* says that its words
    are kept for the place that is shared next."""

    to: Person
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


@dataclass(frozen=True, slots=True)
class Alerted(Fact):
    """A case waits to be claimed by a member of *team*, which is empty if there is nobody to
    alert."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre
    metres: float
    why: Why


@dataclass(frozen=True, slots=True)
class Refused(Fact):
    """A staff command was refused; *holder* is the name of the case's holder, *centre* the id of
    its present centre, *into* the case that it was merged into; *leads_to* is that case if this
    member may act on it."""

    to: Person
    why: Refusal
    number: str
    holder: str = ""
    centre: str = ""
    into: str = ""
    leads_to: Case | None = None


@dataclass(frozen=True, slots=True)
class CaseClaimed(Fact):
    """The officer holds the case now."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    added: Added = NOTHING_ADDED
    best: BestTime | None = None


@dataclass(frozen=True, slots=True)
class SharerAdded(Fact):
    """The holder is told at once what a sharer added: words, or a mark on the case itself."""

    to: Person
    case: Case
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseReleased(Fact):
    """The case waits again."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OfficerGoing(Fact):
    """The holder is on the way."""

    to: Person
    case: Case
    added: Added = NOTHING_ADDED
    best: BestTime | None = None


@dataclass(frozen=True, slots=True)
class OfficerArrived(Fact):
    """The holder is at the place; case.distance_m is known if a location was sent."""

    to: Person
    case: Case
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class OptionsShown(Fact):
    """The further actions of this member for a case, beside the steps on its cards."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OutcomeAsked(Fact):
    """The holder is asked for the outcome: the person was met (*found*) or not. *stale* says that a
    button of an earlier question was tapped, and nothing was recorded."""

    to: Person
    case: Case
    found: bool
    stale: bool = False


@dataclass(frozen=True, slots=True)
class CaseClosed(Fact):
    """The holder closed the case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class QueueShown(Fact):
    """One page of a list of cases; *mine* says that it is the member's own list, which comes with
    the details *added* to each case; *only_look* is true for a manager, who claims none."""

    to: Person
    cases: tuple[Case, ...]
    mine: bool
    page: int
    total: int
    centre: Centre
    added: tuple[Added, ...] = ()
    only_look: bool = False


@dataclass(frozen=True, slots=True)
class Reported(Fact):
    """The numbers that a head or a manager asked for; *centre* is None for the country."""

    to: Person
    report: Report
    centre: Centre | None


@dataclass(frozen=True, slots=True)
class InvitingExplained(Fact):
    """A member is told how a colleague joins the team of *centre*."""

    to: Person
    centre: Centre


@dataclass(frozen=True, slots=True)
class CorrectedPersonAsked(Fact):
    """The member is asked which of several persons has a wrong outcome."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class CorrectionAsked(Fact):
    """The member is asked for the right outcome of *person* (counted from 1)."""

    to: Person
    case: Case
    outcomes: tuple[Outcome, ...]
    person: int = 1


@dataclass(frozen=True, slots=True)
class OutcomeCorrected(Fact):
    """The outcome of *person* was corrected."""

    to: Person
    case: Case
    person: int = 1


@dataclass(frozen=True, slots=True)
class HolderAsked(Fact):
    """A holder who has not acted for long is asked whether they are still on the case. *by* is when
    colleagues are alerted."""

    to: Person
    case: Case
    by: datetime


@dataclass(frozen=True, slots=True)
class HolderStays(Fact):
    """The holder answered that they are still on the case; they are asked again at *until* at the
    latest."""

    to: Person
    case: Case
    until: datetime


@dataclass(frozen=True, slots=True)
class TakenOver(Fact):
    """The former holder is told that *holder* has the case now."""

    to: Person
    case: Case
    holder: str


@dataclass(frozen=True, slots=True)
class FarReasonAsked(Fact):
    """The holder, who found the person far from the pin, is asked for the reason. The *outcome* is
    not recorded yet; *corrects* is the person (counted from 1) of a closed case whose outcome it is
    to correct."""

    to: Person
    case: Case
    outcome: str
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class HowManyAsked(Fact):
    """The holder is asked how many persons they met."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class ClosingFactAsked(Fact):
    """The member who closed a case may record the fact *name* of *person* (counted from 1) of *of*
    persons; *values* are the answers, *last* is the last fact of each person."""

    to: Person
    case: Case
    person: int
    of: int
    name: str
    values: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class ClosingFactsDone(Fact):
    """A case has no further closing fact to record."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class RevisitAsked(Fact):
    """The holder is asked for the time of the next visit. *stale* says that a chosen time is not
    possible."""

    to: Person
    case: Case
    times: tuple[datetime, ...]
    stale: bool = False


@dataclass(frozen=True, slots=True)
class RevisitPlanned(Fact):
    """The case waits until case.revisit_at."""

    to: Person
    case: Case
