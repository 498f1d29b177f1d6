"""The provinces' names in every spelling, and the search for them in a LINE location's address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.centres import Centre

#: The provinces by their ids of ISO 3166-2, in Thai and English, whatever an operator's file calls
#: them.
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
