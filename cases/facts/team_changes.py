"""Facts of a team: members who join and leave, shifts, released cases, and late cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.case import Case
from cases.facts.fact import Fact
from cases.people import Member, Person
from geo.centres import Centre


class Parting(StrEnum):
    """The reasons for releasing all cases of an officer."""

    OFF_DUTY = "off_duty"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class CasesGivenBack(Fact):
    """All cases that a member held wait again; the list is empty if they held none."""

    to: Person
    cases: int


@dataclass(frozen=True, slots=True)
class CasesBack(Fact):
    """A member is told once of all *cases* that a colleague's *parting* released."""

    to: Member
    cases: tuple[Case, ...]
    name: str
    parting: Parting


@dataclass(frozen=True, slots=True)
class TeamShown(Fact):
    """One page of a team, for its head; each member with the number of held cases."""

    to: Person
    centre: Centre
    members: tuple[tuple[Member, int], ...]
    page: int
    total: int


@dataclass(frozen=True, slots=True)
class RemovalAsked(Fact):
    """The head is asked whether to remove this member, who holds cases."""

    to: Person
    member: Member
    in_hand: int


@dataclass(frozen=True, slots=True)
class MemberRemoved(Fact):
    """A head is told that a member was removed, and how many cases were released."""

    to: Person
    member: Member
    cases: int


@dataclass(frozen=True, slots=True)
class TakenOut(Fact):
    """A person is in the team of *centre* no longer."""

    to: Person
    centre: Centre


@dataclass(frozen=True, slots=True)
class LateCases(Fact):
    """A head is told once a day which cases are late: unclaimed, held for too long, or about to
    lose their sharers; the oldest first."""

    to: Person
    centre: Centre
    waiting: tuple[Case, ...]
    held: tuple[Case, ...]
    ending: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamJoined(Fact):
    """An invitation code was valid."""

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
    """A code is wrong, expired or used: the answer is the same for all three."""

    to: Person


@dataclass(frozen=True, slots=True)
class CodeTriesOver(Fact):
    """A person sent too many wrong codes within the hour."""

    to: Person


@dataclass(frozen=True, slots=True)
class CasesInHand(Fact):
    """A member who holds open cases cannot change teams."""

    to: Person
    cases: int


@dataclass(frozen=True, slots=True)
class DutyChanged(Fact):
    """A member began or ended duty; the number of the centre's waiting cases. Who ended duty gets
    the number of cases *in_hand*, with the first of them; *by_clock* says that the shift was
    over."""

    to: Person
    on_duty: bool
    waiting: int
    until: datetime | None = None
    in_hand: int = 0
    held: tuple[Case, ...] = ()
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class AlertsStopped(Fact):
    """Staff are told with an answer that LINE takes no alerts since *since*, and of how many
    waiting cases nobody was alerted."""

    to: Person
    since: datetime
    untold: int


@dataclass(frozen=True, slots=True)
class UrgentSummedUp(Fact):
    """One account shared more urgent *cases* than single alerts are sent for: *team* gets one
    message about them; *total* is their number within a day."""

    team: tuple[Member, ...]
    cases: tuple[Case, ...]
    total: int
