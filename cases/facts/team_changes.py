"""What became true of a team: who joins and leaves it, shifts, cases given back, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Member, Person
from geo.centres import Centre


class Parting(StrEnum):
    """Why an officer's cases go back to the queue together."""

    OFF_DUTY = "off_duty"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class CasesGivenBack(Fact):
    """All that somebody held waits again; none where they held nothing."""

    to: Person
    cases: int


@dataclass(frozen=True, slots=True)
class CasesBack(Fact):
    """A member hears once of all *cases* that a colleague's *parting* put back."""

    to: Member
    cases: tuple[Case, ...]
    name: str
    parting: Parting


@dataclass(frozen=True, slots=True)
class TeamShown(Fact):
    """One page of a team, for its head; each with how many cases they hold."""

    to: Person
    centre: Centre
    members: tuple[tuple[Member, int], ...]
    page: int
    total: int


@dataclass(frozen=True, slots=True)
class RemovalAsked(Fact):
    """Is the head sure that this member shall leave, with so many cases in hand?"""

    to: Person
    member: Member
    in_hand: int


@dataclass(frozen=True, slots=True)
class MemberRemoved(Fact):
    """A head hears that a member was removed, and how many cases went back."""

    to: Person
    member: Member
    cases: int


@dataclass(frozen=True, slots=True)
class TakenOut(Fact):
    """Somebody is in the team of *centre* no longer."""

    to: Person
    centre: Centre


@dataclass(frozen=True, slots=True)
class LateCases(Fact):
    """A head hears once a day what is late: what nobody claimed, what is held for too long, the
    sharers of which will be forgotten soon; the oldest first."""

    to: Person
    centre: Centre
    waiting: tuple[Case, ...]
    held: tuple[Case, ...]
    ending: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamJoined(Fact):
    """An invitation code was good."""

    to: Person
    member: Member
    centre: Centre


@dataclass(frozen=True, slots=True)
class MemberArrived(Fact):
    """The heads of a centre are told who joined."""

    heads: tuple[Member, ...]
    member: Member


@dataclass(frozen=True, slots=True)
class MemberLeft(Fact):
    """The heads of a centre are told that a member left and was erased."""

    heads: tuple[Member, ...]
    member: Member


@dataclass(frozen=True, slots=True)
class CodeRefused(Fact):
    """A code is wrong, expired or used: the three are told alike."""

    to: Person


@dataclass(frozen=True, slots=True)
class CodeTriesOver(Fact):
    """Too many wrong codes within the hour."""

    to: Person


@dataclass(frozen=True, slots=True)
class CasesInHand(Fact):
    """A member with open cases cannot change teams."""

    to: Person
    cases: int


@dataclass(frozen=True, slots=True)
class DutyChanged(Fact):
    """A member went on or off duty; so many cases of the centre wait to be claimed. Who goes off
    hears what is still *in_hand*, with the first of them; *by_clock* where nobody pressed."""

    to: Person
    on_duty: bool
    waiting: int
    until: datetime | None = None
    in_hand: int = 0
    held: tuple[Case, ...] = ()
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class AlertsStopped(Fact):
    """Staff hear with an answer that LINE takes no alerts *since* then, and of how many waiting
    cases nobody has heard."""

    to: Person
    since: datetime
    untold: int


@dataclass(frozen=True, slots=True)
class UrgentSummedUp(Fact):
    """One account brought more urgent *cases* than an alert each is sent for: *team* hears of them
    together; *total* is how many it was within a day."""

    team: tuple[Member, ...]
    cases: tuple[Case, ...]
    total: int
