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
from cases.ports import Timer, UnitOfWork
from cases.taxonomy import FALSE_REPORT, Outcome
from handlers.alerts import held, stop_clocks
from handlers.case_retention import plan_deletion
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import Granted

_REASONS = {one.value: one for one in FarReason}


def settle(
    asked: Granted, outcome: Outcome, event: Pressed, unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Take the outcome of the person that the button is about."""
    person, case = asked.member.person, asked.case
    if not outcome.person_found:
        return _nobody(person, case, outcome, unit, context)
    if not is_about_now(event, case):
        return [OutcomeAsked(person, case, found=True, stale=True)]
    known = with_reason(case, event, context)
    if known is None:
        return [FarReasonAsked(person, case, outcome.code)]
    return go_on(person, replace(known, outcomes=(*case.outcomes, outcome.code)), unit, context)


def go_on(person: Person, case: Case, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask for the next person's outcome, or close after the last."""
    if len(case.outcomes) >= case.persons:
        return [_closed(person, case, unit, context)]
    case = held(case, unit, context)
    unit.cases.save(case)
    return [OutcomeAsked(person, case, found=True)]


def count_close(
    case: Case, unit: UnitOfWork, context: Context, *, taken_back: bool = False
) -> None:
    """Count what came of a closed case, or take that back."""
    met = context.taxonomy.people_met(case.outcomes)
    proof = _proof(case, context) if met else Proof.NEAR
    helped = context.taxonomy.helped(case.outcomes)
    unit.log.record_close(
        case, found=met > 0, persons=met, proof=proof, helped=helped, taken_back=taken_back
    )


def audit_false(person: Person, case: Case, unit: UnitOfWork, *, was_false: bool = False) -> None:
    """Let it leave an entry if *person* closed a case as false, or took that back."""
    is_false = FALSE_REPORT in case.outcomes
    if is_false is not was_false:
        act = Audited.CLOSED_AS_FALSE if is_false else Audited.FALSE_TAKEN_BACK
        by = unit.teams.find(person) or person
        unit.audit.record(AuditEntry(act, by, case.number, case.centre))


def with_reason(case: Case, event: Pressed, context: Context) -> Case | None:
    """Return *case* with the reason why somebody was found far from its pin, or None where one is
    due and the button names none."""
    if case.far_reason is not None or not _is_far(case, context):
        return case
    reason = _REASONS.get(event.fields.get("far", ""))
    return replace(case, far_reason=reason) if reason else None


def is_about_now(event: Pressed, case: Case) -> bool:
    """Return whether a button is about the person who comes next; one that names nobody is about
    the only one."""
    asked = (event.fields.get("person", "1"), event.fields.get("of", "1"))
    return asked == (str(len(case.outcomes) + 1), str(case.persons))


def _nobody(
    person: Person, case: Case, outcome: Outcome, unit: UnitOfWork, context: Context
) -> list[Fact]:
    """Close with nobody met, unless somebody was: then the other persons are asked for."""
    if case.outcomes:
        return [OutcomeAsked(person, case, found=True, stale=True)]
    return [_closed(person, replace(case, persons=1, outcomes=(outcome.code,)), unit, context)]


def _closed(person: Person, case: Case, unit: UnitOfWork, context: Context) -> CaseClosed:
    case = replace(case, state=State.CLOSED, closed_at=unit.at)
    unit.cases.save(case)
    count_close(case, unit, context)
    audit_false(person, case, unit)
    stop_clocks(case, unit)
    plan_deletion(case, unit, context)
    # Never before the close itself, for what is due before belongs to an earlier one.
    unit.timers.set(Timer.TELL_SHARERS, case.number, max(unit.now, unit.at))
    return CaseClosed(person, case)


def _proof(case: Case, context: Context) -> Proof:
    if case.distance_m is None:
        return Proof.UNPROVED
    return Proof.FAR if _is_far(case, context) else Proof.NEAR


def _is_far(case: Case, context: Context) -> bool:
    return case.distance_m is not None and case.distance_m > context.settings.check_in_m
