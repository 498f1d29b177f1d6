"""What the person who closed a case may add for some time: closing facts of those who were met, why
no check-in proves a visit, and the right outcome in place of a wrong one.

The facts are optional and only counted: a case stores which were recorded, never their values.
(docs/decisions/0019-the-visit-proved.md)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.case import Case
from cases.commands import AskFacts, Correct, SayFact, SayNoCheckIn
from cases.facts import casework
from cases.facts.fact import Fact
from cases.ports import Timer
from cases.refusal import Refusal
from cases.rules import may_correct, may_say_facts
from cases.taxonomy import FALSE_REPORT, Outcome, Taxonomy
from handlers.citizen.sharer import hears_result
from handlers.permission import not_now
from handlers.request import CaseRequest, Request, handles
from handlers.staff.close import audit_false, count_close, is_unproved, with_reason


@dataclass(frozen=True, slots=True)
class _Slot:
    """One fact of one person; *mark* is how a case stores that it was recorded."""

    person: int
    name: str

    @property
    def mark(self) -> str:
        return f"{self.person}.{self.name}"


@handles(AskFacts)
def ask_facts(request: CaseRequest[AskFacts]) -> list[Fact]:
    """Ask for the first fact that is not recorded, after the one that the button skips."""
    if not _may_say(request):
        return [not_now(request, Refusal.NO_FACTS_NOW)]
    return [_next(request.case, _slot(request), request)]


@handles(SayFact)
def say_fact(request: CaseRequest[SayFact]) -> list[Fact]:
    """Count a fact, once, and ask for the next. Another answer within a few minutes (its card still
    stands in the chat) corrects the first."""
    if not _may_say(request):
        return [not_now(request, Refusal.NO_FACTS_NOW)]
    case, value, slot = request.case, request.command.value, _slot(request)
    if slot is None or value not in request.context.taxonomy.facts[slot.name]:
        return [_next(case, None, request)]
    before = request.unit.said_facts.of(case.number).get(slot.mark)
    said = case.visit.facts_said
    if slot.mark not in said:
        case = replace(case, visit=replace(case.visit, facts_said=(*said, slot.mark)))
        request.cases.save(case)
        _count(case, slot.mark, value, request)
    elif before not in (None, value):
        _take_back(case, slot.mark, str(before), request)
        _count(case, slot.mark, value, request)
    return [_next(case, slot, request)]


def take_back_all(case: Case, request: Request[object]) -> None:
    """Uncount all closing facts of a case: nobody was met after all."""
    for mark, value in request.unit.said_facts.of(case.number).items():
        if mark in case.visit.facts_said:
            _take_back(case, mark, value, request)
    request.unit.said_facts.forget(case.number)


def _count(case: Case, mark: str, value: str, request: Request[object]) -> None:
    """Count a fact, and keep its value for some minutes, so that it can be uncounted."""
    request.log.record_fact(case, f"{_name_of(mark)}:{value}")
    minutes = request.settings.correct_minutes
    request.unit.said_facts.keep(case.number, mark, value, minutes=minutes)


def _take_back(case: Case, mark: str, value: str, request: Request[object]) -> None:
    request.log.record_fact(case, f"{_name_of(mark)}:{value}", taken_back=True)


def _name_of(mark: str) -> str:
    return mark.split(".", 1)[1]


def _may_say(request: CaseRequest[AskFacts]) -> bool:
    case = request.case
    return may_say_facts(case, request.member, request.at) and bool(_slots(case, request))


def _slots(case: Case, request: Request[object]) -> Sequence[_Slot]:
    """Return every fact of every person who was met, in the order in which they are asked."""
    met = request.context.taxonomy.people_met(case.visit.outcomes)
    return [
        _Slot(person, name)
        for person in range(1, met + 1)
        for name in request.context.taxonomy.facts
    ]


def _slot(request: CaseRequest[AskFacts]) -> _Slot | None:
    """Return the fact that a button names; None if there is no such fact."""
    asked = _Slot(request.command.person, request.command.name)
    return asked if asked in _slots(request.case, request) else None


def _next(case: Case, after: _Slot | None, request: CaseRequest[AskFacts]) -> Fact:
    person, slots = request.person, _slots(case, request)
    rest = slots[slots.index(after) + 1 :] if after else slots
    slot = next((one for one in rest if one.mark not in case.visit.facts_said), None)
    if slot is None:
        return casework.ClosingFactsDone(person, case)
    values, last = request.context.taxonomy.facts[slot.name], slots[-1]
    return casework.ClosingFactAsked(
        person, case, slot.person, last.person, slot.name, values, last.name
    )


@handles(Correct)
def correct(request: CaseRequest[Correct]) -> list[Fact]:
    """Ask of which person and which outcome it is, or record the outcome that the button names."""
    command, to, case = request.command, request.person, request.case
    if not may_correct(case, request.member, request.at, request.settings.correct_minutes):
        return [not_now(request, Refusal.NO_CORRECTION)]
    person = 1 if len(case.visit.outcomes) == 1 else command.person
    if not 1 <= person <= len(case.visit.outcomes):
        return [casework.CorrectedPersonAsked(to, case)]
    choices = _instead(case, person, request.context.taxonomy)
    chosen = next((one for one in choices if one.code == command.outcome), None)
    if chosen is None:
        return [casework.CorrectionAsked(to, case, tuple(choices), person)]
    known = with_reason(case, command.far, request) if chosen.person_found else case
    if known is None:
        return [casework.FarReasonAsked(to, case, chosen.code, corrects=person)]
    right = _kept(case, _corrected(known, person, chosen), request)
    audit_false(to, right, request, was_false=FALSE_REPORT in case.visit.outcomes)
    heard, unproved = hears_result(right, request), is_unproved(right, request)
    return [casework.OutcomeCorrected(to, right, person, heard, unproved)]


@handles(SayNoCheckIn)
def say_no_check_in(request: CaseRequest[SayNoCheckIn]) -> list[Fact]:
    """Record why no check-in proves the visit on which the member met nobody, and count the close
    by it; another answer within the day corrects the first."""
    case, why = request.case, request.command.why
    may_say = may_say_facts(case, request.member, request.at) and is_unproved(case, request)
    if not may_say or why is None:
        return [not_now(request, Refusal.NO_REASON_NOW)]
    if why is not case.visit.no_check_in:
        count_close(case, request, taken_back=True)
        case = replace(case, visit=replace(case.visit, no_check_in=why))
        count_close(case, request)
        request.cases.save(case)
    return [casework.NoCheckInSaid(request.person, case)]


def _kept(case: Case, right: Case, request: Request[object]) -> Case:
    """Withdraw the close from the log and record the right one. Sharers who were sent another
    outcome are sent the right one."""
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


def _instead(case: Case, person: int, taxonomy: Taxonomy) -> Sequence[Outcome]:
    """Return what the outcome of *person* may be instead: nothing that only a visit tells
    where this holder made none, and of several persons nothing that says that nobody was met."""
    return [
        one
        for one in taxonomy.outcomes.values()
        if one.code != case.visit.outcomes[person - 1]
        and (case.visit.arrived or not one.needs_visit)
        and (len(case.visit.outcomes) == 1 or one.person_found)
    ]


def _corrected(case: Case, person: int, outcome: Outcome) -> Case:
    """Return the case with another outcome of *person*; what its sharers were told before stays
    known."""
    outcomes = (*case.visit.outcomes[: person - 1], outcome.code, *case.visit.outcomes[person:])
    reason = case.visit.far_reason if outcome.person_found else None
    unmet = None if outcome.person_found else case.visit.no_check_in
    visit = replace(case.visit, outcomes=outcomes, far_reason=reason, no_check_in=unmet)
    return replace(case, visit=replace(visit, was=case.visit.told))
