"""Whether a shared point is in Thailand, and in which province, by the nearest places of
GeoNames and the address: decision 0005."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from geo.boundaries import Boundaries
from geo.centres import PROVINCES, Centre, Centres, Point, position
from geo.places import LEFT_OUT, PopulatedPlace, read_places

if TYPE_CHECKING:
    import numpy as np

    _Positions = np.ndarray[tuple[int, int], np.dtype[np.float64]]


class Verdict(Enum):
    """Where the places put a point; DOUBTFUL is near the border, and alone no reason to refuse."""

    THAI = "thai"
    DOUBTFUL = "doubtful"
    ABROAD = "abroad"


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


#: Points whose place is asked for more than once while an event is worked on.
_ASKED_AGAIN = 64


class Locator:
    """Locates points. Making one reads GeoNames' places (0.4 s) and the boundaries."""

    def __init__(self, centres: Centres, boundaries: Path | None = None) -> None:
        self._centres = centres
        self._addresses = Addresses(centres)
        self._spellings = spellings(centres)
        self._places = Gazetteer.of_geonames()
        self._boundaries = Boundaries(boundaries) if boundaries else None
        self._located = lru_cache(_ASKED_AGAIN)(self._locate)

    def locate(self, point: Point, address: str | None = None) -> Whereabouts:
        """Return where a point is. In doubt it is accepted: every source must put it abroad."""
        return self._located(point, address)

    def _locate(self, point: Point, address: str | None) -> Whereabouts:
        bounded = self._bounded(point)
        if bounded:
            return self._accepted(bounded, "boundaries")
        says = self._addresses.read(address)
        if self._is_abroad(point) and not (
            says.in_thailand and self._places.metres_to_thai(point) <= _ADDRESS_REACH
        ):
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

    def _accepted(self, province: str | None, source: Source) -> Whereabouts:
        known = province if province and self._centres.by_id(province) else None
        return Whereabouts(True, known, source)


# Names that differ by more than blanks, hyphens and capitals from the centres' own names.
_OTHERS = {
    "TH-10": (
        "Krung Thep",
        "Krung Thep Maha Nakhon",
        "กรุงเทพ",
        "กรุงเทพฯ",
        "กรุงเทพมหานครฯ",
        "กทม",
    ),
    "TH-14": ("Ayutthaya", "อยุธยา"),
    "TH-30": ("Korat", "โคราช"),
    "TH-85": ("Ranong province",),
}


def spell(name: str) -> str:
    """Return the form that all spellings of a name share: "Lop Buri", "Lopburi" and "lop-buri"."""
    # Some keyboards write sara am as two signs.
    return re.sub(r"[\s-]+", "", name).casefold().replace("\u0e4d\u0e32", "\u0e33")


def spellings(centres: Iterable[Centre]) -> dict[str, str]:
    """Map every spelling of the centres' provinces, reduced by `spell`, to the centre's id."""
    return {
        spell(name): centre.id
        for centre in centres
        for name in (centre.province_th, centre.province_en, *_OTHERS.get(centre.id, ()))
    }


_IDS = {
    spell(name): id for id, names in PROVINCES.items() for name in (*names, *_OTHERS.get(id, ()))
}


def province_named(name: str) -> str | None:
    """Return the id of the province with this name, in any spelling; None if there is none."""
    return _IDS.get(spell(name))


_THAI_LETTER = "\u0e01-\u0e4e"  # without the Thai digits, which may be a post code
_THAILAND = re.compile(rf"ประเทศไทย|(?<![a-z])thailand(?![a-z])|(?<![{_THAI_LETTER}-])ไทย\W*$")
# Only as the last word: "Thai-Lao Friendship Road" is in Thailand.
_NEIGHBOUR = re.compile(
    rf"(?:(?<![{_THAI_LETTER}-])(?:ประเทศ|สปป\.?\s*)?(?:ลาว|กัมพูชา|เมียนมาร?์?|พม่า|มาเลเซีย)"
    r"|(?<![a-z-])(?:laos?|lao pdr|cambodia|myanmar(?: \(burma\))?|burma|malaysia))\W*$"
)


@dataclass(frozen=True, slots=True)
class AddressClaim:
    """What an address claims of a point: whether it is in Thailand, and the id of its province.

    Nothing in it is a reason to refuse the point."""

    in_thailand: bool = False
    province: str | None = None


class Addresses:
    """Reads addresses in Thai and English for the provinces of the centres."""

    def __init__(self, centres: Iterable[Centre]) -> None:
        self._ids = spellings(centres)
        self._name = _name_pattern(self._ids)

    def read(self, address: str | None) -> AddressClaim:
        """Return the claims of an address. Of several provinces the last one counts, as both
        languages put it there."""
        text = re.sub(r"\s+", " ", address or "").casefold().replace("\u0e4d\u0e32", "\u0e33")
        if _NEIGHBOUR.search(text):
            return AddressClaim()
        names = [found for match in self._name.finditer(text) for found in match.groups() if found]
        province = self._ids[spell(names[-1])] if names else None
        return AddressClaim(bool(province or _THAILAND.search(text)), province)


def _name_pattern(ids: Iterable[str]) -> re.Pattern[str]:
    # Longest first, for a name may begin with another one.
    names = sorted(ids, key=len, reverse=True)
    thai = "|".join(name for name in names if not name.isascii())
    # Blanks and hyphens may stand anywhere in an English name.
    english = "|".join(r"[\s-]?".join(name) for name in names if name.isascii())
    # In Thai a whole word, bare or after the word for a province or for its capital's district:
    # that leaves out the roads and temples of that name.
    before = rf"(?<![{_THAI_LETTER}])(?:จังหวัด ?|จ\. ?|(?:อำเภอ|อ\. ?)?เมือง)?"
    after = rf"(?![{_THAI_LETTER}])"
    # In English the last words of a part: that leaves out "Tak Bai", "Nan Road" and Bangkok Bank.
    end = r"(?= ?(?:province|district)? ?(?:\d{5})? ?(?:,|$|thailand))"
    return re.compile(rf"{before}({thai}){after}|(?<![a-z])({english}){end}")


#: Metres from a Thai place that the sea and the forests may begin: all land of Thailand is nearer.
_REACH = 45_000.0
#: Metres around a Thai place that are never refused: a market at a bridge, a GPS that drifts.
_NEVER_REFUSED = 1_000.0
#: A point is abroad where a foreign place is nearer than this part of the way to the Thai one.
_MUCH_NEARER = 0.5


class Gazetteer:
    """The populated places of Thailand and its neighbours, searched by distance."""

    def __init__(self, places: Sequence[PopulatedPlace]) -> None:
        # Of two that are equally near the first is taken: by its name, not by its line in the file.
        thai = [place for place in places if place.country == "TH"]
        self._thai = sorted(thai, key=lambda place: place.province)
        self._foreign = [place for place in places if place.country != "TH"]

    @cached_property
    def _thai_positions(self) -> _Positions:
        return _positions(self._thai)

    @cached_property
    def _foreign_positions(self) -> _Positions:
        return _positions(self._foreign)

    @classmethod
    @cache
    def of_geonames(cls) -> Self:
        """Return the gazetteer of GeoNames' towns and LEFT_OUT; the first call takes 0.4 s."""
        return cls([*read_places(), *LEFT_OUT])

    def verdict(self, point: Point) -> Verdict:
        """Compare the nearest Thai place with the nearest foreign one."""
        thai = self.metres_to_thai(point)
        foreign = _nearest(self._foreign_positions, point)[1]
        if thai > _REACH or (thai > _NEVER_REFUSED and foreign < thai * _MUCH_NEARER):
            return Verdict.ABROAD
        return Verdict.THAI if thai <= foreign else Verdict.DOUBTFUL

    def metres_to_thai(self, point: Point) -> float:
        """Return the metres of the straight line to the nearest Thai place."""
        return _nearest(self._thai_positions, point)[1]

    def metres_by_province(self, point: Point) -> dict[str, float]:
        """Return the metres to the nearest place of each province, by GeoNames' name of it."""
        squares = _squares(self._thai_positions, point)
        found: dict[str, float] = {}
        for place, square in zip(self._thai, squares, strict=True):
            away = float(square) ** 0.5
            found[place.province] = min(away, found.get(place.province, away))
        return found

    def province(self, point: Point) -> str:
        """Return the province of the nearest Thai place as GeoNames spells it."""
        return self._thai[_nearest(self._thai_positions, point)[0]].province


def _positions(places: Sequence[PopulatedPlace]) -> _Positions:
    """Return x, y and z of places, a row for each axis: long rows are summed six times as fast."""
    import numpy as np  # 16 MB, for a web process that may never place anything

    return np.array([position(place.point) for place in places]).T.copy()


def _squares(positions: _Positions, point: Point) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    squares: np.ndarray[tuple[int], np.dtype[np.float64]]
    here = [[axis] for axis in position(point)]
    squares = ((positions - here) ** 2).sum(axis=0)
    return squares


def _nearest(positions: _Positions, point: Point) -> tuple[int, float]:
    squares = _squares(positions, point)
    index = int(squares.argmin())
    return index, float(squares[index]) ** 0.5
