"""A place on the earth, checked once at the door."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Hold degrees of WGS-84; a bad pair raises a ValueError that keeps the numbers to itself."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Where a person stands is personal data, and error texts end up in logs.
        if not _within(self.latitude, 90) or not _within(self.longitude, 180):
            raise ValueError(
                "A point needs a latitude in [-90; 90] and a longitude in [-180; 180]."
            )

    def rounded(self, decimals: int) -> "Point":
        """Blur the point: 2 decimals are about 1 km, 3 about 100 m."""
        return Point(round(self.latitude, decimals), round(self.longitude, decimals))


def _within(degrees: float, limit: int) -> bool:
    return math.isfinite(degrees) and -limit <= degrees <= limit
