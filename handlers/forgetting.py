"""When what is kept of a closed case is to be deleted; handlers/timers/retention.py deletes it."""

from __future__ import annotations

from datetime import timedelta

from cases.case import Case
from cases.ports import Desk, Timer
from handlers.house import House

DAYS_OF_YEAR = 365


def plan_forgetting(case: Case, desk: Desk, house: House) -> None:
    """Set when sharers, photos, the exact place and at last all of a case that is closed now are
    forgotten."""
    for timer, days in _days(house).items():
        desk.timers.set(timer, case.number, desk.at + timedelta(days=days))


def cancel_forgetting(case: Case, desk: Desk, house: House) -> None:
    """Keep it all: the case is open again, and its next close sets the times anew."""
    for timer in _days(house):
        desk.timers.cancel(timer, case.number)


def _days(house: House) -> dict[Timer, int]:
    days = {
        Timer.FORGET_SHARERS: house.settings.forget_sharers_days,
        Timer.FORGET_PHOTOS: house.settings.photo_days_after_close,
        Timer.ROUND_PLACE: house.settings.round_place_days,
        Timer.FORGET_CASE: house.settings.case_years * DAYS_OF_YEAR,
    }
    return {timer: after for timer, after in days.items() if after}
