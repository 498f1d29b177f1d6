"""In which province a point lies, by the operator's file of boundaries."""

import json
from pathlib import Path

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.centres import PROVINCE_IDS
from geo.point import Point

#: About 2 km: what simplified boundaries cut off from coasts, piers and river banks.
_EDGE_DEGREES = 0.018
#: A tenth of a millimetre: two provinces so equally near a point differ by rounding alone.
_EQUAL_DEGREES = 1e-9


class BoundariesError(Exception):
    """Raised when the file of boundaries is not GeoJSON with a province's `iso` on each feature."""


class Boundaries:
    """Answer from the polygons of a GeoJSON file, read once; where several provinces have the same
    right to a point, the lowest id has it, whatever the order of the file."""

    def __init__(self, path: Path) -> None:
        self._ids, self._polygons = read_polygons(path)
        self._tree = shapely.STRtree(self._polygons)

    def province_at(self, point: Point) -> str | None:
        """Find the province that has the point inside its boundary or on it."""
        return next(iter(self.provinces_at(point)), None)

    def provinces_at(self, point: Point) -> list[str]:
        """Find all provinces that have the point inside their boundary or on it, by their ids."""
        found = self._tree.query(_shape(point), predicate="intersects")
        return [self._ids[index] for index in sorted(found)]

    def province_beside(self, point: Point) -> str | None:
        """Find the nearest province, if its boundary is not farther than about 2 km."""
        here = _shape(point)
        near = self._tree.query(here, predicate="dwithin", distance=_EDGE_DEGREES)
        away = {index: self._polygons[index].distance(here) for index in near}
        least = min(away.values(), default=0.0) + _EQUAL_DEGREES
        equals = [index for index, one in away.items() if one <= least]
        return self._ids[min(equals)] if equals else None


def _shape(point: Point) -> shapely.Point:
    return shapely.Point(point.longitude, point.latitude)


def read_polygons(path: Path) -> tuple[list[str], list[BaseGeometry]]:
    """Return the provinces of the file and their shapes, in the order of their ids; a province of
    several features stands once for each. Raises BoundariesError."""
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
