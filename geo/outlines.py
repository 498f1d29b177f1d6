"""The provinces' outlines for a small map, in the plane of street maps (Web Mercator)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, pi, radians, tan
from pathlib import Path

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.boundaries import read_polygons
from geo.point import Point

#: A line on a plane: its x and its y.
Ring = tuple[list[int], list[int]]
Outlines = Mapping[str, Sequence[Ring]]

_EARTH_M = 6_378_137.0
#: About 2 km: finer than a pixel where the country is as wide as a phone.
_SIMPLE_DEGREES = 0.02
#: Islets of less would cost bytes and show nothing.
_SMALLEST = 0.004


def read_outlines(path: Path) -> dict[str, list[Ring]]:
    """Read the file of boundaries, simplified. Raises BoundariesError."""
    ids, polygons = read_polygons(path)
    outlines: dict[str, list[Ring]] = {}
    for id, polygon in zip(ids, polygons, strict=True):
        outlines.setdefault(id, []).extend(_rings(polygon))
    return outlines


def on_plane(point: Point) -> tuple[int, int]:
    """Put a point on the plane, to the metre."""
    x = radians(point.longitude) * _EARTH_M
    y = log(tan(pi / 4 + radians(point.latitude) / 2)) * _EARTH_M
    return round(x), round(y)


def _rings(shape: BaseGeometry) -> list[Ring]:
    simple = shape.simplify(_SIMPLE_DEGREES)
    parts = list(simple.geoms) if isinstance(simple, MultiPolygon) else [simple]
    shown = [one for one in parts if isinstance(one, Polygon)]
    large = [one for one in shown if one.area >= _SMALLEST] or shown
    return [_ring(one) for one in large]


def _ring(polygon: Polygon) -> Ring:
    points = [
        on_plane(Point(latitude, longitude)) for longitude, latitude in polygon.exterior.coords
    ]
    return [x for x, _ in points], [y for _, y in points]
