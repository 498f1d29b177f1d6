"""What the one who closed a case may say of those who were met: optional, and counted only.

A case keeps which facts were said, never what: docs/decisions/0019-the-visit-proved.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.case import Case
from cases.commands import AskFacts, SayFact
from cases.facts.fact import Fact
from cases.facts.visit_proofs import ClosingFactAsked, ClosingFactsDone
from cases.rules import Refusal, may_say_facts
from handlers.permission import not_now
from handlers.registry import handles
from handlers.request import CaseRequest, Request


@dataclass(frozen=True, slots=True)
class _Slot:
    """One fact of one person; *mark* is how a case keeps that it was said."""

    person: int
    name: str

    @property
    def mark(self) -> str:
        return f"{self.person}.{self.name}"


@handles(AskFacts)
def ask_facts(request: CaseRequest[AskFacts]) -> list[Fact]:
    """Ask for the first fact that is not said, after the one that the button skips."""
    if not _may_say(request):
        return [not_now(request, Refusal.NO_FACTS_NOW)]
    return [_next(request.case, _slot(request), request)]


@handles(SayFact)
def say_fact(request: CaseRequest[SayFact]) -> list[Fact]:
    """Count a fact, once, and ask for the next; another answer to what was said a few minutes ago
    (its card still stands in the chat) puts that right."""
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
    """Nobody was met after all: what was said of them is counted no more."""
    for mark, value in request.unit.said_facts.of(case.number).items():
        if mark in case.visit.facts_said:
            _take_back(case, mark, value, request)
    request.unit.said_facts.forget(case.number)


def _count(case: Case, mark: str, value: str, request: Request[object]) -> None:
    """Count it; for some minutes it is known what was said, so that it can be taken back."""
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
    """Return the fact that a button names, if there is such a one."""
    asked = _Slot(request.command.person, request.command.name)
    return asked if asked in _slots(request.case, request) else None


def _next(case: Case, after: _Slot | None, request: CaseRequest[AskFacts]) -> Fact:
    person, slots = request.person, _slots(case, request)
    rest = slots[slots.index(after) + 1 :] if after else slots
    slot = next((one for one in rest if one.mark not in case.visit.facts_said), None)
    if slot is None:
        return ClosingFactsDone(person, case)
    values, last = request.context.taxonomy.facts[slot.name], slots[-1]
    return ClosingFactAsked(person, case, slot.person, last.person, slot.name, values, last.name)
