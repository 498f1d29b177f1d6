"""An officer says what came of a case: found, not found, or an outcome of the list."""

from __future__ import annotations

from cases.facts.casework import OutcomeAsked, Refused
from cases.facts.fact import Fact
from cases.rules import Change, Refusal
from cases.taxonomy import NOT_FOUND, Outcome
from handlers.events import Pressed
from handlers.request import Request
from handlers.staff.permission import ask, ask_close, refused
from handlers.staff.settle import settle


def found(request: Request[Pressed]) -> list[Fact]:
    """The person is there: ask what was done."""
    return _ask_outcome(request, found=True)


def not_found(request: Request[Pressed]) -> list[Fact]:
    """Nobody is there: one tap closes."""
    return _close_as(request.context.taxonomy.outcomes[NOT_FOUND], request)


def close(request: Request[Pressed]) -> list[Fact]:
    """Close with the outcome that the button names, or ask for one."""
    code = request.event.fields.get("outcome") or request.event.fields.get("code")
    if code is None:
        return _ask_outcome(request, found=False)
    outcome = request.context.taxonomy.outcomes.get(code)
    if outcome is None:
        return [_unknown_outcome(request)]
    return _close_as(outcome, request)


def _ask_outcome(request: Request[Pressed], *, found: bool) -> list[Fact]:
    asked = ask_close(request, needs_visit=found)
    if isinstance(asked, Refused):
        return [asked]
    return [OutcomeAsked(asked.member.person, asked.case, found)]


def _close_as(outcome: Outcome, request: Request[Pressed]) -> list[Fact]:
    asked = ask_close(request, needs_visit=outcome.needs_visit)
    if isinstance(asked, Refused):
        return [asked]
    return settle(asked, outcome, request)


def _unknown_outcome(request: Request[Pressed]) -> Refused:
    asked = ask(request, Change.CLOSE)
    if isinstance(asked, Refused):
        return asked
    return refused(asked.member.person, Refusal.UNKNOWN_OUTCOME, asked.case, request)
