"""Points drawn inside the provinces of a boundary file, and their addresses as LINE writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.centres import Centre, Point

#: How LINE names a place, with and without the word for a province, in Thai and in English.
ADDRESSES = (
    "99/1 ถนนสุขุมวิท ตำบลในเมือง อำเภอเมือง จังหวัด{0.province_th} 10000 ประเทศไทย",
    "ถ.เชียงใหม่-ลำปาง ต.บ้านใหม่ อ.บ้านใหม่ {0.province_th} 10000",
    "99/1 Sukhumvit Rd, Nai Mueang, Mueang District, {0.province_en} 10000, Thailand",
    "Chiang Mai Rd, Ban Mai District, Chang Wat {0.province_en} 10000",
)
_SEED = 2559


@dataclass(frozen=True, slots=True)
class Inside:
    """A point and the province that it was drawn in; *weight* is its part of the land."""

    province: str
    point: Point
    weight: float


def points_inside(boundaries: Path, each: int) -> list[Inside]:
    """Draw *each* points in every province, evenly over its land, the same ones in every run."""
    random, provinces = np.random.default_rng(_SEED), _provinces(boundaries)
    land = sum(province.area for province in provinces.values())
    return [
        Inside(iso, point, province.area / land / each)
        for iso, province in provinces.items()
        for point in _points(province, each, random)
    ]


def part(found: Mapping[Inside, bool]) -> float:
    """Return the part of the points, in percent, for which something holds."""
    return 100 * sum(found.values()) / len(found)


def part_of_land(found: Mapping[Inside, bool]) -> float:
    """Return the part of the land, in percent, for which something holds."""
    return round(100 * sum(one.weight for one, holds in found.items() if holds), 6)


def address(number: int, centre: Centre | None) -> str:
    """Write an address in the province of *centre*, by turns in each way."""
    if centre is None:
        return ""
    return ADDRESSES[number % len(ADDRESSES)].format(centre)


def _provinces(boundaries: Path) -> dict[str, BaseGeometry]:
    """Read the polygons in Lambert's cylinder, where equal areas of land are equal."""
    return {
        feature["properties"]["iso"]: shapely.make_valid(
            shapely.transform(shapely.geometry.shape(feature["geometry"]), _flat)
        )
        for feature in json.loads(boundaries.read_bytes())["features"]
    }


def _flat(degrees: np.ndarray) -> np.ndarray:
    longitude, latitude = np.radians(degrees).T
    return np.column_stack([longitude, np.sin(latitude)])


def _points(province: BaseGeometry, each: int, random: np.random.Generator) -> Iterator[Point]:
    shapely.prepare(province)
    west, south, east, north = province.bounds
    found = np.empty((0, 2))
    while len(found) < each:
        drawn = random.uniform((west, south), (east, north), (2 * each, 2))
        found = np.vstack([found, drawn[shapely.contains_xy(province, drawn)]])
    for x, y in found[:each]:
        yield Point(float(np.degrees(np.arcsin(y))), float(np.degrees(x)))
