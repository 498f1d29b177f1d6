"""Points on the earth, the distance between two, and the protection centres, found by id or by
distance.

The only file that knows geopy."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, floor, radians
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geopy.distance import geodesic

#: The 77 provinces by their ids of ISO 3166-2, in Thai and English, whatever an operator's file
#: calls them. Pattaya (TH-S) is a city, not a province.
PROVINCES: Mapping[str, tuple[str, str]] = {
    "TH-10": ("กรุงเทพมหานคร", "Bangkok"),
    "TH-11": ("สมุทรปราการ", "Samut Prakan"),
    "TH-12": ("นนทบุรี", "Nonthaburi"),
    "TH-13": ("ปทุมธานี", "Pathum Thani"),
    "TH-14": ("พระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya"),
    "TH-15": ("อ่างทอง", "Ang Thong"),
    "TH-16": ("ลพบุรี", "Lop Buri"),
    "TH-17": ("สิงห์บุรี", "Sing Buri"),
    "TH-18": ("ชัยนาท", "Chai Nat"),
    "TH-19": ("สระบุรี", "Saraburi"),
    "TH-20": ("ชลบุรี", "Chon Buri"),
    "TH-21": ("ระยอง", "Rayong"),
    "TH-22": ("จันทบุรี", "Chanthaburi"),
    "TH-23": ("ตราด", "Trat"),
    "TH-24": ("ฉะเชิงเทรา", "Chachoengsao"),
    "TH-25": ("ปราจีนบุรี", "Prachin Buri"),
    "TH-26": ("นครนายก", "Nakhon Nayok"),
    "TH-27": ("สระแก้ว", "Sa Kaeo"),
    "TH-30": ("นครราชสีมา", "Nakhon Ratchasima"),
    "TH-31": ("บุรีรัมย์", "Buri Ram"),
    "TH-32": ("สุรินทร์", "Surin"),
    "TH-33": ("ศรีสะเกษ", "Si Sa Ket"),
    "TH-34": ("อุบลราชธานี", "Ubon Ratchathani"),
    "TH-35": ("ยโสธร", "Yasothon"),
    "TH-36": ("ชัยภูมิ", "Chaiyaphum"),
    "TH-37": ("อำนาจเจริญ", "Amnat Charoen"),
    "TH-38": ("บึงกาฬ", "Bueng Kan"),
    "TH-39": ("หนองบัวลำภู", "Nong Bua Lam Phu"),
    "TH-40": ("ขอนแก่น", "Khon Kaen"),
    "TH-41": ("อุดรธานี", "Udon Thani"),
    "TH-42": ("เลย", "Loei"),
    "TH-43": ("หนองคาย", "Nong Khai"),
    "TH-44": ("มหาสารคาม", "Maha Sarakham"),
    "TH-45": ("ร้อยเอ็ด", "Roi Et"),
    "TH-46": ("กาฬสินธุ์", "Kalasin"),
    "TH-47": ("สกลนคร", "Sakon Nakhon"),
    "TH-48": ("นครพนม", "Nakhon Phanom"),
    "TH-49": ("มุกดาหาร", "Mukdahan"),
    "TH-50": ("เชียงใหม่", "Chiang Mai"),
    "TH-51": ("ลำพูน", "Lamphun"),
    "TH-52": ("ลำปาง", "Lampang"),
    "TH-53": ("อุตรดิตถ์", "Uttaradit"),
    "TH-54": ("แพร่", "Phrae"),
    "TH-55": ("น่าน", "Nan"),
    "TH-56": ("พะเยา", "Phayao"),
    "TH-57": ("เชียงราย", "Chiang Rai"),
    "TH-58": ("แม่ฮ่องสอน", "Mae Hong Son"),
    "TH-60": ("นครสวรรค์", "Nakhon Sawan"),
    "TH-61": ("อุทัยธานี", "Uthai Thani"),
    "TH-62": ("กำแพงเพชร", "Kamphaeng Phet"),
    "TH-63": ("ตาก", "Tak"),
    "TH-64": ("สุโขทัย", "Sukhothai"),
    "TH-65": ("พิษณุโลก", "Phitsanulok"),
    "TH-66": ("พิจิตร", "Phichit"),
    "TH-67": ("เพชรบูรณ์", "Phetchabun"),
    "TH-70": ("ราชบุรี", "Ratchaburi"),
    "TH-71": ("กาญจนบุรี", "Kanchanaburi"),
    "TH-72": ("สุพรรณบุรี", "Suphan Buri"),
    "TH-73": ("นครปฐม", "Nakhon Pathom"),
    "TH-74": ("สมุทรสาคร", "Samut Sakhon"),
    "TH-75": ("สมุทรสงคราม", "Samut Songkhram"),
    "TH-76": ("เพชรบุรี", "Phetchaburi"),
    "TH-77": ("ประจวบคีรีขันธ์", "Prachuap Khiri Khan"),
    "TH-80": ("นครศรีธรรมราช", "Nakhon Si Thammarat"),
    "TH-81": ("กระบี่", "Krabi"),
    "TH-82": ("พังงา", "Phangnga"),
    "TH-83": ("ภูเก็ต", "Phuket"),
    "TH-84": ("สุราษฎร์ธานี", "Surat Thani"),
    "TH-85": ("ระนอง", "Ranong"),
    "TH-86": ("ชุมพร", "Chumphon"),
    "TH-90": ("สงขลา", "Songkhla"),
    "TH-91": ("สตูล", "Satun"),
    "TH-92": ("ตรัง", "Trang"),
    "TH-93": ("พัทลุง", "Phatthalung"),
    "TH-94": ("ปัตตานี", "Pattani"),
    "TH-95": ("ยะลา", "Yala"),
    "TH-96": ("นราธิวาส", "Narathiwat"),
}
PROVINCE_IDS = frozenset(PROVINCES)


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


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees of WGS-84. Raises ValueError for numbers out of range, without naming them."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Where a person stands is personal data, and error texts end up in logs.
        if not _within(self.latitude, 90) or not _within(self.longitude, 180):
            raise ValueError(
                "A point needs a latitude in [-90; 90] and a longitude in [-180; 180]."
            )

    def rounded(self, decimals: int) -> Point:
        """Return the point rounded: 2 decimals are about 1 km, 3 about 100 m."""
        return Point(round(self.latitude, decimals), round(self.longitude, decimals))


def _within(degrees: float, limit: int) -> bool:
    return math.isfinite(degrees) and -limit <= degrees <= limit


#: Degrees of a cell's height: 500 m along a meridian.
_HEIGHT = 0.0045
#: Nobody shares nearer to a pole, where the cells of a row would have no width.
_FARTHEST = 89.0


def cell(point: Point) -> str:
    """Return the name of the cell of *point*, "row.place", both counted from 0° and 0°."""
    row = floor(point.latitude / _HEIGHT)
    return f"{row}.{floor(point.longitude / _width(row))}"


def corners(name: str) -> tuple[Point, Point]:
    """Return the south-west and the north-east corner of a cell."""
    row, place = map(int, name.split("."))
    south_west = Point(row * _HEIGHT, place * _width(row))
    return south_west, Point((row + 1) * _HEIGHT, (place + 1) * _width(row))


def _width(row: int) -> float:
    middle = min(abs(row + 0.5) * _HEIGHT, _FARTHEST)
    return _HEIGHT / cos(radians(middle))


@cache
def _wgs84() -> geodesic:
    """Return geopy's measure. One instance is kept because each new one computes the series of the
    ellipsoid again, a third of the price of a distance."""
    from geopy.distance import geodesic  # with an HTTP client for every geocoder there is

    return geodesic(ellipsoid="WGS-84")


def metres(a: Point, b: Point) -> float:
    """Return the length of the geodesic on WGS-84, exactly as `geodesic(a, b).meters` does."""
    kilometres: float = _wgs84().measure((a.latitude, a.longitude), (b.latitude, b.longitude))
    return kilometres * 1000


Position = tuple[float, float, float]

_A = 6_378_137.0
_F = 1 / 298.257223563
_E2 = _F * (2 - _F)

# A geodesic of WGS-84 bends everywhere at least like a circle of radius a^2/b = 6,399,594 m and at
# most like one of b^2/a = 6,335,439 m (its normal curvature), and twists out of its plane by at
# most half the difference, 0.5 % of the bend. So a chord c has a length s over the ground with
#     2 R asin(c / 2R), R = 6,420 km   <=   s   <=   2 r asin(c / 2r), r = 6,330 km.
# The right side is Schur's theorem; the left side is the same without the twist, which can take
# off less than the 20 km of reserve give. Both are also tested on pairs from the whole earth.
_FLATTEST = 6_420_000.0
_ROUNDEST = 6_330_000.0

#: Metres that hide every rounding of a chord (1e-9) and of geopy's geodesic (1e-8).
_ROUNDING = 1e-3


def position(point: Point) -> Position:
    """Return x, y and z of a point on the ellipsoid, in metres from the centre of the earth."""
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    sin, cos = math.sin(latitude), math.cos(latitude)
    normal = _A / math.sqrt(1 - _E2 * sin * sin)
    across = normal * cos
    return (
        across * math.cos(longitude),
        across * math.sin(longitude),
        normal * (1 - _E2) * sin,
    )


def longest_geodesic(chord: float) -> float:
    """Return an upper bound of the geodesic for a chord in metres; infinite near the antipode."""
    if chord >= 2 * _ROUNDEST:
        return math.inf
    return 2 * _ROUNDEST * math.asin(chord / (2 * _ROUNDEST))


def longest_rival_chord(chord: float) -> float:
    """Return the chord up to which another point may have a shorter geodesic than this one's."""
    way = longest_geodesic(chord)
    if way >= math.pi * _FLATTEST:
        return math.inf
    return 2 * _FLATTEST * math.sin(way / (2 * _FLATTEST)) + _ROUNDING
