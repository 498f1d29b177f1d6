"""A town, market or island that stands for the land around it."""

from dataclasses import dataclass

from geo.point import Point


@dataclass(frozen=True, slots=True)
class Place:
    """Tie a point to a country (ISO 3166-1) and, in Thailand, to a province by its English name."""

    country: str
    province: str
    point: Point
