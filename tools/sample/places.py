"""Where people share: busy provinces, silent ones, and the markets to which they come again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from random import Random

from geo.centres import Centre, Point

#: The capital, those around it, where visitors go and large towns, and the province of the demo's
#: team: a reader would not believe a year in which the smallest province shares most.
_BUSY = {
    "TH-10": 16.0, "TH-11": 4.0, "TH-12": 4.0, "TH-13": 3.0, "TH-14": 10.0, "TH-20": 7.0,
    "TH-30": 4.0, "TH-40": 3.0, "TH-41": 2.0, "TH-50": 6.0, "TH-57": 2.0, "TH-65": 2.0,
    "TH-83": 5.0, "TH-84": 2.0, "TH-90": 4.0,
}  # fmt: skip
#: So many others nobody ever shares in, and so many fall silent for the last days.
_SILENT, _FADING, _FADED_DAYS = 5, 4, 45
_SPREAD, _MOST_SPOTS = 0.5, 7
_AT_A_SPOT = 0.7
_METRES_A_DEGREE = 111_000
_NEAR_M, _TOWN_M, _AROUND_M = 60.0, 2_500.0, 7_000.0


@dataclass(frozen=True, slots=True)
class SampleTown:
    """A centre as it lives: how busy, until when, its spots, and how well its team works."""

    centre: Centre
    weight: float
    last: date
    spots: tuple[Point, ...]
    claim_minutes: float
    finds: float


def towns(centres: Sequence[Centre], today: date, random: Random) -> list[SampleTown]:
    """Give every centre its own character."""
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
    """Choose where somebody is: mostly at one of the spots, the first of them most of all."""
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
