"""How often a share goes to the centre of its province, by each source that names the province."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from config.settings import from_environment
from geo.whereabouts import Locator
from tests.bench.places import centres
from tests.bench.results import Row
from tests.geo.inside import Inside, address, part, part_of_land, points_inside

_PART = "jurisdiction"
_EACH = 200
_WANTED = {"BOUNDARIES_FILE": ">= 99.5", "LINE's address": "100"}
_MISSING = "jurisdiction: BOUNDARIES_FILE names no file of province boundaries; nothing measured."


def measure(_: Path) -> list[Row]:
    """Draw points inside the operator's boundaries and route them; nothing without such a file."""
    boundaries = from_environment(needs_line=False).boundaries_file
    if boundaries is None:
        print(_MISSING, file=sys.stderr)
        return []
    return _measured(boundaries, points_inside(boundaries, _EACH))


def _measured(boundaries: Path, points: list[Inside]) -> list[Row]:
    known = centres()
    bounded, unbounded = Locator(known, boundaries), Locator(known)
    named = {one: address(number, known.by_id(one.province)) for number, one in enumerate(points)}
    looks: dict[str, Callable[[Inside], str | None]] = {
        "BOUNDARIES_FILE": lambda one: bounded.locate(one.point).province,
        "LINE's address": lambda one: unbounded.locate(one.point, named[one]).province,
        "GeoNames": lambda one: unbounded.locate(one.point).province,
        "nearest centre": lambda one: known.nearest(one.point).id,
    }
    return [row for name, look in looks.items() for row in _rows(name, look, points)]


def _rows(source: str, look: Callable[[Inside], str | None], points: list[Inside]) -> list[Row]:
    right = {one: look(one) == one.province for one in points}
    what = f"right province, {len(points):,} points"
    return [
        Row(_PART, f"{source}: {what}", part(right), "%", target=_WANTED.get(source, "")),
        Row(_PART, f"{source}: the same, of the land", part_of_land(right), "%"),
    ]
