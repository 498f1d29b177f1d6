"""An officer says what came of a case: found, not found, or an outcome of the list."""

from __future__ import annotations

from cases.facts import Fact, OutcomeAsked, Refused
from cases.ports import Desk
from cases.rules import Change, Refusal
from cases.taxonomy import NOT_FOUND, Outcome
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.permission import ask, ask_close, refused
from handlers.staff.settle import settle


def found(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """The person is there: ask what was done."""
    return _ask_outcome(event, desk, house, found=True)


def not_found(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Nobody is there: one tap closes."""
    return _close_as(house.taxonomy.outcomes[NOT_FOUND], event, desk, house)


def close(event: Pressed, desk: Desk, house: House) -> list[Fact]:
    """Close with the outcome that the button names, or ask for one."""
    code = event.fields.get("outcome") or event.fields.get("code")
    if code is None:
        return _ask_outcome(event, desk, house, found=False)
    outcome = house.taxonomy.outcomes.get(code)
    if outcome is None:
        return [_unknown_outcome(event, desk, house)]
    return _close_as(outcome, event, desk, house)


def _ask_outcome(event: Pressed, desk: Desk, house: House, *, found: bool) -> list[Fact]:
    asked = ask_close(event, desk, house, needs_visit=found)
    if isinstance(asked, Refused):
        return [asked]
    return [OutcomeAsked(asked.member.person, asked.case, found)]


def _close_as(outcome: Outcome, event: Pressed, desk: Desk, house: House) -> list[Fact]:
    asked = ask_close(event, desk, house, needs_visit=outcome.needs_visit)
    if isinstance(asked, Refused):
        return [asked]
    return settle(asked, outcome, event, desk, house)


def _unknown_outcome(event: Pressed, desk: Desk, house: House) -> Refused:
    asked = ask(event, Change.CLOSE, desk, house)
    if isinstance(asked, Refused):
        return asked
    return refused(asked.member.person, Refusal.UNKNOWN_OUTCOME, asked.case, desk)
