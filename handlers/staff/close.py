"""An officer ends a case with an outcome; the clock brings it to every sharer at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import State
from cases.facts import CaseClosed, Fact, OutcomeAsked, Refused
from cases.ports import Desk, Timer
from cases.rules import Change, Refusal, close_refusal
from cases.taxonomy import NOT_FOUND, Outcome
from handlers.alerts import stop_clocks
from handlers.events import Pressed
from handlers.house import House
from handlers.staff.counter import Granted, ask, refused


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
    asked = ask(event, Change.CLOSE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    why = close_refusal(asked.case, needs_visit=found)
    if why is not None:
        return [refused(asked.member.person, why, asked.case, desk)]
    return [OutcomeAsked(asked.member.person, asked.case, found)]


def _close_as(outcome: Outcome, event: Pressed, desk: Desk, house: House) -> list[Fact]:
    asked = ask(event, Change.CLOSE, desk, house)
    if isinstance(asked, Refused):
        return [asked]
    why = close_refusal(asked.case, needs_visit=outcome.needs_visit)
    if why is not None:
        return [refused(asked.member.person, why, asked.case, desk)]
    return _closed(asked, outcome, desk, house)


def _unknown_outcome(event: Pressed, desk: Desk, house: House) -> Refused:
    asked = ask(event, Change.CLOSE, desk, house)
    if isinstance(asked, Refused):
        return asked
    return refused(asked.member.person, Refusal.UNKNOWN_OUTCOME, asked.case, desk)


def _closed(asked: Granted, outcome: Outcome, desk: Desk, house: House) -> list[Fact]:
    case = replace(asked.case, state=State.CLOSED, closed_at=desk.at, outcomes=(outcome.code,))
    desk.cases.save(case)
    desk.log.record_close(case, found=outcome.person_found)
    stop_clocks(case, desk)
    keep = house.settings
    desk.timers.set(
        Timer.FORGET_SHARERS, case.number, desk.at + timedelta(days=keep.forget_sharers_days)
    )
    desk.timers.set(
        Timer.FORGET_PHOTOS, case.number, desk.at + timedelta(days=keep.photo_days_after_close)
    )
    desk.timers.set(Timer.ROUND_PLACE, case.number, desk.at + timedelta(days=keep.round_place_days))
    # Never before the close itself, for what is due before belongs to an earlier one.
    desk.timers.set(Timer.TELL_SHARERS, case.number, max(desk.now, desk.at))
    return [CaseClosed(asked.member.person, case)]
