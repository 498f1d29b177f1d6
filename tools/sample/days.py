"""On which days and at which hours people share: weekends, rain, feasts, the press."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cases.calendar import BANGKOK, Span, period_of

#: Monday first: markets and temples are full at the end of the week.
_WEEKDAYS = (0.85, 0.85, 0.9, 0.95, 1.1, 1.4, 1.3)
_RAINY_MONTHS = range(5, 11)
_RAIN_BEGINS, _RAIN_GOES_ON, _RAIN = 0.2, 0.7, 0.45
#: A day on which the press writes of it, and the days after; about one in so many days.
_PRESS = (14.0, 6.0, 2.5)
_PRESS_EVERY = 60
#: Month and days of New Year, Songkran and Loy Krathong's week.
_FEASTS = ((1, 1, 3, 1.7), (4, 12, 16, 1.9), (11, 10, 16, 1.4))
#: Midnight first: on the way to work, at noon, on the way home.
_HOURS = (1, 1, 0, 0, 1, 4, 12, 22, 20, 16, 15, 22, 26, 18, 14, 16, 24, 30, 28, 20, 14, 9, 4, 2)


def days_told(today: date) -> list[date]:
    """Return the fiscal year before the one of *today*, and this one so far: each has a year to be
    compared with."""
    this = period_of(today, Span.YEAR)
    first = this.before().first
    return [first + timedelta(days=n) for n in range((today - first).days + 1)]


def shares_of_days(days: Sequence[date], shares: int, random: Random) -> Counter[date]:
    """Spread *shares* over *days*."""
    return Counter(random.choices(days, _weights(days, random), k=shares))


def moment_of(day: date, random: Random) -> datetime:
    """Choose a moment of a day."""
    (hour,) = random.choices(range(24), _HOURS)
    at = time(hour, random.randrange(60), random.randrange(60))
    return datetime.combine(day, at, BANGKOK).astimezone(UTC)


def _weights(days: Sequence[date], random: Random) -> list[float]:
    weights, rains = [], False
    for day in days:
        rains = _rains(day, random, already=rains)
        weights.append(_WEEKDAYS[day.weekday()] * _feast(day) * (_RAIN if rains else 1.0))
    for first in random.sample(range(len(days)), len(days) // _PRESS_EVERY):
        for after, factor in enumerate(_PRESS):
            if first + after < len(days):
                weights[first + after] *= factor
    return weights


def _rains(day: date, random: Random, *, already: bool) -> bool:
    chance = _RAIN_GOES_ON if already else _RAIN_BEGINS
    return day.month in _RAINY_MONTHS and random.random() < chance


def _feast(day: date) -> float:
    factors = (
        factor for month, first, last, factor in _FEASTS
        if day.month == month and first <= day.day <= last
    )  # fmt: skip
    return next(factors, 1.0)
