"""What is wrong in a file of centres though it can be read: found before citizens find it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geo.address import PROVINCES, province_named, spell
from geo.boundaries import Boundaries
from geo.centre_phone import is_phone
from geo.centres import Centre
from geo.centres_file import ABROAD, COLUMNS, Numbered, Problem, read_centres
from geo.places import Places, Verdict

#: Controls, formats (bidi, zero width, the byte order mark), halves of a character, private use,
#: what is no character, and line ends of Unicode's own.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LINES = "\t\r\n"
#: A town of another province that is three times as near as the nearest of the own one is wrong
#: for 0.6 % of the land, and finds all but 2 of 5,852 points of other centres.
_MUCH_NEARER = 3.0


def look_closer(path: Path, centres: Numbered, boundaries: Path | None) -> list[Problem]:
    """Name what a look at each row alone does not find, or what needs other files. Raises
    BoundariesError."""
    found = [*_invisible(path), *_phones(centres), *_twins(centres), *_other_names(centres)]
    return [*found, *_misplaced(centres, boundaries)] if centres else found


def _invisible(path: Path) -> Iterator[Problem]:
    """Look at every cell, also of the columns that nothing reads."""
    for line, id, column, text in _cells(path):
        allowed = _LINES if column not in COLUMNS else ""
        signs = sorted({sign for sign in text if _is_invisible(sign) and sign not in allowed})
        if signs:
            said = (
                f"{column} holds {', '.join(map(_called, signs))}, which nobody sees: type it anew"
            )
            yield Problem(line, f"{id}: {said}")


def _cells(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, id, column and text of each cell as it stands; the header is a row as well."""
    # That it cannot be read is said by who reads it.
    with suppress(OSError, UnicodeDecodeError, csv.Error):
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = next(reader, [])
        yield from ((reader.line_num, "header", _visible(one), one) for one in header)
        names = [_visible(one) for one in header]
        id_at = names.index("centre_id") if "centre_id" in names else 0
        for row in reader:
            id = _visible(row[id_at]) if id_at < len(row) else ""
            for column, cell in zip(names, row, strict=False):
                yield reader.line_num, id or "?", column, cell.strip(f" {_LINES}")


def _visible(text: str) -> str:
    return "".join(sign for sign in text if not _is_invisible(sign)).strip()


def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in _INVISIBLE


def _called(sign: str) -> str:
    return f"U+{ord(sign):04X} ({unicodedata.name(sign, 'a control character').lower()})"


def _phones(centres: Numbered) -> Iterator[Problem]:
    for line, centre in centres:
        if not is_phone(_visible(centre.phone)):
            yield Problem(line, f"{centre.id}: phone is no number that can be dialled in Thailand")


def _twins(centres: Numbered) -> Iterator[Problem]:
    """Find names that two centres have: nobody could tell them apart."""
    for column in ("name_th", "name_en", "province_th", "province_en"):
        first: dict[str, tuple[int, str]] = {}
        for line, centre in centres:
            name = spell(_visible(unicodedata.normalize("NFC", getattr(centre, column))))
            before = first.setdefault(name, (line, centre.id))
            if before != (line, centre.id):
                says = f"{column} is that of {before[1]} (line {before[0]}) as well"
                yield Problem(line, f"{centre.id}: {says}")


def _other_names(centres: Numbered) -> Iterator[Problem]:
    for line, centre in centres:
        for column in ("province_th", "province_en"):
            other = province_named(_visible(getattr(centre, column)))
            if other is not None and other != centre.id:
                yield Problem(line, f"{centre.id}: {column} is the name of {other}")


@dataclass(frozen=True, slots=True)
class _Lies:
    """The province in which a point lies instead of its own, and whether that is sure."""

    province: str
    sure: bool


def _misplaced(centres: Numbered, boundaries: Path | None) -> Iterator[Problem]:
    places = Places.of_geonames()
    bounds = Boundaries(boundaries) if boundaries else None
    abroad = {one.id for _, one in centres if places.verdict(one.point) is Verdict.ABROAD}
    found = {
        one.id: lies
        for _, one in centres
        if one.id not in abroad
        and (lies := _by_boundaries(one, bounds) if bounds else _by_places(one, places))
    }
    lines = {one.id: line for line, one in centres}
    for line, centre in centres:
        if centre.id in abroad:
            yield Problem(line, f"{centre.id}: {ABROAD}")
        elif centre.id in found:
            yield _elsewhere(centre.id, found, lines, by_towns=bounds is None)


def _by_boundaries(centre: Centre, boundaries: Boundaries) -> _Lies | None:
    inside = boundaries.provinces_at(centre.point)
    if centre.id in inside:
        return None
    other = inside[0] if inside else boundaries.province_beside(centre.point)
    return _Lies(other, sure=True) if other not in (None, centre.id) else None


def _by_places(centre: Centre, places: Places) -> _Lies | None:
    """Ask GeoNames' towns, by names that are not the file's own."""
    away: dict[str, float] = {}
    for name, metres in places.metres_by_province(centre.point).items():
        if id := province_named(name):  # it has two spellings of some
            away[id] = min(metres, away.get(id, metres))
    nearest = min(away, key=lambda id: (away[id], id))
    if nearest == centre.id:
        return None
    return _Lies(nearest, sure=away[nearest] * _MUCH_NEARER < away[centre.id])


def _elsewhere(
    id: str, found: dict[str, _Lies], lines: dict[str, int], *, by_towns: bool
) -> Problem:
    """Say where a point lies; two that lie in each other's province bear each other out."""
    lies = found[id]
    back = found.get(lies.province)
    swapped = back is not None and back.province == id
    sure = lies.sure or swapped
    says = f"the point {'lies' if sure else 'may lie'} in {_known(lies.province)}"
    if swapped:
        other = lies.province
        says += f", and that of {other} (line {lines[other]}) in {_known(id)}: swapped?"
    elif by_towns:
        says += ", by the towns around; BOUNDARIES_FILE makes sure"
    return Problem(lines[id], f"{id}: {says}", warning=not sure)


def _known(id: str) -> str:
    return f"{id} ({PROVINCES[id][1]})"


def check_centres(path: Path, boundaries: Path | None = None) -> list[Problem]:
    """Name all that is wrong with the file, in order of lines; looks closer than loading does, and
    better where there is a file of boundaries. Raises BoundariesError."""
    centres, problems = read_centres(path)
    closer = look_closer(path, centres, boundaries)
    return sorted([*problems, *closer], key=lambda problem: problem.line or 0)
