"""The protection centres, found by id or by distance."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.distance import longest_rival_chord, metres, position
from geo.point import Point

#: The 77 provinces of ISO 3166-2 without their TH-; Pattaya (TH-S) is a city, not a province.
PROVINCE_IDS = frozenset(
    f"TH-{number}"
    for first, last in ((10, 27), (30, 58), (60, 67), (70, 77), (80, 86), (90, 96))
    for number in range(first, last + 1)
)


@dataclass(frozen=True, slots=True)
class Centre:
    """The protection centre of a province; `precision` says how exact its point is."""

    id: str
    province_th: str
    province_en: str
    name_th: str
    name_en: str
    phone: str
    point: Point
    precision: str


class Centres:
    """The centres in order of their ids. *former* ones are out of the file: they get no new cases
    and are known by name only. Raises ValueError unless there is a centre, and each id once."""

    def __init__(self, centres: Iterable[Centre], former: Iterable[Centre] = ()) -> None:
        self._centres = tuple(sorted(centres, key=lambda centre: centre.id))
        self._by_id = {centre.id: centre for centre in self._centres}
        self._known = {centre.id: centre for centre in former} | self._by_id
        if not self._centres or len(self._by_id) < len(self._centres):
            raise ValueError("Centres need at least one centre, and each id once.")
        self._positions = tuple(position(centre.point) for centre in self._centres)

    def __iter__(self) -> Iterator[Centre]:
        return iter(self._centres)

    def __len__(self) -> int:
        return len(self._centres)

    def by_id(self, id: str) -> Centre | None:
        """Return the centre of a province; None if the file has none for it."""
        return self._by_id.get(id)

    def known(self, id: str) -> Centre | None:
        """Return a centre, also one that was taken out of the file."""
        return self._known.get(id)

    @property
    def known_ids(self) -> tuple[str, ...]:
        """Return the ids of all centres that may have cases or a team."""
        return tuple(sorted(self._known))

    def nearest(self, point: Point) -> Centre:
        """Return the centre with the shortest geodesic to *point*; of equals the lowest id.

        Chords, which are quicker, first rule out all centres but one, or the few that may be it."""
        here = position(point)
        chords = [math.dist(here, there) for there in self._positions]
        limit = longest_rival_chord(min(chords))
        rivals = [
            centre for centre, chord in zip(self._centres, chords, strict=True) if chord <= limit
        ]
        if len(rivals) == 1:  # all but a strip of a few centimetres between two centres
            return rivals[0]
        return min(rivals, key=lambda centre: metres(point, centre.point))
