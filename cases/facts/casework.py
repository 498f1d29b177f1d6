"""What became true on a case's way: alerts, visits and their proof, its end and what corrects
it.

A fact names the people it is told to; nothing here says how."""

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
    """A message that asks for nothing the bot does: the way on is shown. *kept* tells that its
    words go with the place that is shared next."""

    to: Person
    member: Member | None = None
    kept: bool = False


class Why(StrEnum):
    """Why an alert goes out."""

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
    """A case waits for somebody of *team*; empty where there is nobody to tell."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre
    metres: float
    why: Why


@dataclass(frozen=True, slots=True)
class Refused(Fact):
    """A staff act was not done; *holder* is the name of the one who has the case, *centre* the id
    of the centre where it is now, *into* the case that it was merged into; *leads_to* is that case
    where this member may act on it."""

    to: Person
    why: Refusal
    number: str
    holder: str = ""
    centre: str = ""
    into: str = ""
    leads_to: Case | None = None


@dataclass(frozen=True, slots=True)
class CaseClaimed(Fact):
    """The case is this officer's alone."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    added: Added = NOTHING_ADDED
    best: BestTime | None = None


@dataclass(frozen=True, slots=True)
class SharerAdded(Fact):
    """The holder hears at once what a sharer added: words, or a mark on the case itself."""

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
    """The holder is at the place; case.distance_m is known when a location was sent."""

    to: Person
    case: Case
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class OptionsShown(Fact):
    """What else this member can do with a case, beside the steps that its cards show."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OutcomeAsked(Fact):
    """The holder met the person (*found*) or not: which outcome? *stale* tells that a button of an
    earlier question was pressed, and nothing was kept."""

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
    """One page of a list of cases; *mine* tells the member's own from the centre's, and comes with
    what was *added* to each; *only_look* is true for a manager, who takes none of them."""

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
    """The numbers a head or a manager asked for; *centre* is None for the country."""

    to: Person
    report: Report
    centre: Centre | None


@dataclass(frozen=True, slots=True)
class InvitingExplained(Fact):
    """A member asked how a colleague comes into the team of *centre*."""

    to: Person
    centre: Centre


@dataclass(frozen=True, slots=True)
class CorrectedPersonAsked(Fact):
    """Of which of several persons is the outcome wrong?"""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class CorrectionAsked(Fact):
    """Which of these is the outcome of *person* (counted from 1), if not the one that the case was
    closed with?"""

    to: Person
    case: Case
    outcomes: tuple[Outcome, ...]
    person: int = 1


@dataclass(frozen=True, slots=True)
class OutcomeCorrected(Fact):
    """The case has another outcome of *person* now."""

    to: Person
    case: Case
    person: int = 1


@dataclass(frozen=True, slots=True)
class HolderAsked(Fact):
    """The holder has not acted for long: are they still on it? *by* is when colleagues hear."""

    to: Person
    case: Case
    by: datetime


@dataclass(frozen=True, slots=True)
class HolderStays(Fact):
    """The holder said that they are still on it; they are asked again at *until* at the latest."""

    to: Person
    case: Case
    until: datetime


@dataclass(frozen=True, slots=True)
class TakenOver(Fact):
    """The one who held the case hears that *holder* has it now."""

    to: Person
    case: Case
    holder: str


@dataclass(frozen=True, slots=True)
class FarReasonAsked(Fact):
    """The holder was far from the pin and found somebody: why? The *outcome* is not kept yet;
    *corrects* is the person (counted from 1) of a closed case whose outcome it is to put right."""

    to: Person
    case: Case
    outcome: str
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class HowManyAsked(Fact):
    """The holder met several persons: how many?"""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class ClosingFactAsked(Fact):
    """Who closed a case may say the fact *name* of *person* (counted from 1), of so many *of*;
    *values* are the answers, *last* is the last fact of each person."""

    to: Person
    case: Case
    person: int
    of: int
    name: str
    values: tuple[str, ...]
    last: str


@dataclass(frozen=True, slots=True)
class ClosingFactsDone(Fact):
    """There is no further closing fact to say of a case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class RevisitAsked(Fact):
    """When does the holder want to go again? *stale* tells that a chosen time cannot be."""

    to: Person
    case: Case
    times: tuple[datetime, ...]
    stale: bool = False


@dataclass(frozen=True, slots=True)
class RevisitPlanned(Fact):
    """The case waits until case.revisit_at."""

    to: Person
    case: Case
