"""Who closed a case tapped a wrong outcome: for some minutes it can be put right.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.commands import Correct
from cases.correction import corrected, instead, may_correct
from cases.facts.corrections import CorrectedPersonAsked, CorrectionAsked, OutcomeCorrected
from cases.facts.fact import Fact
from cases.facts.visit_proofs import FarReasonAsked
from cases.ports import Timer
from cases.rules import Refusal
from cases.taxonomy import FALSE_REPORT
from handlers.permission import not_now
from handlers.registry import handles
from handlers.request import CaseRequest, Request
from handlers.staff.close import audit_false, count_close, with_reason
from handlers.staff.closing_facts import take_back_all


@handles(Correct)
def correct(request: CaseRequest[Correct]) -> list[Fact]:
    """Ask of whom, and which outcome it is, or take the one that the button names."""
    command, to, case = request.command, request.person, request.case
    if not may_correct(case, request.member, request.at, request.settings.correct_minutes):
        return [not_now(request, Refusal.NO_CORRECTION)]
    person = 1 if len(case.visit.outcomes) == 1 else command.person
    if not 1 <= person <= len(case.visit.outcomes):
        return [CorrectedPersonAsked(to, case)]
    choices = instead(case, person, request.context.taxonomy)
    chosen = next((one for one in choices if one.code == command.outcome), None)
    if chosen is None:
        return [CorrectionAsked(to, case, tuple(choices), person)]
    known = with_reason(case, command.far, request) if chosen.person_found else case
    if known is None:
        return [FarReasonAsked(to, case, chosen.code, corrects=person)]
    right = _kept(case, corrected(known, person, chosen), request)
    audit_false(to, right, request, was_false=FALSE_REPORT in case.visit.outcomes)
    return [OutcomeCorrected(to, right, person)]


def _kept(case: Case, right: Case, request: Request[object]) -> Case:
    """Take the close back in the log and write the right one; the sharers hear of it if they were
    told something else."""
    count_close(case, request, taken_back=True)
    count_close(right, request)
    if not request.context.taxonomy.people_met(right.visit.outcomes):
        take_back_all(right, request)
        right = replace(right, visit=replace(right.visit, facts_said=()))
    request.cases.save(right)
    if right.visit.was:
        due = max(request.now, right.closed_at or request.now)
        request.timers.set(Timer.TELL_SHARERS, right.number, due)
    return right
