"""What can be reported: the kinds of the citizens' menu, and a share of no kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from bot.open311.writing import Record, both
from bot.taxonomy_file import read_taxonomy
from bot.texts import open311
from cases.taxonomy import Kind
from config.settings import Settings
from geo.centre import Centre
from geo.centres import Centres, load_centres

#: A share of which nothing is said yet; without a key every request is shown as one.
SHARE = "SHARE"


class Catalogue:
    """The operator's data, read with the first request: LINE's webhook must not wait for it, and
    no mistake in a file may keep it closed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Give the kinds in force."""
        return read_taxonomy(self._settings.taxonomy_file).kinds

    @cached_property
    def _centres(self) -> Centres:
        return load_centres(self._settings.centres_file)

    def has(self, code: str) -> bool:
        """Tell whether there is such a service."""
        return code == SHARE or code in self.kinds

    def name(self, code: str) -> str:
        """Give the name of a service."""
        kind = self.kinds.get(code)
        return f"{kind.th} · {kind.en}" if kind else both(open311.SHARE_NAME)

    def services(self) -> list[Record]:
        """Describe every service; each answers with a token, for a case has a number only once the
        worker has looked whether it is known already."""
        return [self._service(code) for code in (SHARE, *self.kinds)]

    def agency(self, centre: str) -> str:
        """Name the centre that is responsible."""
        found: Centre | None = self._centres.by_id(centre)
        return f"{found.name_th} · {found.name_en}" if found else centre

    def _service(self, code: str) -> Record:
        return {
            "service_code": code,
            "service_name": self.name(code),
            "description": both(open311.DESCRIPTION),
            "metadata": False,
            "type": "batch",
            "keywords": f"{open311.KEYWORDS.th}, {open311.KEYWORDS.en}",
            "group": both(open311.GROUP),
        }
