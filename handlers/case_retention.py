"""When what is kept of a closed case is to be deleted; handlers/timers/retention.py deletes it."""

from __future__ import annotations

from datetime import timedelta

from cases.case import Case
from cases.ports import Timer, UnitOfWork
from handlers.context import Context

DAYS_OF_YEAR = 365


def plan_deletion(case: Case, unit: UnitOfWork, context: Context) -> None:
    """Set when sharers, photos, the exact place and at last all of a case that is closed now are
    forgotten."""
    for timer, days in _days(context).items():
        unit.timers.set(timer, case.number, unit.at + timedelta(days=days))


def cancel_deletion(case: Case, unit: UnitOfWork, context: Context) -> None:
    """Keep it all: the case is open again, and its next close sets the times anew."""
    for timer in _days(context):
        unit.timers.cancel(timer, case.number)


def _days(context: Context) -> dict[Timer, int]:
    days = {
        Timer.FORGET_SHARERS: context.settings.forget_sharers_days,
        Timer.FORGET_PHOTOS: context.settings.photo_days_after_close,
        Timer.ROUND_PLACE: context.settings.round_place_days,
        Timer.FORGET_CASE: context.settings.case_years * DAYS_OF_YEAR,
    }
    return {timer: after for timer, after in days.items() if after}
