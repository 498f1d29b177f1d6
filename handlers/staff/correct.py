"""Who closed a case tapped a wrong outcome: for some minutes it can be put right.

(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.correction import corrected, instead, may_correct
from cases.facts.casework import Refused
from cases.facts.corrections import CorrectedPersonAsked, CorrectionAsked, OutcomeCorrected
from cases.facts.fact import Fact
from cases.facts.visit_proofs import FarReasonAsked
from cases.ports import Timer
from cases.rules import Refusal
from cases.taxonomy import FALSE_REPORT
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.closing_facts import take_back_all
from handlers.staff.permission import Granted, find_case, not_now
from handlers.staff.settle import audit_false, count_close, with_reason


def correct(request: Request[Pressed]) -> list[Fact]:
    """Ask of whom, and which outcome it is, or take the one that the button names."""
    found = find_case(request)
    if isinstance(found, Refused):
        return [found]
    member, case = found.member, found.case
    if not may_correct(case, member, request.at, request.settings.correct_minutes):
        return [not_now(found, Refusal.NO_CORRECTION, request)]
    person = _person(request, case)
    if person is None:
        return [CorrectedPersonAsked(member.person, case)]
    return _of_person(person, request, found)


def _person(request: Request[Pressed], case: Case) -> int | None:
    """Return whose outcome a button is about, None where it names none of several."""
    numbers = {str(number): number for number in range(1, len(case.visit.outcomes) + 1)}
    return 1 if len(numbers) == 1 else numbers.get(request.event.fields.get("person", ""))


def _of_person(person: int, request: Request[Pressed], granted: Granted) -> list[Fact]:
    to, case = granted.member.person, granted.case
    choices = instead(case, person, request.context.taxonomy)
    chosen = next((one for one in choices if one.code == request.event.fields.get("outcome")), None)
    if chosen is None:
        return [CorrectionAsked(to, case, tuple(choices), person)]
    known = with_reason(case, request) if chosen.person_found else case
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
