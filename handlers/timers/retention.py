"""What the law and the notice promise to delete, when its time has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.case import Case, Place
from cases.clocks import forgotten_at
from cases.facts.fact import Fact
from cases.ports import Timer, UnitOfWork
from handlers.case_retention import DAYS_OF_YEAR
from handlers.context import Context
from handlers.events import TimerDue
from handlers.timers.photos import forget_all_photos

#: About 100 m: a place stays on the map of statistics, a doorstep does not.
DECIMALS_KEPT = 3


def forget_sharers(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Delete who shared a closed case, who was asked, and the address that LINE gave."""
    case = unit.cases.find(event.case)
    if case is not None and not case.is_open:
        _forget(case, unit)
    return []


def forget_open(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Delete the same of an open case that nobody has shared for so long; it stays open, with its
    place, and can be worked on. A share that came meanwhile, or a merge, gives it more time."""
    case = unit.cases.find(event.case)
    if case is not None and case.is_open and forgotten_at(case, context.settings) <= unit.now:
        _forget(case, unit)
    return []


def _forget(case: Case, unit: UnitOfWork) -> None:
    forget_all_photos(case, unit)  # no word is left of which there were
    unit.cases.forget_sharers(case.number)
    unit.cases.save(replace(case, place=Place(case.place.point), question=None))


def without_sharer(case: Case) -> Case:
    """Return a case whose only sharer is forgotten: without the address that LINE gave, and once it
    is closed with its point only roughly. While it is open the point stays, for who is on the way
    must find the spot."""
    point = case.place.point if case.is_open else case.place.point.rounded(DECIMALS_KEPT)
    return replace(case, place=Place(point))


def forget_case(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Delete a case that was closed years ago; a longer setting since then gives it more time."""
    case, years = unit.cases.find(event.case), context.settings.case_years
    if case is None or case.is_open or case.closed_at is None or not years:
        return []
    due = case.closed_at + timedelta(days=years * DAYS_OF_YEAR)
    if due > unit.now:
        unit.timers.set(Timer.FORGET_CASE, case.number, due)
        return []
    _forget(case, unit)
    unit.cases.forget(case)
    return []


def round_place(event: TimerDue, unit: UnitOfWork, context: Context) -> list[Fact]:
    """Keep the place of a closed case only roughly."""
    case = unit.cases.find(event.case)
    if case is not None and not case.is_open:
        rough = case.place.point.rounded(DECIMALS_KEPT)
        unit.cases.save(replace(case, place=replace(case.place, point=rough)))
    return []
