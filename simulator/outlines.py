"""Reads borders for the map from a GeoJSON file, with no more points than a phone can show."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from simulator.refusals import Json

#: Degrees, about 400 m: a pixel of the map at the zoom where one picks a street.
_STEP = 0.004
_LEAST_POINTS = 4

Point = tuple[float, float]


def read_outlines(path: Path) -> bytes:
    """Return `{"rings": [[[longitude, latitude], ...], ...]}` as JSON. Raises ValueError."""
    rings = [thinned for ring in _rings(json.loads(path.read_text())) if (thinned := _thin(ring))]
    if not rings:
        raise ValueError(f"{path} holds no Polygon or MultiPolygon.")
    return json.dumps({"rings": rings}, separators=(",", ":")).encode()


def _rings(found: Json) -> Iterator[Sequence[Any]]:
    features = found.get("features")
    for feature in features if isinstance(features, list) else []:
        geometry = feature.get("geometry") or {}
        if geometry.get("type") == "Polygon":
            yield from geometry["coordinates"]
        elif geometry.get("type") == "MultiPolygon":
            for polygon in geometry["coordinates"]:
                yield from polygon


def _thin(ring: Sequence[Sequence[float]]) -> list[Point]:
    """Return a ring without the points close to the one before; empty for a rock in the sea."""
    kept: list[Point] = []
    for longitude, latitude, *_ in ring:
        point = (round(longitude, 3), round(latitude, 3))
        if not kept or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= _STEP:
            kept.append(point)
    return [*kept, kept[0]] if len(kept) >= _LEAST_POINTS else []
