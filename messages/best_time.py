"""The best time to go, on the cards of the one who goes."""

from __future__ import annotations

from cases.best_time import HOURS, BestTime
from cases.people import Language
from messages.parts import Row
from messages.texts import best_time

_WEEK = 7


def best_time_rows(best: BestTime | None, language: Language) -> tuple[Row, ...]:
    """Say when people were mostly seen around here; nothing where that is not known."""
    if best is None:
        return ()
    hours = best_time.HOURS.say(
        language, first=f"{best.first:02d}", last=f"{best.first + HOURS:02d}"
    )
    said = " ".join(part for part in (_weekdays(best.weekdays, language), hours) if part)
    return ((best_time.USUALLY.say(language), said),)


def _weekdays(days: tuple[int, ...], language: Language) -> str:
    """Name days in a row by the first and the last, also over the end of the week."""
    names = [day.say(language) for day in best_time.WEEKDAYS]
    for first in days:
        run = [(first + step) % _WEEK for step in range(len(days))]
        if len(days) > 1 and set(run) == set(days):
            return f"{names[run[0]]}-{names[run[-1]]}"
    return ", ".join(names[day] for day in days)
