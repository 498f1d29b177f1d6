"""Which changes a case allows, and to whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from cases.case import Case, State
from cases.people import Member


class Change(StrEnum):
    """A change that a member of a team asks for."""

    CLAIM = "claim"
    RELEASE = "release"
    GO = "going"
    ARRIVE = "arrived"
    CLOSE = "close"
    LOOK = "photos"


class Refusal(StrEnum):
    """Why a change is not done; each has its sentence in bot/texts."""

    NOT_STAFF = "not_staff"
    NO_CASES = "no_cases"
    OTHER_CENTRE = "other_centre"
    NO_SUCH_CASE = "no_such_case"
    TAKEN = "taken"
    YOURS_ALREADY = "yours_already"
    NOT_YOURS = "not_yours"
    CLOSED_ALREADY = "closed_already"
    CLAIM_FIRST = "claim_first"
    GO_FIRST = "go_first"
    ARRIVE_FIRST = "arrive_first"
    DONE_ALREADY = "done_already"
    UNKNOWN_OUTCOME = "unknown_outcome"


#: The one table: what a change makes of a state. What is not here is refused.
ALLOWED: dict[Change, dict[State, State]] = {
    Change.CLAIM: {State.WAITING: State.CLAIMED},
    Change.RELEASE: {State.CLAIMED: State.WAITING, State.GOING: State.WAITING},
    Change.GO: {State.CLAIMED: State.GOING},
    Change.ARRIVE: {State.GOING: State.ON_SITE},
    # An outcome that needs no visit may close earlier: see refusal().
    Change.CLOSE: {
        State.CLAIMED: State.CLOSED,
        State.GOING: State.CLOSED,
        State.ON_SITE: State.CLOSED,
    },
    # Photos are for the one who goes, and change nothing.
    Change.LOOK: {
        State.CLAIMED: State.CLAIMED,
        State.GOING: State.GOING,
        State.ON_SITE: State.ON_SITE,
    },
}


def may_work_on(member: Member, case: Case, national_centre: str) -> bool:
    """Tell whether a case is this member's business: own centre, or escalated to the nation's."""
    return member.centre == case.centre or (case.escalated and member.centre == national_centre)


def refusal(case: Case, change: Change, member: Member, national_centre: str) -> Refusal | None:
    """Say why *member* may not make *change* now, or None where it is allowed."""
    if not member.takes_cases:
        return Refusal.NO_CASES
    if case.holder != member.person.id and not may_work_on(member, case, national_centre):
        return Refusal.OTHER_CENTRE
    if not case.is_open:
        return Refusal.CLOSED_ALREADY
    if change is Change.CLAIM:
        return _claim_refusal(case, member)
    if case.holder is None:
        return Refusal.CLAIM_FIRST
    if case.holder != member.person.id:
        return Refusal.NOT_YOURS
    if case.state not in ALLOWED[change]:
        return _order_refusal(case, change)
    return None


def close_refusal(case: Case, *, needs_visit: bool) -> Refusal | None:
    """Say what must come before a close with an outcome that *needs_visit*."""
    if not needs_visit or case.state is State.ON_SITE:
        return None
    return Refusal.ARRIVE_FIRST if case.state is State.GOING else Refusal.GO_FIRST


def may_reopen(case: Case, at: datetime, days: int) -> bool:
    """Tell whether a closed case may still be opened again by one who shared it."""
    return case.closed_at is not None and at <= case.closed_at + timedelta(days=days)


def _claim_refusal(case: Case, member: Member) -> Refusal | None:
    if case.holder is None:
        return None
    return Refusal.YOURS_ALREADY if case.holder == member.person.id else Refusal.TAKEN


def _order_refusal(case: Case, change: Change) -> Refusal:
    if change is Change.ARRIVE and case.state is State.CLAIMED:
        return Refusal.GO_FIRST
    return Refusal.DONE_ALREADY
