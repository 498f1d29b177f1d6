"""One outcome a person: the last one closes the case, and is held against the check-in.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.audit import Audited, AuditEntry
from cases.case import Case, FarReason, State
from cases.facts.casework import CaseClosed, OutcomeAsked
from cases.facts.fact import Fact
from cases.facts.visit_proofs import FarReasonAsked
from cases.log import Proof
from cases.people import Person
from cases.ports import Timer
from cases.taxonomy import FALSE_REPORT, Outcome
from handlers.alerts import held, stop_clocks
from handlers.case_retention import plan_deletion
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import Granted

_REASONS = {one.value: one for one in FarReason}


def settle(asked: Granted, outcome: Outcome, request: Request[Pressed]) -> list[Fact]:
    """Take the outcome of the person that the button is about."""
    person, case = asked.member.person, asked.case
    if not outcome.person_found:
        return _nobody(person, case, outcome, request)
    if not is_about_now(request, case):
        return [OutcomeAsked(person, case, found=True, stale=True)]
    known = with_reason(case, request)
    if known is None:
        return [FarReasonAsked(person, case, outcome.code)]
    visit = replace(known.visit, outcomes=(*case.visit.outcomes, outcome.code))
    return go_on(person, replace(known, visit=visit), request)


def go_on(person: Person, case: Case, request: Request[object]) -> list[Fact]:
    """Ask for the next person's outcome, or close after the last."""
    if len(case.visit.outcomes) >= case.visit.persons:
        return [_closed(person, case, request)]
    case = held(case, request)
    request.cases.save(case)
    return [OutcomeAsked(person, case, found=True)]


def count_close(case: Case, request: Request[object], *, taken_back: bool = False) -> None:
    """Count what came of a closed case, or take that back."""
    met = request.context.taxonomy.people_met(case.visit.outcomes)
    proof = _proof(case, request) if met else Proof.NEAR
    helped = request.context.taxonomy.helped(case.visit.outcomes)
    request.log.record_close(
        case, found=met > 0, persons=met, proof=proof, helped=helped, taken_back=taken_back
    )


def audit_false(
    person: Person, case: Case, request: Request[object], *, was_false: bool = False
) -> None:
    """Let it leave an entry if *person* closed a case as false, or took that back."""
    is_false = FALSE_REPORT in case.visit.outcomes
    if is_false is not was_false:
        act = Audited.CLOSED_AS_FALSE if is_false else Audited.FALSE_TAKEN_BACK
        by = request.teams.find(person) or person
        request.unit.audit.record(AuditEntry(act, by, case.number, case.centre))


def with_reason(case: Case, request: Request[Pressed]) -> Case | None:
    """Return *case* with the reason why somebody was found far from its pin, or None where one is
    due and the button names none."""
    if case.visit.far_reason is not None or not _is_far(case, request):
        return case
    reason = _REASONS.get(request.event.fields.get("far", ""))
    return replace(case, visit=replace(case.visit, far_reason=reason)) if reason else None


def is_about_now(request: Request[Pressed], case: Case) -> bool:
    """Return whether a button is about the person who comes next; one that names nobody is about
    the only one."""
    asked = (request.event.fields.get("person", "1"), request.event.fields.get("of", "1"))
    return asked == (str(len(case.visit.outcomes) + 1), str(case.visit.persons))


def _nobody(person: Person, case: Case, outcome: Outcome, request: Request[object]) -> list[Fact]:
    """Close with nobody met, unless somebody was: then the other persons are asked for."""
    if case.visit.outcomes:
        return [OutcomeAsked(person, case, found=True, stale=True)]
    visit = replace(case.visit, persons=1, outcomes=(outcome.code,))
    return [_closed(person, replace(case, visit=visit), request)]


def _closed(person: Person, case: Case, request: Request[object]) -> CaseClosed:
    case = replace(case, state=State.CLOSED, closed_at=request.at)
    request.cases.save(case)
    count_close(case, request)
    audit_false(person, case, request)
    stop_clocks(case, request)
    plan_deletion(case, request)
    # Never before the close itself, for what is due before belongs to an earlier one.
    request.timers.set(Timer.TELL_SHARERS, case.number, max(request.now, request.at))
    return CaseClosed(person, case)


def _proof(case: Case, request: Request[object]) -> Proof:
    if case.visit.distance_m is None:
        return Proof.UNPROVED
    return Proof.FAR if _is_far(case, request) else Proof.NEAR


def _is_far(case: Case, request: Request[object]) -> bool:
    return case.visit.distance_m is not None and case.visit.distance_m > request.settings.check_in_m
