"""Checks of the files that an operator gives, for the doctor and for each start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.doctor.findings import Finding, ok, warning, wrong
from cases.taxonomy import TaxonomyError, read_taxonomy
from config.settings import Settings, SettingsError
from geo.boundaries import Boundaries, BoundariesError, read_polygons
from geo.centres import Centres
from geo.centres_check import check_centres
from geo.centres_file import CentresError, load_centres
from line.flex import labels_too_long
from messages.texts.translations import TRANSLATED, path_of, translations

#: The log of the store is written anew beside the old one, so that it needs its size twice.
_LEAST_FREE = 1024**3
_GIB = 1024**3


def check_files(settings: Settings) -> Iterator[Finding]:
    """Check every file that an operator gives, and the data directory."""
    yield from _check_centres(settings)
    yield from _taxonomy(settings)
    yield _boundaries(settings)
    yield from _words()
    yield from _check_data_dir(settings.data_dir)


def _check_centres(settings: Settings) -> Iterator[Finding]:
    try:
        problems = check_centres(settings.centres_file, settings.boundaries_file)
    except BoundariesError:  # another check says so
        problems = check_centres(settings.centres_file)
    do = f"`centres check {settings.centres_file}`"
    for problem in problems:
        grade = warning if problem.warning else wrong
        yield grade("centres file", str(problem), do)
    if not problems:
        yield ok("centres file", str(settings.centres_file))


def _taxonomy(settings: Settings) -> Iterator[Finding]:
    try:
        taxonomy = read_taxonomy(settings.taxonomy_file)
    except TaxonomyError as error:
        yield wrong("taxonomy", str(error), "compare it with config/taxonomy.json")
        return
    problems = list(labels_too_long(taxonomy))
    for problem in problems:
        yield warning("taxonomy", problem, f"shorten it in {settings.taxonomy_file}")
    if not problems:
        yield ok("taxonomy", str(settings.taxonomy_file))


def _boundaries(settings: Settings) -> Finding:
    if settings.boundaries_file is None:
        if settings.routing == "province":
            do = "set BOUNDARIES_FILE to a GeoJSON of the provinces"
            return warning("boundaries", "ROUTING is province, by GeoNames' places only", do)
        return ok("boundaries", "none; GeoNames tells the province")
    try:
        Boundaries(settings.boundaries_file)
    except BoundariesError as error:
        return wrong("boundaries", str(error), "set BOUNDARIES_FILE to another file or to none")
    return ok("boundaries", str(settings.boundaries_file))


def _words() -> Iterator[Finding]:
    """Say of each language that citizens alone speak with the bot what nobody has checked."""
    for language in TRANSLATED:
        rows = translations(language)
        unchecked = sum(not one.checked_by for one in rows)
        check, says = f"words ({language})", f"{len(rows)} sentences"
        for one in rows:
            if one.words and not one.is_sound:
                yield wrong(
                    check,
                    f"“{one.words}” has other placeholders than “{one.english}”, which is said",
                    f"write each {{name}} as it stands in messages/texts/{path_of(language).name}",
                )
        if unchecked:
            yield warning(
                check,
                f"{unchecked} of {says} were not checked by a speaker of the language",
                f"let one read `messages --language {language}` and sign in the last column of "
                f"messages/texts/{path_of(language).name}",
            )
        else:
            yield ok(check, says)


def _check_data_dir(data_dir: Path) -> Iterator[Finding]:
    if not data_dir.exists():
        yield ok("data directory", f"{data_dir} is made when it is needed")
        return
    free = shutil.disk_usage(data_dir).free
    says = f"{data_dir}, {free / _GIB:.1f} GiB free"
    if free < _LEAST_FREE:
        yield wrong("disk", says, "make room: a full disk stops the store")
    else:
        yield ok("disk", says)


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
    """Check that *centres* has the national centre. Raises SettingsError."""
    if centres.by_id(settings.national_centre) is None:
        raise SettingsError(f"NATIONAL_CENTRE: {settings.centres_file} has no such centre")


@contextmanager
def _named(setting: str) -> Iterator[None]:
    """Turn the error of a file into a SettingsError that names its setting."""
    try:
        yield
    except CentresError as error:
        first, more = error.problems[0], len(error.problems) - 1
        others = f" (and {more} more; `centres check` names them)" if more else ""
        raise SettingsError(f"{setting}: {error.path} cannot be used: {first}{others}") from error
    except (BoundariesError, TaxonomyError) as error:
        raise SettingsError(f"{setting}: {error}") from error
