"""What became true: the answers of the handlers, which bot/replies.py puts into words.

A fact names the people it is told to; nothing here says how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.case import Case
from cases.citizen_facts import CitizenFact
from cases.details import NOTHING_ADDED, Added
from cases.people import Member, Person
from cases.photo_facts import PhotoFact
from cases.rules import Refusal
from cases.seen import HeardFact
from cases.statistics import Report
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Guided:
    """A message that asks for nothing the bot does: the way on is shown."""

    to: Person
    member: Member | None = None


class Why(StrEnum):
    """Why an alert goes out."""

    NEW = "new"
    RELEASED = "released"
    REOPENED = "reopened"
    URGENT = "urgent"
    REMINDER = "reminder"
    UNCLAIMED = "unclaimed"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Alerted:
    """A case waits for somebody of *team*; empty where there is nobody to tell."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre
    metres: float
    why: Why


@dataclass(frozen=True, slots=True)
class TeamJoined:
    """An invitation code was good."""

    to: Person
    member: Member
    centre: Centre


@dataclass(frozen=True, slots=True)
class MemberArrived:
    """The heads of a centre are told who joined."""

    heads: tuple[Member, ...]
    member: Member


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """A code is wrong, expired or used: the three are told alike."""

    to: Person


@dataclass(frozen=True, slots=True)
class CodeTriesOver:
    """Too many wrong codes within the hour."""

    to: Person


@dataclass(frozen=True, slots=True)
class CasesInHand:
    """A member with open cases cannot change teams."""

    to: Person
    cases: int


@dataclass(frozen=True, slots=True)
class DutyChanged:
    """A member went on or off duty; so many cases of the centre wait to be claimed."""

    to: Person
    on_duty: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A staff act was not done; *holder* is the name of the one who has the case."""

    to: Person
    why: Refusal
    number: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class CaseClaimed:
    """The case is this officer's alone."""

    to: Person
    case: Case
    centre: Centre
    metres: float
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class SharerAdded:
    """The holder hears at once what a sharer added: words, or a mark on the case itself."""

    to: Person
    case: Case
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseReleased:
    """The case waits again."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class OfficerGoing:
    """The holder is on the way."""

    to: Person
    case: Case
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class OfficerArrived:
    """The holder is at the place; case.distance_m is known when a location was sent."""

    to: Person
    case: Case
    added: Added = NOTHING_ADDED


@dataclass(frozen=True, slots=True)
class OutcomeAsked:
    """The holder met the person (*found*) or not: which outcome?"""

    to: Person
    case: Case
    found: bool


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """The holder closed the case."""

    to: Person
    case: Case


@dataclass(frozen=True, slots=True)
class QueueShown:
    """One page of a list of cases; *mine* tells the member's own from the centre's, and comes with
    what was *added* to each."""

    to: Person
    cases: tuple[Case, ...]
    mine: bool
    page: int
    total: int
    centre: Centre
    added: tuple[Added, ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """The numbers a head or a manager asked for; *centre* is None for the country."""

    to: Person
    report: Report
    centre: Centre | None


@dataclass(frozen=True, slots=True)
class InvitingExplained:
    """A member asked how a colleague comes into the team of *centre*."""

    to: Person
    centre: Centre


Fact = (
    CitizenFact
    | PhotoFact
    | HeardFact
    | Guided
    | Alerted
    | TeamJoined
    | MemberArrived
    | CodeRefused
    | CodeTriesOver
    | CasesInHand
    | DutyChanged
    | Refused
    | CaseClaimed
    | SharerAdded
    | CaseReleased
    | OfficerGoing
    | OfficerArrived
    | OutcomeAsked
    | CaseClosed
    | QueueShown
    | Reported
    | InvitingExplained
)
