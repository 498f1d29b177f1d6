"""The outcome of a case: one for each person who was met. The last one closes the case, and is
compared with the check-in.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.audit import Audited, AuditEntry
from cases.case import Case, FarReason
from cases.commands import Close, SayFewer, SayFound, SayNotFound, SaySeveral
from cases.facts.casework import CaseClosed, FarReasonAsked, HowManyAsked, OutcomeAsked
from cases.facts.fact import Fact
from cases.log import Proof
from cases.people import Person
from cases.ports import Timer
from cases.refusal import Refusal
from cases.rules import MOST_PERSONS, close_refusal, state_after
from cases.taxonomy import FALSE_REPORT, NOT_FOUND, Outcome
from handlers.alerts import restart_after_act, stop_clocks
from handlers.case_retention import plan_deletion
from handlers.citizen.sharer import hears_result
from handlers.events import FromPerson
from handlers.permission import refused
from handlers.request import CaseRequest, Request, handles


@handles(SayFound)
def found(request: CaseRequest[SayFound]) -> list[Fact]:
    """Record that the person is there, and ask for the outcome."""
    return [_outcome_asked(request.case, request)]


@handles(SayNotFound)
def not_found(request: CaseRequest[SayNotFound]) -> list[Fact]:
    """Close the case with one tap: nobody is there."""
    outcome = request.context.taxonomy.outcomes[NOT_FOUND]
    why = close_refusal(request.case, needs_visit=outcome.needs_visit)
    return [_refused(request, why)] if why else _with_nobody(outcome, request)


@handles(Close)
def close(request: CaseRequest[Close]) -> list[Fact]:
    """Close with the outcome that the button names, or ask for one."""
    command, person, case = request.command, request.person, request.case
    code = command.outcome or command.code
    if code is None:
        return [_outcome_asked(case, request, found=False)]
    outcome = request.context.taxonomy.outcomes.get(code)
    if outcome is None:
        return [_refused(request, Refusal.UNKNOWN_OUTCOME)]
    why = close_refusal(case, needs_visit=outcome.needs_visit)
    if why:
        return [_refused(request, why)]
    if not outcome.person_found:
        return _with_nobody(outcome, request)
    if not _is_about_next(command, case):
        return [_outcome_asked(case, request, stale=True)]
    known = with_reason(case, command.far, request)
    if known is None:
        return [FarReasonAsked(person, case, outcome.code)]
    visit = replace(known.visit, outcomes=(*case.visit.outcomes, outcome.code))
    return _go_on(replace(known, visit=visit), request)


@handles(SaySeveral)
def several(request: CaseRequest[SaySeveral]) -> list[Fact]:
    """Ask for the number of persons, or record it; recorded outcomes are dropped only by *again*,
    which names how many there were."""
    command, person, case = request.command, request.person, request.case
    if case.visit.outcomes and command.again != len(case.visit.outcomes):
        return [_outcome_asked(case, request, stale=True)]
    persons = command.persons if 1 <= command.persons <= MOST_PERSONS else None
    visit = replace(case.visit, outcomes=(), persons=persons or case.visit.persons)
    begun = replace(case, visit=visit)
    if begun != case:
        request.cases.save(begun)
    if persons is None:
        return [HowManyAsked(person, begun)]
    return [_outcome_asked(begun, request)]


@handles(SayFewer)
def fewer(request: CaseRequest[SayFewer]) -> list[Fact]:
    """Record that there is one person less; close the case if the outcomes of all others are
    recorded."""
    case = request.case
    if case.visit.persons == 1 or not _is_about_next(request.command, case):
        return [_outcome_asked(case, request, stale=True)]
    visit = replace(case.visit, persons=case.visit.persons - 1)
    return _go_on(replace(case, visit=visit), request)


def count_close(case: Case, request: Request[object], *, taken_back: bool = False) -> None:
    """Count the outcome of a closed case, or uncount it."""
    met = request.context.taxonomy.people_met(case.visit.outcomes)
    proof = _proof(case, request) if met else _unmet_proof(case, request)
    helped = request.context.taxonomy.helped(case.visit.outcomes)
    request.log.record_close(
        case, found=met > 0, persons=met, proof=proof, helped=helped, taken_back=taken_back
    )


def audit_false(
    person: Person, case: Case, request: Request[object], *, was_false: bool = False
) -> None:
    """Write an audit entry that *person* closed a case as false, or withdrew that."""
    is_false = FALSE_REPORT in case.visit.outcomes
    if is_false is not was_false:
        act = Audited.CLOSED_AS_FALSE if is_false else Audited.FALSE_TAKEN_BACK
        by = request.teams.find(person) or person
        request.unit.audit.record(AuditEntry(act, by, case.number, case.centre))


def with_reason(case: Case, reason: FarReason | None, request: Request[object]) -> Case | None:
    """Return *case* with the reason why the person was found far from its pin; None if a reason is
    needed and none is named."""
    if case.visit.far_reason is not None or not _is_far(case, request):
        return case
    return replace(case, visit=replace(case.visit, far_reason=reason)) if reason else None


def _outcome_asked(
    case: Case, request: Request[FromPerson], *, found: bool = True, stale: bool = False
) -> OutcomeAsked:
    """Ask for the outcome; those that the case's centre used most, this month and last, come
    first."""
    uses = request.context.statistics.recent(case.centre, request.now).outcomes
    often = tuple(sorted(uses, key=lambda code: (-uses[code], code)))
    return OutcomeAsked(request.person, case, found, stale, often)


def _is_about_next(command: Close | SayFewer, case: Case) -> bool:
    """Return whether a button is about the next person; a button that names no person is about the
    only one."""
    return (command.person, command.of) == (len(case.visit.outcomes) + 1, case.visit.persons)


def _go_on(case: Case, request: CaseRequest[Close | SayFewer]) -> list[Fact]:
    """Ask for the next person's outcome, or close after the last."""
    if len(case.visit.outcomes) >= case.visit.persons:
        return [_closed(case, request)]
    case = restart_after_act(case, request)
    request.cases.save(case)
    return [_outcome_asked(case, request)]


def _with_nobody(
    outcome: Outcome, request: CaseRequest[Close] | CaseRequest[SayNotFound]
) -> list[Fact]:
    """Close with nobody met; if an outcome of one person is recorded already, ask for the other
    persons instead."""
    case = request.case
    if case.visit.outcomes:
        return [_outcome_asked(case, request, stale=True)]
    visit = replace(case.visit, persons=1, outcomes=(outcome.code,))
    return [_closed(replace(case, visit=visit), request)]


def _closed(case: Case, request: CaseRequest[Close | SayFewer | SayNotFound]) -> CaseClosed:
    case = replace(case, state=state_after(case, Close), closed_at=request.at)
    request.cases.save(case)
    count_close(case, request)
    audit_false(request.person, case, request)
    stop_clocks(case, request)
    plan_deletion(case, request)
    # Never before the close itself, for what is due before belongs to an earlier one.
    request.timers.set(Timer.TELL_SHARERS, case.number, max(request.now, request.at))
    return CaseClosed(request.person, case, hears_result(case, request), is_unproved(case, request))


def is_unproved(case: Case, request: Request[object]) -> bool:
    """Return whether nobody was met on a visit that no check-in near the pin proves."""
    outcomes = [request.context.taxonomy.outcomes.get(code) for code in case.visit.outcomes]
    unmet = any(one.needs_visit and not one.person_found for one in outcomes if one)
    return unmet and (case.visit.distance_m is None or _is_far(case, request))


def _unmet_proof(case: Case, request: Request[object]) -> Proof:
    if not is_unproved(case, request):
        return Proof.NEAR
    why = case.visit.no_check_in
    return Proof(f"{Proof.UNMET}_{why}") if why else Proof.UNMET


def _proof(case: Case, request: Request[object]) -> Proof:
    if case.visit.distance_m is None:
        return Proof.UNPROVED
    return Proof.FAR if _is_far(case, request) else Proof.NEAR


def _is_far(case: Case, request: Request[object]) -> bool:
    return case.visit.distance_m is not None and case.visit.distance_m > request.settings.check_in_m


def _refused(request: CaseRequest[Close | SayNotFound], why: Refusal) -> Fact:
    return refused(request.person, why, request.case, request)
