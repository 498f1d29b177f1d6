"""Finds what is wrong in a file of centres though it can be read, before citizens find it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geo.boundaries import Boundaries
from geo.centres import PROVINCES, Centre
from geo.centres_file import ABROAD, COLUMNS, CentresProblem, NumberedCentres, read_centres
from geo.whereabouts import Gazetteer, Verdict, province_named, spell

#: Controls, formats (bidi, zero width, the byte order mark), halves of a character, private use,
#: what is no character, and line ends of Unicode's own.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LINES = "\t\r\n"
#: A town of another province that is three times as near as the nearest of the own one is wrong
#: for 0.6 % of the land, and finds all but 2 of 5,852 points of other centres.
_MUCH_NEARER = 3.0


def check_centres(path: Path, boundaries: Path | None = None) -> list[CentresProblem]:
    """Return all problems of the file in order of lines: those that loading finds, and those that
    need all rows, GeoNames or *boundaries*. Raises BoundariesError."""
    centres, problems = read_centres(path)
    problems += check_rows(path, centres, boundaries)
    return sorted(problems, key=lambda problem: problem.line or 0)


def check_rows(
    path: Path, centres: NumberedCentres, boundaries: Path | None
) -> list[CentresProblem]:
    """Return the problems of *centres* that need all rows, GeoNames or *boundaries*. Raises
    BoundariesError."""
    found = [*_invisible(path), *_phones(centres), *_twins(centres), *_other_names(centres)]
    return [*found, *_misplaced(centres, boundaries)] if centres else found


def _invisible(path: Path) -> Iterator[CentresProblem]:
    """Find invisible characters in every cell, also of the columns that nothing reads."""
    for line, id, column, text in _cells(path):
        allowed = _LINES if column not in COLUMNS else ""
        signs = sorted({sign for sign in text if _is_invisible(sign) and sign not in allowed})
        if signs:
            said = (
                f"{column} holds {', '.join(map(_called, signs))}, which nobody sees: type it anew"
            )
            yield CentresProblem(line, f"{id}: {said}")


def _cells(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, id, column and text of each cell as it stands; the header is a row as well."""
    # read_centres reports that the file cannot be read.
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


def _phones(centres: NumberedCentres) -> Iterator[CentresProblem]:
    for line, centre in centres:
        if not is_phone(_visible(centre.phone)):
            yield CentresProblem(
                line, f"{centre.id}: phone is no number that can be dialled in Thailand"
            )


def _twins(centres: NumberedCentres) -> Iterator[CentresProblem]:
    """Find names that two centres have: nobody could tell them apart."""
    for column in ("name_th", "name_en", "province_th", "province_en"):
        first: dict[str, tuple[int, str]] = {}
        for line, centre in centres:
            name = spell(_visible(unicodedata.normalize("NFC", getattr(centre, column))))
            before = first.setdefault(name, (line, centre.id))
            if before != (line, centre.id):
                says = f"{column} is that of {before[1]} (line {before[0]}) as well"
                yield CentresProblem(line, f"{centre.id}: {says}")


def _other_names(centres: NumberedCentres) -> Iterator[CentresProblem]:
    for line, centre in centres:
        for column in ("province_th", "province_en"):
            other = province_named(_visible(getattr(centre, column)))
            if other is not None and other != centre.id:
                yield CentresProblem(line, f"{centre.id}: {column} is the name of {other}")


@dataclass(frozen=True, slots=True)
class _Lies:
    """The other province in which a centre's point lies, and whether that is sure."""

    province: str
    sure: bool


def _misplaced(centres: NumberedCentres, boundaries: Path | None) -> Iterator[CentresProblem]:
    places = Gazetteer.of_geonames()
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
            yield CentresProblem(line, f"{centre.id}: {ABROAD}")
        elif centre.id in found:
            yield _elsewhere(centre.id, found, lines, by_towns=bounds is None)


def _by_boundaries(centre: Centre, boundaries: Boundaries) -> _Lies | None:
    inside = boundaries.provinces_at(centre.point)
    if centre.id in inside:
        return None
    other = inside[0] if inside else boundaries.province_beside(centre.point)
    return _Lies(other, sure=True) if other not in (None, centre.id) else None


def _by_places(centre: Centre, places: Gazetteer) -> _Lies | None:
    """Compare the distances to GeoNames' towns, whose provinces are not named by the file."""
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
) -> CentresProblem:
    """Return the problem of a misplaced point; it is sure if two lie in each other's province."""
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
    return CentresProblem(lines[id], f"{id}: {says}", warning=not sure)


def _known(id: str) -> str:
    return f"{id} ({PROVINCES[id][1]})"


_BETWEEN = re.compile(r"[,;/|\n]|\bor\b|หรือ", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:โทร(?:ศัพท์)?|เบอร์|สายด่วน|มือถือ|tel(?:ephone)?|phone|mobile|hotline|call)\b[.:\s]*",
    re.IGNORECASE,
)
#: "ext. 12", and the last digit of the next lines: "0 3533 6546-7".
_EXTENSION = re.compile(r"(?:\(?(?:ต่อ|ext\.?|extension|x|#)\s*[\d\s,-]+\)?)$", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|ถึง|to)\s*\d{1,2}$")
_SEPARATORS = re.compile(r"[ ().\u00a0\u2010-\u2015-]")
#: Short numbers, toll-free ones, nine digits of a line and ten of a mobile phone, also from abroad.
_NUMBER = re.compile(
    r"1\d{2,3}|1[48]\d{2}\d{6}|(?:0|(?:\+|00)?660?)(?:[2-7]\d{7}|[689]\d{8})", re.ASCII
)


def is_phone(text: str) -> bool:
    """Return whether each part of *text* is a number that can be dialled in Thailand."""
    parts = [part.strip() for part in _BETWEEN.split(_EXTENSION.sub("", text.strip()))]
    return all(_is_number(_LABEL.sub("", part)) for part in parts)


def _is_number(part: str) -> bool:
    whole = _EXTENSION.sub("", part).strip()
    forms = (whole, _RANGE.sub("", whole))
    return any(_NUMBER.fullmatch(_SEPARATORS.sub("", form)) for form in forms)
