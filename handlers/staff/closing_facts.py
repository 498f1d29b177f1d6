"""What the one who closed a case may say of those who were met: optional, and counted only.

A case keeps which facts were said, never what: docs/decisions/0019-the-visit-proved.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.case import Case
from cases.facts.casework import Refused
from cases.facts.fact import Fact
from cases.facts.visit_proofs import ClosingFactAsked, ClosingFactsDone
from cases.people import Person
from cases.ports import UnitOfWork
from cases.rules import Refusal, may_say_facts
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import find_case, not_now


@dataclass(frozen=True, slots=True)
class _Slot:
    """One fact of one person; *mark* is how a case keeps that it was said."""

    person: int
    name: str

    @property
    def mark(self) -> str:
        return f"{self.person}.{self.name}"


def ask_facts(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Ask for the first fact that is not said, after the one that the button skips."""
    asked = _asked(event, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked
    return [_next(person, case, _slot(event, case, context), context)]


def say_fact(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Count a fact, once, and ask for the next; another answer to what was said a few minutes ago
    (its card still stands in the chat) puts that right."""
    asked = _asked(event, unit, context)
    if isinstance(asked, Refused):
        return [asked]
    person, case = asked
    slot, value = _slot(event, case, context), event.fields.get("value", "")
    if slot is None or value not in context.taxonomy.facts[slot.name]:
        return [_next(person, case, None, context)]
    before = unit.said_facts.of(case.number).get(slot.mark)
    if slot.mark not in case.facts_said:
        case = replace(case, facts_said=(*case.facts_said, slot.mark))
        unit.cases.save(case)
        _count(case, slot.mark, value, unit, context)
    elif before not in (None, value):
        _take_back(case, slot.mark, str(before), unit)
        _count(case, slot.mark, value, unit, context)
    return [_next(person, case, slot, context)]


def take_back_all(case: Case, unit: UnitOfWork) -> None:
    """Nobody was met after all: what was said of them is counted no more."""
    for mark, value in unit.said_facts.of(case.number).items():
        if mark in case.facts_said:
            _take_back(case, mark, value, unit)
    unit.said_facts.forget(case.number)


def _count(case: Case, mark: str, value: str, unit: UnitOfWork, context: Context) -> None:
    """Count it; for some minutes it is known what was said, so that it can be taken back."""
    unit.log.record_fact(case, f"{_name_of(mark)}:{value}")
    minutes = context.settings.correct_minutes
    unit.said_facts.keep(case.number, mark, value, minutes=minutes)


def _take_back(case: Case, mark: str, value: str, unit: UnitOfWork) -> None:
    unit.log.record_fact(case, f"{_name_of(mark)}:{value}", taken_back=True)


def _name_of(mark: str) -> str:
    return mark.split(".", 1)[1]


def _asked(event: Pressed, unit: UnitOfWork, context: Context) -> tuple[Person, Case] | Refused:
    found = find_case(event, unit)
    if isinstance(found, Refused):
        return found
    if may_say_facts(found.case, found.member, unit.at) and _slots(found.case, context):
        return found.member.person, found.case
    return not_now(found, Refusal.NO_FACTS_NOW, context)


def _slots(case: Case, context: Context) -> Sequence[_Slot]:
    """Return every fact of every person who was met, in the order in which they are asked."""
    met = context.taxonomy.people_met(case.outcomes)
    return [_Slot(person, name) for person in range(1, met + 1) for name in context.taxonomy.facts]


def _slot(event: Pressed, case: Case, context: Context) -> _Slot | None:
    """Return the fact that a button names, if there is such a one."""
    asked = f"{event.fields.get('person', '')}.{event.fields.get('name', '')}"
    return next((slot for slot in _slots(case, context) if slot.mark == asked), None)


def _next(person: Person, case: Case, after: _Slot | None, context: Context) -> Fact:
    slots = _slots(case, context)
    rest = slots[slots.index(after) + 1 :] if after else slots
    slot = next((one for one in rest if one.mark not in case.facts_said), None)
    if slot is None:
        return ClosingFactsDone(person, case)
    values, last = context.taxonomy.facts[slot.name], slots[-1]
    return ClosingFactAsked(person, case, slot.person, last.person, slot.name, values, last.name)
