"""What somebody says that a case is about: its kind, and a danger that is never taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.case import Case, State, in_danger
from cases.facts.casework import Alerted, Why
from cases.people import Member
from handlers.alerts import alert, hearers, hurried
from handlers.request import Request


@dataclass(frozen=True, slots=True)
class Named:
    """A kind, a danger, or a kind and the danger that it raises."""

    kind: str | None
    danger: str | None


def named_by(
    kind_code: str | None, danger_code: str | None, request: Request[object]
) -> Named | None:
    """Return what a button names by its codes; None of what is unknown."""
    kind = request.context.taxonomy.kinds.get(kind_code or "")
    danger = request.context.taxonomy.urgencies.get(danger_code or "")
    if kind is None and danger is None:
        return None
    flag = danger.code if danger else (kind.urgent if kind else None)
    return Named(kind.code if kind else None, flag)


def with_said(case: Case, named: Named) -> Case:
    """Return *case* as somebody says that it is."""
    return in_danger(
        replace(case, need=replace(case.need, kind=named.kind or case.need.kind)), named.danger
    )


def say(case: Case, named: Named, request: Request[object]) -> tuple[Case, list[Alerted]]:
    """Write what somebody says of an open case; of a danger that was not known those hear at once
    who could claim the case or hold it."""
    said = with_said(case, named)
    if said == case:
        return case, []
    is_danger = said.need.dangers != case.need.dangers
    if is_danger:
        said = hurried(said, request)
    request.cases.save(said)
    request.log.record_said(said, before=case)
    if not is_danger:
        return said, []
    return said, [alert(said, who_must_hurry(said, request), Why.URGENT, request)]


def who_must_hurry(case: Case, request: Request[object]) -> list[Member]:
    """Return whom to alert: who could claim it, or who holds it."""
    if case.state is State.WAITING:
        return hearers(case, request)
    members = map(request.teams.find, request.people.find_all([case.holder or 0]))
    return [member for member in members if member is not None]
