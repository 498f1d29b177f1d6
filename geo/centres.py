"""The protection centres, found by id or by distance."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geo.point import Point, longest_rival_chord, metres, position

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
