"""What renderers know beside the fact, and the names of centres in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.people import Language
from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.centres import Centre, Centres
from messages.cut import cut

#: A centre's name and a member's, as long as a row of a card bears.
_NAME = 80


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a renderer may draw on, beside the fact itself."""

    settings: Settings
    taxonomy: Taxonomy
    centres: Centres
    now: datetime

    def centre_name(self, centre_id: str, language: Language) -> str:
        """Name a centre, be it one that is no longer in the file; by its id where nobody knows."""
        centre = self.centres.known(centre_id)
        return centre_name(centre, language) if centre else centre_id

    def province_name(self, centre_id: str, language: Language) -> str:
        """Name the province of a centre."""
        return province_of(centre_id, self.centres, language)


def centre_name(centre: Centre, language: Language) -> str:
    """Name a centre in the reader's language."""
    return cut(centre.name_th if language is Language.THAI else centre.name_en, _NAME)


def province_name(centre: Centre, language: Language) -> str:
    """Name a centre's province in the reader's language."""
    return cut(centre.province_th if language is Language.THAI else centre.province_en, _NAME)


def province_of(centre_id: str, centres: Centres, language: Language) -> str:
    """Name the province of a centre, be it one that is no longer in the file; by its id where
    nobody knows."""
    centre = centres.known(centre_id)
    return province_name(centre, language) if centre else centre_id
