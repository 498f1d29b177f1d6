"""What the address in LINE's location message tells of country and province."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo.centre import Centre
from geo.spellings import spell, spellings

_THAI_LETTER = "\u0e01-\u0e4e"  # without the Thai digits, which may be a post code
_THAILAND = re.compile(rf"ประเทศไทย|(?<![a-z])thailand(?![a-z])|(?<![{_THAI_LETTER}-])ไทย\W*$")
# Only as the last word: "Thai-Lao Friendship Road" is in Thailand.
_NEIGHBOUR = re.compile(
    rf"(?:(?<![{_THAI_LETTER}-])(?:ประเทศ|สปป\.?\s*)?(?:ลาว|กัมพูชา|เมียนมาร?์?|พม่า|มาเลเซีย)"
    r"|(?<![a-z-])(?:laos?|lao pdr|cambodia|myanmar(?: \(burma\))?|burma|malaysia))\W*$"
)


@dataclass(frozen=True, slots=True)
class AddressSays:
    """Hold what an address claims; nothing in it is a reason to refuse."""

    in_thailand: bool = False
    province: str | None = None


class Addresses:
    """Read addresses in Thai and English, knowing the centres' provinces."""

    def __init__(self, centres: Iterable[Centre]) -> None:
        self._ids = spellings(centres)
        self._name = _name_pattern(self._ids)

    def read(self, address: str | None) -> AddressSays:
        """Find the province that is named last, which is where both languages put it."""
        text = re.sub(r"\s+", " ", address or "").casefold().replace("\u0e4d\u0e32", "\u0e33")
        if _NEIGHBOUR.search(text):
            return AddressSays()
        names = [found for match in self._name.finditer(text) for found in match.groups() if found]
        province = self._ids[spell(names[-1])] if names else None
        return AddressSays(bool(province or _THAILAND.search(text)), province)


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
