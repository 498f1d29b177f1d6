"""Deletion of case data as the law and the privacy notice promise: when it is due, and the
deletion."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cases.calendar import forgotten_at
from cases.case import Case, Place, unasked
from cases.facts.fact import Fact
from cases.ports import Timer
from handlers.citizen.attachment import forget_all_attachments
from handlers.events import TimerDue
from handlers.request import Request, handles

DAYS_OF_YEAR = 365


def plan_deletion(case: Case, request: Request[object]) -> None:
    """Set the timers that delete the sharers, the photos, the exact place and at last all data of a
    case that is closed now."""
    for timer, days in _days(request).items():
        request.timers.set(timer, case.number, request.at + timedelta(days=days))


def cancel_deletion(case: Case, request: Request[object]) -> None:
    """Cancel the deletion timers of a case that is open again; its next close sets them anew."""
    for timer in _days(request):
        request.timers.cancel(timer, case.number)


def _days(request: Request[object]) -> dict[Timer, int]:
    days = {
        Timer.FORGET_SHARERS: request.settings.forget_sharers_days,
        Timer.FORGET_ATTACHMENTS: request.settings.photo_days_after_close,
        Timer.ROUND_PLACE: request.settings.round_place_days,
        Timer.FORGET_CASE: request.settings.case_years * DAYS_OF_YEAR,
    }
    return {timer: after for timer, after in days.items() if after}


#: About 100 m: a place stays on the map of statistics, a doorstep does not.
DECIMALS_KEPT = 3


@handles(Timer.FORGET_SHARERS)
def forget_sharers(request: Request[TimerDue]) -> list[Fact]:
    """Delete the sharers of a closed case, the open questions to them, and the address that LINE
    sent."""
    case = request.cases.find(request.event.case)
    if case is not None and not case.is_open:
        _forget(case, request)
    return []


@handles(Timer.FORGET_OPEN)
def forget_open(request: Request[TimerDue]) -> list[Fact]:
    """Delete the sharers and the address of an open case that nobody has shared for the set time.
    The case stays open, with its place, and can be worked on. A later share or a merge postpones
    the deletion."""
    case = request.cases.find(request.event.case)
    if case is not None and case.is_open and forgotten_at(case, request.settings) <= request.now:
        _forget(case, request)
    return []


def _forget(case: Case, request: Request[object]) -> None:
    forget_all_attachments(case, request)  # no word is left of which there were
    request.cases.forget_sharers(case.number)
    request.cases.save(unasked(replace(case, place=Place(case.place.point))))


def without_sharer(case: Case) -> Case:
    """Return a case whose only sharer is deleted: without the address that LINE sent and, once it
    is closed, with its point rounded. While it is open the point stays, because the officer on the
    way must find the spot."""
    point = case.place.point if case.is_open else case.place.point.rounded(DECIMALS_KEPT)
    return replace(case, place=Place(point))


@handles(Timer.FORGET_CASE)
def forget_case(request: Request[TimerDue]) -> list[Fact]:
    """Delete a case that was closed years ago; if the setting was raised since, set the timer
    anew."""
    case, years = request.cases.find(request.event.case), request.settings.case_years
    if case is None or case.is_open or case.closed_at is None or not years:
        return []
    due = case.closed_at + timedelta(days=years * DAYS_OF_YEAR)
    if due > request.now:
        request.timers.set(Timer.FORGET_CASE, case.number, due)
        return []
    _forget(case, request)
    request.cases.forget(case)
    return []


@handles(Timer.ROUND_PLACE)
def round_place(request: Request[TimerDue]) -> list[Fact]:
    """Round the place of a closed case."""
    case = request.cases.find(request.event.case)
    if case is not None and not case.is_open:
        rough = case.place.point.rounded(DECIMALS_KEPT)
        request.cases.save(replace(case, place=replace(case.place, point=rough)))
    return []
