"""The rules of handing a case over: docs/decisions/0018-hand-over.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from cases.case import Because, Case, Handover, State, unvisited

#: After so many hand-overs the national desk decides, or a case would wander for ever.
MOST_HOPS = 2
#: The reasons that a giver may choose.
_REASONS = (Because.AREA, Because.NEARER, Because.NO_TEAM, Because.OTHER)
#: The same where the national desk alone can take it, which has no area and is hardly near.
_OF_THE_NATION = (Because.NO_TEAM, Because.OTHER)


def only_to_nation(case: Case, giver: str, nation: str) -> bool:
    """Return whether *giver* can hand the case to the national desk alone."""
    return giver != nation and len(case.handover.passed) >= MOST_HOPS


def reasons(*, must: bool) -> tuple[Because, ...]:
    """Return the reasons that a giver may choose; *must* tells that only the national desk is left,
    whatever an old button says."""
    return _OF_THE_NATION if must else _REASONS


def area_elsewhere(case: Case) -> str | None:
    """Return the centre with jurisdiction if that is another one and has not had the case yet: it
    can be handed there in one tap."""
    had = (case.centre, *case.handover.passed)
    if case.origin.province in had or len(case.handover.passed) >= MOST_HOPS:
        return None
    return case.origin.province


def passed_on(case: Case, to: str, because: Because, nation: str, now: datetime) -> Case:
    """Return the case as it waits at *to*. While it waited already, the clock of the centre that
    had it first runs on; else its wait begins now. The times of the first claim and visit stay."""
    waited = case.state is State.WAITING
    return replace(
        unvisited(case),
        centre=to,
        state=State.WAITING,
        holder=None,
        waiting_since=case.waiting_since if waited else now,
        handover=Handover(
            passed=(*case.handover.passed, case.centre),
            because=because,
            clock_with=case.handover.clock_with or case.centre,
            refusable=_may_refuse(case, to, because, nation),
        ),
    )


def gone_along(case: Case, other: Case, nation: str, now: datetime) -> Case:
    """Return a waiting case as it waits where *other* is, with what was decided of that one."""
    decided = other.handover
    passed = passed_on(case, other.centre, decided.because or Because.OTHER, nation, now)
    handover = replace(passed.handover, clock_with=decided.clock_with, refusable=decided.refusable)
    return replace(passed, handover=handover)


def _may_refuse(case: Case, to: str, because: Because, nation: str) -> bool:
    """Return whether *to* may send it back: not the national desk, not what was sent back to it,
    and not what the national desk decided (it opens cases too; as the first giver it is a
    centre)."""
    decided = nation in (*case.handover.passed, case.centre)[1:]
    return to != nation and because is not Because.REFUSED and not decided
