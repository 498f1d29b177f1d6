"""Facts of hand-overs, merges and unmerges."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.facts.fact import AboutCase, Fact
from cases.outlook import Taker
from cases.people import Member
from geo.centres import Centre


@dataclass(frozen=True, slots=True)
class Receiver:
    """A centre that can take a case, with its distance in metres from the case's place."""

    centre: Centre
    metres: float


class HandoverAsked(AboutCase):
    """The member is asked for the centre: the one with jurisdiction (*area*), the nearest *others*,
    or the national desk (*nation*)."""

    area: Receiver | None
    others: tuple[Receiver, ...]
    nation: Receiver | None


class HandoverReasonAsked(AboutCase):
    """The member is asked for the reason. *must* says that no other centre can be chosen."""

    centre: Centre
    must: bool


class CaseHandedOver(AboutCase):
    """The case waits at *centre*: handed over, or returned. *taker* says who can claim it there;
    *must* that it went to the national desk after too many hand-overs."""

    centre: Centre
    taker: Taker
    must: bool


class HandoverUnclaimed(Fact):
    """Nobody of *centre* has claimed in time the case that *team* handed over."""

    team: tuple[Member, ...]
    case: Case
    centre: Centre


@dataclass(frozen=True, slots=True)
class Near:
    """An open case, with its distance in metres from the one that may be merged into it."""

    case: Case
    metres: float


class MergeOffered(AboutCase):
    """The cases into which *case* can be merged, nearest first; empty if none is near."""

    into: tuple[Near, ...]


class CaseMerged(AboutCase):
    """*case* is closed; all its contents belong to *into*, whose result its sharers hear, if there
    are any to hear it (*heard*)."""

    into: Case
    heard: bool = True


class CaseGrew(AboutCase):
    """The holder of *case* is told that the case *number* was merged into it."""

    number: str


class UnmergeOffered(AboutCase):
    """The cases that were merged into *case* and can be unmerged, the last first."""

    numbers: tuple[str, ...]


class CaseUnmerged(AboutCase):
    """*case*, which was unmerged from *source*, waits again at that case's present centre."""

    source: Case
