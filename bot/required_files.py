"""The files that the service cannot do without, looked at before any part of it starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cases.taxonomy import TaxonomyError
from config.settings import Settings, SettingsError
from geo.boundaries import BoundariesError, read_polygons
from geo.centres import Centres
from geo.centres_file import CentresError, load_centres
from messages.taxonomy_file import read_taxonomy


def require_files(settings: Settings) -> None:
    """Read every file that the settings name. Raises SettingsError with one sentence.

    This is for a start that an operator sees. A child that `run` brings back does without: a file
    that breaks while the service runs must not close LINE's webhook."""
    with _named("CENTRES_FILE"):
        centres = load_centres(settings.centres_file)
    require_national_centre(settings, centres)
    with _named("TAXONOMY_FILE"):
        read_taxonomy(settings.taxonomy_file)
    with _named("BOUNDARIES_FILE"):
        if settings.boundaries_file is not None:
            read_polygons(settings.boundaries_file)


def require_national_centre(settings: Settings, centres: Centres) -> None:
    """Look for the centre that gets what nobody answers. Raises SettingsError."""
    if centres.by_id(settings.national_centre) is None:
        raise SettingsError(f"NATIONAL_CENTRE: {settings.centres_file} has no such centre")


@contextmanager
def _named(setting: str) -> Iterator[None]:
    """Say which setting names the file that is wrong."""
    try:
        yield
    except CentresError as error:
        first, more = error.problems[0], len(error.problems) - 1
        others = f" (and {more} more; `centres check` names them)" if more else ""
        raise SettingsError(f"{setting}: {error.path} cannot be used: {first}{others}") from error
    except (BoundariesError, TaxonomyError) as error:
        raise SettingsError(f"{setting}: {error}") from error
