"""The doctor's checks of files: centres, taxonomy, boundaries and the data directory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from bot.doctor.findings import Finding, ok, warning, wrong
from cases.taxonomy import TaxonomyError
from config.settings import Settings
from geo.boundaries import Boundaries, BoundariesError
from geo.centres_check import check_centres
from line.actions import labels_too_long
from messages.taxonomy_file import read_taxonomy

#: The log of the store is written anew beside the old one, so that it needs its size twice.
_LEAST_FREE = 1024**3
_GIB = 1024**3


def check_files(settings: Settings) -> Iterator[Finding]:
    """Check every file that an operator gives, and the data directory."""
    yield from _check_centres(settings)
    yield from _taxonomy(settings)
    yield _boundaries(settings)
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
