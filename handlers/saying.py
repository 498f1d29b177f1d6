"""What somebody says that a case is about: its kind, and a danger that is never taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.case import Case, State, in_danger
from cases.facts.casework import Alerted, Why
from cases.people import Member
from cases.ports import UnitOfWork
from handlers.alerts import alert, hearers, hurried
from handlers.context import Context
from handlers.events import Pressed


@dataclass(frozen=True, slots=True)
class Named:
    """A kind, a danger, or a kind and the danger that it raises."""

    kind: str | None
    danger: str | None


def named_by(event: Pressed, context: Context) -> Named | None:
    """Return what a button names; None of what is unknown."""
    kind = context.taxonomy.kinds.get(event.fields.get("kind", ""))
    danger = context.taxonomy.urgencies.get(event.fields.get("urgent", ""))
    if kind is None and danger is None:
        return None
    flag = danger.code if danger else (kind.urgent if kind else None)
    return Named(kind.code if kind else None, flag)


def with_said(case: Case, named: Named) -> Case:
    """Return *case* as somebody says that it is."""
    return in_danger(replace(case, kind=named.kind or case.kind), named.danger)


def say(case: Case, named: Named, unit: UnitOfWork, context: Context) -> tuple[Case, list[Alerted]]:
    """Write what somebody says of an open case; of a danger that was not known those hear at once
    who could claim the case or hold it."""
    said = with_said(case, named)
    if said == case:
        return case, []
    is_danger = said.dangers != case.dangers
    if is_danger:
        said = hurried(said, unit, context)
    unit.cases.save(said)
    unit.log.record_said(said, before=case)
    if not is_danger:
        return said, []
    return said, [alert(said, who_must_hurry(said, unit, context), Why.URGENT, context)]


def who_must_hurry(case: Case, unit: UnitOfWork, context: Context) -> list[Member]:
    """Return whom to alert: who could claim it, or who holds it."""
    if case.state is State.WAITING:
        return hearers(case, unit, context)
    members = map(unit.teams.find, unit.people.find_all([case.holder or 0]))
    return [member for member in members if member is not None]
