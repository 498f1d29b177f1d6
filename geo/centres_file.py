"""Reads the CSV file of centres into values and problems."""

import csv
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config.cleaning import readable
from geo.centres import PROVINCE_IDS, Centre, Centres, Point

_FILLED = ("centre_id", "province_th", "province_en", "name_th", "name_en", "phone", "precision")
_NUMBERS = ("lat", "lon")
COLUMNS = (*_FILLED, *_NUMBERS)
_SURPLUS = "cells without a column"

#: South, north, west and east of Thailand: finds a swapped or mistyped pair at no cost.
#: geo/centres_check.py finds the rest, for half a second of reading GeoNames.
_BOX = (5.6, 20.5, 97.3, 105.7)

ABROAD = "the point lies outside Thailand"

_Row = dict[str, str]
NumberedCentres = list[tuple[int, Centre]]


@dataclass(frozen=True, slots=True)
class CentresProblem:
    """What is wrong on a line; no line means the file as a whole."""

    line: int | None
    text: str
    warning: bool = False

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        return f"{where}{'warning: ' if self.warning else ''}{self.text}"


def read_centres(path: Path) -> tuple[NumberedCentres, list[CentresProblem]]:
    """Return the good rows with their line numbers, and the problems of the others."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return [], [CentresProblem(None, f"the file cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [], [CentresProblem(line, "the text is not UTF-8; save the file as CSV UTF-8")]
    # strict: a quote that is never closed would otherwise swallow the rest of the file unseen.
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey=_SURPLUS, strict=True)
    try:
        return _read_rows(reader)
    except csv.Error as error:
        return [], [
            CentresProblem(reader.line_num + 1, f"not readable as CSV from here on: {error}")
        ]


def _read_rows(reader: "csv.DictReader[str]") -> tuple[NumberedCentres, list[CentresProblem]]:
    header = reader.fieldnames or []
    missing = [name for name in COLUMNS if header.count(name) != 1]
    if missing:
        return [], [CentresProblem(1, f"these columns must stand once: {', '.join(missing)}")]
    centres: NumberedCentres = []
    problems: list[CentresProblem] = []
    first_lines: dict[str, int] = {}
    for line, row in _numbered(reader):
        wrong = [*_wrong_cells(row), *_wrong_id(row, line, first_lines)]
        if wrong:
            problems += (
                CentresProblem(line, f"{row['centre_id'] or '?'}: {text}") for text in wrong
            )
        else:
            centres.append((line, _centre(row)))
    return centres, problems + _wrong_count(first_lines)


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, _Row]]:
    for cells in reader:
        # A row may span lines inside quotes: the line on which it ends is the one the editor sees.
        row = {name: readable(cells[name] or "").strip() for name in COLUMNS}
        yield reader.line_num, row | {_SURPLUS: "".join(cells.get(_SURPLUS, []))}


def _wrong_cells(row: _Row) -> Iterator[str]:
    if row[_SURPLUS]:
        yield "the row has more cells than the header; put texts with commas in quotes"
    yield from (f"{name} is missing" for name in _FILLED if not row[name])
    numbers = [_number(row[name]) for name in _NUMBERS]
    for name, number in zip(_NUMBERS, numbers, strict=True):
        if number is None:
            yield f"{name} is {'not a number' if row[name] else 'missing'}"
    latitude, longitude = (number or 0 for number in numbers)
    if None not in numbers and not _in_box(latitude, longitude):
        swapped = "; lat and lon swapped?" if _in_box(longitude, latitude) else ""
        yield f"{ABROAD}{swapped}"


def _wrong_id(row: _Row, line: int, first_lines: dict[str, int]) -> Iterator[str]:
    id = row["centre_id"]
    if not id:
        return
    if id not in PROVINCE_IDS:
        yield "unknown province; the id is one of the 77 of ISO 3166-2, such as TH-14"
    elif first_lines.setdefault(id, line) != line:
        yield f"duplicate of line {first_lines[id]}"


def _wrong_count(ids: dict[str, int]) -> list[CentresProblem]:
    if not ids:
        return [CentresProblem(None, "the file has no centre")]
    missing = sorted(PROVINCE_IDS - set(ids))
    if not missing:
        return []
    text = f"{len(missing)} of 77 provinces have no centre: {', '.join(missing)}"
    return [CentresProblem(None, text, warning=True)]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _in_box(latitude: float, longitude: float) -> bool:
    south, north, west, east = _BOX
    return south <= latitude <= north and west <= longitude <= east


def _centre(row: _Row) -> Centre:
    return Centre(
        id=row["centre_id"],
        province_th=row["province_th"],
        province_en=row["province_en"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        phone=row["phone"],
        point=Point(float(row["lat"]), float(row["lon"])),
        precision=row["precision"],
    )


class CentresError(Exception):
    """Raised when a file of centres cannot be used; `problems` has every reason."""

    def __init__(self, path: Path, problems: Iterable[CentresProblem]) -> None:
        self.path, self.problems = path, tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"The centres in {path} cannot be used:\n{lines}")


def load_centres(path: Path) -> Centres:
    """Read the file of centres. Raises CentresError for any problem but a warning."""
    centres, problems = read_centres(path)
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        raise CentresError(path, errors)
    return Centres(centre for _, centre in centres)
