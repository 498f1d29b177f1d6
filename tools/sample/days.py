"""Places, days and hours of invented shares, as weekends, rain, feasts and the press shape them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import cos, radians
from random import Random

from cases.calendar import BANGKOK, Span, period_of
from geo.centres import Centre, Point

#: Monday first: markets and temples are full at the end of the week.
_WEEKDAYS = (0.85, 0.85, 0.9, 0.95, 1.1, 1.4, 1.3)
_RAINY_MONTHS = range(5, 11)
_RAIN_BEGINS, _RAIN_GOES_ON, _RAIN = 0.2, 0.7, 0.45
#: Factor on the day of a press report and on the days after it; days from one report to the next.
_PRESS = (14.0, 6.0, 2.5)
_PRESS_EVERY = 60
#: Month and days of New Year, Songkran and Loy Krathong's week.
_FEASTS = ((1, 1, 3, 1.7), (4, 12, 16, 1.9), (11, 10, 16, 1.4))
#: Midnight first: on the way to work, at noon, on the way home.
_HOURS = (1, 1, 0, 0, 1, 4, 12, 22, 20, 16, 15, 22, 26, 18, 14, 16, 24, 30, 28, 20, 14, 9, 4, 2)


def days_told(today: date) -> list[date]:
    """Return the days of the fiscal year before that of *today* and of this one so far, so that
    reports have a year to compare with."""
    this = period_of(today, Span.YEAR)
    first = this.before().first
    return [first + timedelta(days=n) for n in range((today - first).days + 1)]


def shares_of_days(days: Sequence[date], shares: int, random: Random) -> Counter[date]:
    """Return the number of shares by day, *shares* in all."""
    return Counter(random.choices(days, _weights(days, random), k=shares))


def moment_of(day: date, random: Random) -> datetime:
    """Return a random moment of *day*."""
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


#: The capital, those around it, where visitors go and large towns, and the province of the demo's
#: team: a reader would not believe a year in which the smallest province shares most.
_BUSY = {
    "TH-10": 16.0, "TH-11": 4.0, "TH-12": 4.0, "TH-13": 3.0, "TH-14": 10.0, "TH-20": 7.0,
    "TH-30": 4.0, "TH-40": 3.0, "TH-41": 2.0, "TH-50": 6.0, "TH-57": 2.0, "TH-65": 2.0,
    "TH-83": 5.0, "TH-84": 2.0, "TH-90": 4.0,
}  # fmt: skip
#: Numbers of provinces without any share, and of those without one in the last days.
_SILENT, _FADING, _FADED_DAYS = 5, 4, 45
_SPREAD, _MOST_SPOTS = 0.5, 7
_AT_A_SPOT = 0.7
_METRES_A_DEGREE = 111_000
_NEAR_M, _TOWN_M, _AROUND_M = 60.0, 2_500.0, 7_000.0


@dataclass(frozen=True, slots=True)
class SampleTown:
    """A centre of the sample year. *weight* is its part of the shares, *last* the day of its last
    share, *spots* are points with many cases, *claim_minutes* is the median time to a claim,
    *finds* the rate of persons found."""

    centre: Centre
    weight: float
    last: date
    spots: tuple[Point, ...]
    claim_minutes: float
    finds: float


def towns(centres: Sequence[Centre], today: date, random: Random) -> list[SampleTown]:
    """Return the centres that get shares, each with random properties."""
    others = [one for one in centres if one.id not in _BUSY]
    still = random.sample(others, min(len(others), _SILENT + _FADING))
    silent, fading = still[:_SILENT], still[_SILENT:]
    faded = date.fromordinal(today.toordinal() - _FADED_DAYS)
    return [
        _town(centre, faded if centre in fading else today, random)
        for centre in centres
        if centre not in silent
    ]


def place_in(town: SampleTown, random: Random) -> Point:
    """Return a random point: mostly at a spot, the first spot most often."""
    if random.random() < _AT_A_SPOT:
        chances = [1 / rank for rank, _ in enumerate(town.spots, start=1)]
        (spot,) = random.choices(town.spots, chances)
        return _around(spot, _NEAR_M, random)
    return _around(town.centre.point, _AROUND_M, random)


def _town(centre: Centre, last: date, random: Random) -> SampleTown:
    weight = random.lognormvariate(0, _SPREAD) * _BUSY.get(centre.id, 1.0)
    spots = [_around(centre.point, _TOWN_M, random) for _ in range(random.randint(2, _MOST_SPOTS))]
    pace, finds = random.lognormvariate(2.2, 0.7), random.uniform(0.25, 0.6)
    return SampleTown(centre, weight, last, tuple(spots), pace, finds)


def _around(point: Point, metres: float, random: Random) -> Point:
    degrees = metres / _METRES_A_DEGREE
    east = random.gauss(0, degrees) / cos(radians(point.latitude))
    return Point(point.latitude + random.gauss(0, degrees), point.longitude + east)
