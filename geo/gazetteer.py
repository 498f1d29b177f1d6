"""Whether a point is in Thailand, and in which province, by the nearest places of GeoNames."""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Self

import numpy as np

from geo.distance import position
from geo.geonames import LEFT_OUT, PopulatedPlace, read_places
from geo.point import Point

#: Metres from a Thai place that the sea and the forests may begin: all land of Thailand is nearer.
_REACH = 45_000.0
#: Metres around a Thai place that are never refused: a market at a bridge, a GPS that drifts.
_NEVER_REFUSED = 1_000.0
#: A point is abroad where a foreign place is nearer than this part of the way to the Thai one.
_MUCH_NEARER = 0.5


class Verdict(Enum):
    """Where the places put a point; DOUBTFUL is near the border, and alone no reason to refuse."""

    THAI = "thai"
    DOUBTFUL = "doubtful"
    ABROAD = "abroad"


class Gazetteer:
    """The populated places of Thailand and its neighbours, searched by distance."""

    def __init__(self, places: Sequence[PopulatedPlace]) -> None:
        # Of two that are equally near the first is taken: by its name, not by its line in the file.
        thai = [place for place in places if place.country == "TH"]
        self._thai = sorted(thai, key=lambda place: place.province)
        self._thai_positions = _positions(self._thai)
        self._foreign_positions = _positions([p for p in places if p.country != "TH"])

    @classmethod
    @cache
    def of_geonames(cls) -> Self:
        """Return the gazetteer of GeoNames' towns and LEFT_OUT; the first call takes 0.4 s."""
        return cls([*read_places(), *LEFT_OUT])

    def verdict(self, point: Point) -> Verdict:
        """Compare the nearest Thai place with the nearest foreign one."""
        thai = self.metres_to_thai(point)
        foreign = _nearest(self._foreign_positions, point)[1]
        if thai > _REACH or (thai > _NEVER_REFUSED and foreign < thai * _MUCH_NEARER):
            return Verdict.ABROAD
        return Verdict.THAI if thai <= foreign else Verdict.DOUBTFUL

    def metres_to_thai(self, point: Point) -> float:
        """Return the metres of the straight line to the nearest Thai place."""
        return _nearest(self._thai_positions, point)[1]

    def metres_by_province(self, point: Point) -> dict[str, float]:
        """Return the metres to the nearest place of each province, by GeoNames' name of it."""
        squares = _squares(self._thai_positions, point)
        found: dict[str, float] = {}
        for place, square in zip(self._thai, squares, strict=True):
            away = float(square) ** 0.5
            found[place.province] = min(away, found.get(place.province, away))
        return found

    def province(self, point: Point) -> str:
        """Return the province of the nearest Thai place as GeoNames spells it."""
        return self._thai[_nearest(self._thai_positions, point)[0]].province


_Positions = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def _positions(places: Sequence[PopulatedPlace]) -> _Positions:
    return np.array([position(place.point) for place in places])


def _squares(positions: _Positions, point: Point) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    squares: np.ndarray[tuple[int], np.dtype[np.float64]]
    squares = ((positions - np.array(position(point))) ** 2).sum(axis=1)
    return squares


def _nearest(positions: _Positions, point: Point) -> tuple[int, float]:
    squares = _squares(positions, point)
    index = int(squares.argmin())
    return index, float(squares[index]) ** 0.5
