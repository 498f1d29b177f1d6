"""When what is kept of a closed case is to be deleted; handlers/timers/retention.py deletes it."""

from __future__ import annotations

from datetime import timedelta

from cases.case import Case
from cases.ports import Timer
from handlers.request import Request

DAYS_OF_YEAR = 365


def plan_deletion(case: Case, request: Request[object]) -> None:
    """Set when sharers, photos, the exact place and at last all of a case that is closed now are
    forgotten."""
    for timer, days in _days(request).items():
        request.timers.set(timer, case.number, request.at + timedelta(days=days))


def cancel_deletion(case: Case, request: Request[object]) -> None:
    """Keep it all: the case is open again, and its next close sets the times anew."""
    for timer in _days(request):
        request.timers.cancel(timer, case.number)


def _days(request: Request[object]) -> dict[Timer, int]:
    days = {
        Timer.FORGET_SHARERS: request.settings.forget_sharers_days,
        Timer.FORGET_PHOTOS: request.settings.photo_days_after_close,
        Timer.ROUND_PLACE: request.settings.round_place_days,
        Timer.FORGET_CASE: request.settings.case_years * DAYS_OF_YEAR,
    }
    return {timer: after for timer, after in days.items() if after}
