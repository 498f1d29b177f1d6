"""Facts of a team: members who join and leave, shifts, released cases, and late cases."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from cases.case import Case
from cases.facts.fact import Fact, ToPerson
from cases.people import Member
from geo.centres import Centre


class Parting(StrEnum):
    """The reasons for releasing all cases of an officer."""

    OFF_DUTY = "off_duty"
    LEFT = "left"


class CasesGivenBack(ToPerson):
    """All cases that a member held wait again; the list is empty if they held none."""

    cases: int


class CasesBack(Fact):
    """A member is told once of all *cases* that a colleague's *parting* released."""

    to: Member
    cases: tuple[Case, ...]
    name: str
    parting: Parting


#: A carousel holds twelve cards; one is for the next page.
MEMBERS_A_PAGE = 10


class TeamShown(ToPerson):
    """One page of a team, for its head; each member with the number of held cases."""

    centre: Centre
    members: tuple[tuple[Member, int], ...]
    page: int
    total: int


class RemovalAsked(ToPerson):
    """The head is asked whether to remove this member, who holds cases."""

    member: Member
    in_hand: int


class MemberRemoved(ToPerson):
    """A head is told that a member was removed, and how many cases were released."""

    member: Member
    cases: int


class TakenOut(ToPerson):
    """A person is in the team of *centre* no longer."""

    centre: Centre


class LateCases(ToPerson):
    """A head is told once a day which cases are late: unclaimed, held for too long, or about to
    lose their sharers; the oldest first."""

    centre: Centre
    waiting: tuple[Case, ...]
    held: tuple[Case, ...]
    ending: tuple[Case, ...] = ()


class TeamJoined(ToPerson):
    """An invitation code was valid."""

    member: Member
    centre: Centre


class MemberArrived(Fact):
    """The heads of a centre are told who joined."""

    heads: tuple[Member, ...]
    member: Member


class MemberLeft(Fact):
    """The heads of a centre are told that a member left and was erased."""

    heads: tuple[Member, ...]
    member: Member


class CodeRefused(ToPerson):
    """A code is wrong, expired or used: the answer is the same for all three."""


class CodeTriesOver(ToPerson):
    """A person sent too many wrong codes within the hour."""


class CasesInHand(ToPerson):
    """A member who holds open cases cannot change teams."""

    cases: int


class DutyChanged(ToPerson):
    """A member began or ended duty. *waiting* is the number of the centre's waiting cases,
    *in_hand* the number of the member's own cases at the end of duty, *held* the first of these;
    *by_clock* says that the shift was over."""

    on_duty: bool
    waiting: int
    until: datetime | None = None
    in_hand: int = 0
    held: tuple[Case, ...] = ()
    by_clock: bool = False


class AlertsStopped(ToPerson):
    """Staff are told with an answer that LINE takes no alerts since *since*, and of how many
    waiting cases nobody was alerted."""

    since: datetime
    untold: int


class UrgentSummedUp(Fact):
    """One account shared more urgent *cases* than single alerts are sent for: *team* gets one
    message about them; *total* is their number within a day."""

    team: tuple[Member, ...]
    cases: tuple[Case, ...]
    total: int
