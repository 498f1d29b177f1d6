"""Where the evening happens: real places of Thailand, the busy ones heavier, and some abroad."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from random import Random

from cases.case import Place
from geo.centres import Point

_FILE = Path(__file__).with_name("places.json")
_METRES_A_DEGREE = 111_000


@dataclass(frozen=True, slots=True)
class RealPlaces:
    """Places with LINE's names and addresses; *weights* are the frequencies of *inside* as
    scenes."""

    inside: tuple[Place, ...]
    weights: tuple[int, ...]
    abroad: tuple[Place, ...]
    pranks: tuple[str, ...]


def load_places() -> RealPlaces:
    """Read the file of places."""
    kept = json.loads(_FILE.read_text("utf-8"))
    return RealPlaces(
        inside=tuple(map(_place, kept["inside"])),
        weights=tuple(row["weight"] for row in kept["inside"]),
        abroad=tuple(map(_place, kept["abroad"])),
        pranks=tuple(kept["pranks"]),
    )


def beside(point: Point, metres: float, random: Random) -> Point:
    """Return a point up to so many metres away, as a finger on a map or a phone in a street
    does."""
    away = metres * math.sqrt(random.random()) / _METRES_A_DEGREE
    angle = random.uniform(0, 2 * math.pi)
    east = away * math.cos(angle) / math.cos(math.radians(point.latitude))
    return Point(
        round(point.latitude + away * math.sin(angle), 6), round(point.longitude + east, 6)
    )


def _place(row: dict[str, str | float]) -> Place:
    names = (str(row[name]) for name in ("title", "address"))
    point = Point(float(row["latitude"]), float(row["longitude"]))
    return Place(point, ", ".join(name for name in names if name))
