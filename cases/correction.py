"""A close whose outcome was a wrong tap: what may be said instead, by whom and how long.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from cases.case import Case
from cases.people import Member
from cases.taxonomy import Outcome, Taxonomy


def may_correct(case: Case, member: Member, at: datetime, minutes: int) -> bool:
    """Return whether *member* may still say that it was a wrong tap: who closed the case, for so
    many minutes. A merge is no tap of that kind; it can be undone."""
    if case.closed_at is None or case.links.merged_into or case.holder != member.person.id:
        return False
    return case.closed_at <= at <= case.closed_at + timedelta(minutes=minutes)


def instead(case: Case, person: int, taxonomy: Taxonomy) -> Sequence[Outcome]:
    """Return what the outcome of *person* may be instead: nothing that only a visit tells
    where this holder made none, and of several persons nothing that says that nobody was met."""
    return [
        one
        for one in taxonomy.outcomes.values()
        if one.code != case.visit.outcomes[person - 1]
        and (case.visit.arrived or not one.needs_visit)
        and (len(case.visit.outcomes) == 1 or one.person_found)
    ]


def corrected(case: Case, person: int, outcome: Outcome) -> Case:
    """Return the case with another outcome of *person*; what its sharers were told before stays
    known."""
    outcomes = (*case.visit.outcomes[: person - 1], outcome.code, *case.visit.outcomes[person:])
    reason = case.visit.far_reason if outcome.person_found else None
    return replace(
        case,
        visit=replace(case.visit, outcomes=outcomes, far_reason=reason, was=case.visit.told),
    )
