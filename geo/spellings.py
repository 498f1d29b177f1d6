"""The names of the provinces in all the ways that GeoNames and LINE's addresses write them."""

import re
from collections.abc import Iterable

from geo.centre import Centre

# What differs by more than blanks, hyphens and capitals from the centres' own names.
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
    """Reduce a name to what all its spellings share: "Lop Buri", "Lopburi" and "lop-buri"."""
    # Some keyboards write sara am as two signs.
    return re.sub(r"[\s-]+", "", name).casefold().replace("\u0e4d\u0e32", "\u0e33")


def spellings(centres: Iterable[Centre]) -> dict[str, str]:
    """Map every spelling of the centres' provinces, reduced by `spell`, to the centre's id."""
    return {
        spell(name): centre.id
        for centre in centres
        for name in (centre.province_th, centre.province_en, *_OTHERS.get(centre.id, ()))
    }
