"""An officer says what came of a case: found, not found, or an outcome of the list."""

from __future__ import annotations

from cases.facts.casework import OutcomeAsked, Refused
from cases.facts.fact import Fact
from cases.ports import UnitOfWork
from cases.rules import Change, Refusal
from cases.taxonomy import NOT_FOUND, Outcome
from handlers.context import Context
from handlers.events import Pressed
from handlers.staff.permission import ask, ask_close, refused
from handlers.staff.settle import settle


def found(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """The person is there: ask what was done."""
    return _ask_outcome(event, unit, context, found=True)


def not_found(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Nobody is there: one tap closes."""
    return _close_as(context.taxonomy.outcomes[NOT_FOUND], event, unit, context)


def close(event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Close with the outcome that the button names, or ask for one."""
    code = event.fields.get("outcome") or event.fields.get("code")
    if code is None:
        return _ask_outcome(event, unit, context, found=False)
    outcome = context.taxonomy.outcomes.get(code)
    if outcome is None:
        return [_unknown_outcome(event, unit, context)]
    return _close_as(outcome, event, unit, context)


def _ask_outcome(event: Pressed, unit: UnitOfWork, context: Context, *, found: bool) -> list[Fact]:
    asked = ask_close(event, unit, context, needs_visit=found)
    if isinstance(asked, Refused):
        return [asked]
    return [OutcomeAsked(asked.member.person, asked.case, found)]


def _close_as(outcome: Outcome, event: Pressed, unit: UnitOfWork, context: Context) -> list[Fact]:
    asked = ask_close(event, unit, context, needs_visit=outcome.needs_visit)
    if isinstance(asked, Refused):
        return [asked]
    return settle(asked, outcome, event, unit, context)


def _unknown_outcome(event: Pressed, unit: UnitOfWork, context: Context) -> Refused:
    asked = ask(event, Change.CLOSE, unit, context)
    if isinstance(asked, Refused):
        return asked
    return refused(asked.member.person, Refusal.UNKNOWN_OUTCOME, asked.case, unit)
