"""Which changes a case allows, and to whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from cases.case import Case, State
from cases.holding import may_be_taken_over
from cases.people import Member, Role
from cases.taxonomy import TRAFFICKING, Taxonomy


class Change(StrEnum):
    """A change that a member of a team asks for."""

    CLAIM = "claim"
    RELEASE = "release"
    GO = "going"
    ARRIVE = "arrived"
    CLOSE = "close"
    LOOK = "photos"
    MORE = "more"
    ASK = "ask"
    HAND_OVER = "handover"
    MERGE = "merge"
    UNMERGE = "unmerge"
    REVISIT = "revisit"
    KEEP = "keep"


class Refusal(StrEnum):
    """Why a change is not done; each has its sentence in messages/texts."""

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
    MUST_NOT_ASK = "must_not_ask"
    NOBODY_TO_ASK = "nobody_to_ask"
    QUESTION_OPEN = "question_open"
    QUESTIONS_OVER = "questions_over"
    NOT_A_CALLERS = "not_a_callers"
    HANDED_ON = "handed_on"
    UNKNOWN_CENTRE = "unknown_centre"
    THERE_ALREADY = "there_already"
    NOT_REFUSABLE = "not_refusable"
    MERGED = "merged"
    MERGED_TAKEN = "merged_taken"
    MERGED_ELSEWHERE = "merged_elsewhere"
    MERGED_CLOSED = "merged_closed"
    OWN_NEED_ALONE = "own_need_alone"
    NOT_TOGETHER = "not_together"
    NOT_MERGED = "not_merged"
    SHIFT_END = "shift_end"
    STILL_ON_DUTY = "still_on_duty"
    NOT_HEAD = "not_head"
    NOT_IN_TEAM = "not_in_team"
    NOT_REMOVABLE = "not_removable"
    NO_FACTS_NOW = "no_facts_now"
    NO_CORRECTION = "no_correction"
    NOT_READER = "not_reader"


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
    # One question to a sharer, who answers the one that goes.
    Change.ASK: {
        State.CLAIMED: State.CLAIMED,
        State.GOING: State.GOING,
        State.ON_SITE: State.ON_SITE,
    },
    # The holder says that they are still on it.
    Change.KEEP: {
        State.CLAIMED: State.CLAIMED,
        State.GOING: State.GOING,
        State.ON_SITE: State.ON_SITE,
    },
    # The case waits for the time that was chosen.
    Change.REVISIT: {
        State.CLAIMED: State.WAITING,
        State.GOING: State.WAITING,
        State.ON_SITE: State.WAITING,
    },
    # What else can be done is only shown.
    Change.MORE: {state: state for state in State if state is not State.CLOSED},
    # It waits again, at another centre.
    Change.HAND_OVER: {state: State.WAITING for state in State if state is not State.CLOSED},
    Change.MERGE: {state: State.CLOSED for state in State if state is not State.CLOSED},
    # The case itself stays as it is: another comes out of it.
    Change.UNMERGE: {state: state for state in State if state is not State.CLOSED},
}
#: A day: the end of the shift and the way home; later it would be guessed, and counted as known.
FACTS_WITHIN = timedelta(hours=24)
#: What anybody of the centre may do while nobody holds the case.
WITHOUT_HOLDER = frozenset({Change.MORE, Change.HAND_OVER, Change.MERGE, Change.UNMERGE})


def may_work_on(member: Member, case: Case, national_centre: str) -> bool:
    """Return whether a case is this member's business: own centre, or escalated to the nation's."""
    return member.centre == case.centre or (case.escalated and member.centre == national_centre)


def is_theirs(case: Case, member: Member, national_centre: str) -> bool:
    """Return whether a case is in this member's hands, or their business."""
    return case.holder == member.person.id or may_work_on(member, case, national_centre)


def refusal(case: Case, change: Change, member: Member, national_centre: str) -> Refusal | None:
    """Say why *member* may not make *change* now, or None where it is allowed."""
    if not member.takes_cases:
        return Refusal.NO_CASES
    if not is_theirs(case, member, national_centre):
        return _elsewhere_refusal(case, member)
    if not case.is_open:
        return Refusal.MERGED if case.links.merged_into else Refusal.CLOSED_ALREADY
    if change is Change.CLAIM:
        return _claim_refusal(case, member)
    if case.holder is None and change not in WITHOUT_HOLDER:
        return Refusal.CLAIM_FIRST
    if case.holder not in (None, member.person.id):
        return Refusal.NOT_YOURS
    if case.state not in ALLOWED[change]:
        return _order_refusal(case, change)
    return None


def close_refusal(case: Case, *, needs_visit: bool) -> Refusal | None:
    """Say what must come before a close with an outcome that *needs_visit*."""
    if not needs_visit or case.state is State.ON_SITE:
        return None
    return Refusal.ARRIVE_FIRST if case.state is State.GOING else Refusal.GO_FIRST


def may_say_facts(case: Case, member: Member, at: datetime) -> bool:
    """Return whether *member* may add closing facts: who closed the case, while it is fresh."""
    if case.closed_at is None or case.holder != member.person.id:
        return False
    return at <= case.closed_at + FACTS_WITHIN


def may_reopen(case: Case, at: datetime, days: int) -> bool:
    """Return whether a closed case may still be opened again by one who shared it."""
    return case.closed_at is not None and at <= case.closed_at + timedelta(days=days)


def may_be_trafficking(case: Case, taxonomy: Taxonomy) -> bool:
    """Return whether trafficking is suspected, by any danger of the case or by its kind. Then no
    sharer hears that a team comes: whoever forces others may hold the phone."""
    kind = taxonomy.kinds.get(case.need.kind or "")
    return TRAFFICKING in (*case.need.dangers, kind.urgent if kind else None)


def _elsewhere_refusal(case: Case, member: Member) -> Refusal:
    """Tell a centre that once had the case what became of it; others need not know."""
    if member.centre not in case.handover.passed:
        return Refusal.OTHER_CENTRE
    goes_on = case.is_open or case.links.merged_into
    return Refusal.HANDED_ON if goes_on else Refusal.CLOSED_ALREADY


def _claim_refusal(case: Case, member: Member) -> Refusal | None:
    if case.holder == member.person.id:
        return Refusal.YOURS_ALREADY
    return None if case.holder is None or may_be_taken_over(case) else Refusal.TAKEN


def _order_refusal(case: Case, change: Change) -> Refusal:
    if change is Change.ARRIVE and case.state is State.CLAIMED:
        return Refusal.GO_FIRST
    return Refusal.DONE_ALREADY


def may_be_removed(member: Member) -> bool:
    """Return whether a head may take this member out: another head or a manager only the operator
    may."""
    return member.role is Role.OFFICER
