"""Reports that were not true: nobody is banned or told; what only such people share waits longer.

What is urgent never does (store/cases.py), and one honest person's share lifts it."""

from __future__ import annotations

from collections.abc import Sequence

from cases.case import Case
from cases.people import Person
from cases.taxonomy import FALSE_REPORT
from handlers.request import Request

#: One may be a mistake.
_DOUBTED_FROM = 2


def is_doubted(person: int, request: Request[object]) -> bool:
    """Return whether several of a person's reports were false."""
    return request.limits.false_reports([person])[0] >= _DOUBTED_FROM


def remember_false_report(case: Case, sharers: Sequence[Person], request: Request[object]) -> None:
    """Count a case that was closed as false for those who shared it; one that was closed so by a
    wrong tap is taken back."""
    was, is_now = FALSE_REPORT in case.visit.was, FALSE_REPORT in case.visit.outcomes
    for person in sharers if was is not is_now else ():
        if is_now:
            request.limits.add_false_report(person.id, days=request.settings.prank_days)
        else:
            request.limits.take_false_report(person.id)
