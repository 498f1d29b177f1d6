"""The files that an operator may edit, as all pages share them."""

from __future__ import annotations

from functools import cached_property

from cases.taxonomy import Taxonomy
from config.settings import Settings
from geo.boundaries import Outlines, read_outlines
from geo.centres import Centres
from geo.centres_file import load_centres
from geo.whereabouts import Locator
from messages.taxonomy_file import read_taxonomy
from store.connection import StoreClient
from store.last_known import with_former


class Catalogue:
    """Reads each file with the first request that needs it, once: LINE's webhook must not wait for
    it, and no mistake in a file may keep it closed. A file that was wrong is read again."""

    def __init__(self, settings: Settings, client: StoreClient | None = None) -> None:
        self._settings = settings
        self._client = client

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Return the codes in force. Raises TaxonomyError."""
        return read_taxonomy(self._settings.taxonomy_file)

    @cached_property
    def centres(self) -> Centres:
        """Return the centres, and what the store knows of former ones. Raises CentresError."""
        filed = load_centres(self._settings.centres_file)
        return filed if self._client is None else with_former(filed, self._client)

    @cached_property
    def map(self) -> Locator:
        """Return what tells where a point lies, as the worker has it. Raises CentresError and
        BoundariesError."""
        return Locator(self.centres, self._settings.boundaries_file)

    @cached_property
    def outlines(self) -> Outlines:
        """Return the outlines of the provinces, none where no file is set. Raises
        BoundariesError."""
        path = self._settings.boundaries_file
        return read_outlines(path) if path else {}
