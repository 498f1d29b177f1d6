"""Places all over Thailand, each far enough from the others to be a case of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from config.settings import Settings
from geo.centres import Centres, Point
from geo.centres_file import load_centres
from geo.whereabouts import Locator

#: 310 to 330 m, three times the radius in which two shares count as one person.
_STEP = 0.003
#: So far around a centre, in steps: 8 to 9 km.
_REACH = 27


def centres() -> Centres:
    """Load the 77 centres."""
    return load_centres(Settings().centres_file)


def places(count: int) -> list[Point]:
    """Return *count* places in Thailand around all centres, the same ones in every run."""
    known = centres()
    locator = Locator(known)
    seen: set[Point] = set()
    found = (one for one in _around(known) if _is_new(one, seen) and locator.locate(one).inside)
    given = list(islice(found, count))
    if len(given) < count:
        raise ValueError(f"there are only {len(given)} places")
    return given


def _around(known: Centres) -> Iterator[Point]:
    """Go from centre to centre, a step further each round."""
    for north, east in sorted(
        ((n, e) for n in range(-_REACH, _REACH + 1) for e in range(-_REACH, _REACH + 1)),
        key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
    ):
        for centre in known:
            yield Point(
                _on_grid(centre.point.latitude, north), _on_grid(centre.point.longitude, east)
            )


def _on_grid(degrees: float, steps: int) -> float:
    return round((round(degrees / _STEP) + steps) * _STEP, 6)


def _is_new(point: Point, seen: set[Point]) -> bool:
    new = point not in seen
    seen.add(point)
    return new
