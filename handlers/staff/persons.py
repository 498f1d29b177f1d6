"""Several persons at one place: how many, begin again, or one less after all."""

from __future__ import annotations

from dataclasses import replace

from cases.amounts import MOST_PERSONS
from cases.case import Case
from cases.facts.casework import OutcomeAsked, Refused
from cases.facts.fact import Fact
from cases.facts.visit_proofs import HowManyAsked
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import ask_close
from handlers.staff.settle import go_on, is_about_now

_NUMBERS = {str(number): number for number in range(1, MOST_PERSONS + 1)}


def several(request: Request[Pressed]) -> list[Fact]:
    """Ask how many there are, or take the number; what is answered is dropped only by *again*,
    which names how many that was."""
    asked = ask_close(request, needs_visit=True)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    if case.visit.outcomes and request.event.fields.get("again") != str(len(case.visit.outcomes)):
        return [OutcomeAsked(person, case, found=True, stale=True)]
    persons = _NUMBERS.get(request.event.fields.get("persons", ""))
    visit = replace(case.visit, outcomes=(), persons=persons or case.visit.persons)
    begun = replace(case, visit=visit)
    if begun != case:
        request.cases.save(begun)
    if persons is None:
        return [HowManyAsked(person, begun)]
    return [OutcomeAsked(person, begun, found=True)]


def fewer(request: Request[Pressed]) -> list[Fact]:
    """There is one person less; when all others are answered the case is closed."""
    asked = ask_close(request, needs_visit=True)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked.member.person, asked.case
    if case.visit.persons == 1 or not is_about_now(request, case):
        return [OutcomeAsked(person, case, found=True, stale=True)]
    return go_on(person, _with_one_less(case), request)


def _with_one_less(case: Case) -> Case:
    return replace(case, visit=replace(case.visit, persons=case.visit.persons - 1))
