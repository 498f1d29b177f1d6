"""Whether a shared point is in Thailand, and in which province: decision 0005."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geo.address import Addresses, spell, spellings
from geo.boundaries import Boundaries
from geo.centres import Centres
from geo.gazetteer import Gazetteer, Verdict
from geo.point import Point

Source = Literal["boundaries", "address", "geonames"]

#: An address is believed up to here from the nearest Thai place, in metres: no pier is farther out.
_ADDRESS_REACH = 100_000.0


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Whether to accept a point, the id of its province's centre, and the source of that.

    The province is None for a refused point, and where the file of centres has none for it."""

    inside: bool
    province: str | None
    source: Source

    @property
    def told_by(self) -> Source | None:
        """Return the source of the province; None where there is no province."""
        return self.source if self.province else None


class Locator:
    """Locates points. Making one reads GeoNames' places (0.4 s) and the boundaries."""

    def __init__(self, centres: Centres, boundaries: Path | None = None) -> None:
        self._centres = centres
        self._addresses = Addresses(centres)
        self._spellings = spellings(centres)
        self._places = Gazetteer.of_geonames()
        self._boundaries = Boundaries(boundaries) if boundaries else None

    def locate(self, point: Point, address: str | None = None) -> Whereabouts:
        """Return where a point is. In doubt it is accepted: every source must put it abroad."""
        bounded = self._bounded(point)
        if bounded:
            return self._accepted(bounded, "boundaries")
        says = self._addresses.read(address)
        if self._is_abroad(point) and not (says.in_thailand and self._is_near(point)):
            return Whereabouts(False, None, "boundaries" if self._boundaries else "geonames")
        if says.province:
            return self._accepted(says.province, "address")
        name = self._places.province(point)
        return self._accepted(self._spellings.get(spell(name)), "geonames")

    def _bounded(self, point: Point) -> str | None:
        """Return the province by the boundaries, but none for a point across the Mekong."""
        if self._boundaries is None:
            return None
        inside = self._boundaries.province_at(point)
        if inside or self._places.verdict(point) is Verdict.ABROAD:
            return inside
        return self._boundaries.province_beside(point)

    def _is_abroad(self, point: Point) -> bool:
        """Return whether a point outside all boundaries is abroad; where there are boundaries, a
        doubtful one is."""
        verdict = self._places.verdict(point)
        if self._boundaries is None:
            return verdict is Verdict.ABROAD
        return verdict is not Verdict.THAI

    def _is_near(self, point: Point) -> bool:
        return self._places.metres_to_thai(point) <= _ADDRESS_REACH

    def _accepted(self, province: str | None, source: Source) -> Whereabouts:
        known = province if province and self._centres.by_id(province) else None
        return Whereabouts(True, known, source)
