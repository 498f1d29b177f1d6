"""The operator's file of boundaries: the province of a point, and outlines for a small map."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import log, pi, radians, tan
from pathlib import Path
from typing import TYPE_CHECKING

from geo.centres import PROVINCE_IDS, Point

if TYPE_CHECKING:  # imported by those alone who set such a file: it takes 10 MB and 0.2 s
    import shapely
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

#: About 2 km: what simplified boundaries cut off from coasts, piers and river banks.
_EDGE_DEGREES = 0.018
#: A tenth of a millimetre: two provinces so equally near a point differ by rounding alone.
_EQUAL_DEGREES = 1e-9


class BoundariesError(Exception):
    """Raised when the file of boundaries is not GeoJSON with a province's `iso` on each feature."""


class Boundaries:
    """The polygons of a GeoJSON file, read once. Where several provinces fit a point equally, the
    one with the lowest id is returned, whatever the order of the file."""

    def __init__(self, path: Path) -> None:
        import shapely

        self._ids, self._polygons = read_polygons(path)
        self._tree = shapely.STRtree(self._polygons)

    def province_at(self, point: Point) -> str | None:
        """Return the province that has the point inside its boundary or on it, or None."""
        return next(iter(self.provinces_at(point)), None)

    def provinces_at(self, point: Point) -> list[str]:
        """Return the ids of all provinces that have the point inside their boundary or on it."""
        found = self._tree.query(_shape(point), predicate="intersects")
        return [self._ids[index] for index in sorted(found)]

    def province_beside(self, point: Point) -> str | None:
        """Return the nearest province whose boundary is within about 2 km, or None."""
        here = _shape(point)
        near = self._tree.query(here, predicate="dwithin", distance=_EDGE_DEGREES)
        away = {index: self._polygons[index].distance(here) for index in near}
        least = min(away.values(), default=0.0) + _EQUAL_DEGREES
        equals = [index for index, one in away.items() if one <= least]
        return self._ids[min(equals)] if equals else None


def _shape(point: Point) -> shapely.Point:
    import shapely

    return shapely.Point(point.longitude, point.latitude)


def read_polygons(path: Path) -> tuple[list[str], list[BaseGeometry]]:
    """Return the provinces' ids and their shapes, in the order of the ids; a province of several
    features is listed once for each. Raises BoundariesError."""
    import shapely
    from shapely.geometry import shape

    try:
        features = json.loads(path.read_bytes())["features"]
        features.sort(key=lambda feature: str(feature["properties"]["iso"]))
        ids = [str(feature["properties"]["iso"]) for feature in features]
        polygons = [shapely.make_valid(shape(feature["geometry"])) for feature in features]
    except OSError as error:
        raise BoundariesError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError, AttributeError, shapely.GEOSException) as error:
        raise BoundariesError(f"{path} is not GeoJSON with `iso` on every feature.") from error
    unknown = sorted(set(ids) - PROVINCE_IDS)
    if unknown or not ids:
        raise BoundariesError(f"{path} has no province or unknown ones: {', '.join(unknown)}.")
    return ids, polygons


#: A line on a plane: its x and its y.
Ring = tuple[list[int], list[int]]
Outlines = Mapping[str, Sequence[Ring]]

_EARTH_M = 6_378_137.0
#: About 2 km: finer than a pixel where the country is as wide as a phone.
_SIMPLE_DEGREES = 0.02
#: Islets of less would cost bytes and show nothing.
_SMALLEST = 0.004


def read_outlines(path: Path) -> dict[str, list[Ring]]:
    """Return the simplified rings of each province in Web Mercator. Raises BoundariesError."""
    ids, polygons = read_polygons(path)
    outlines: dict[str, list[Ring]] = {}
    for id, polygon in zip(ids, polygons, strict=True):
        outlines.setdefault(id, []).extend(_rings(polygon))
    return outlines


def on_plane(point: Point) -> tuple[int, int]:
    """Return x and y of a point in Web Mercator, in metres."""
    x = radians(point.longitude) * _EARTH_M
    y = log(tan(pi / 4 + radians(point.latitude) / 2)) * _EARTH_M
    return round(x), round(y)


def _rings(shape: BaseGeometry) -> list[Ring]:
    from shapely.geometry import MultiPolygon, Polygon

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
