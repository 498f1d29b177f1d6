"""Reads a place out of a text: coordinates as people write them, links of maps, plus codes. On LINE
for PC nobody can send a location. Nothing is fetched, so a shortened link stays unread.
(docs/decisions/0074-places-in-words.md)"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize
from urllib.parse import unquote

from geo.centres import Point


class UnreadPlace(StrEnum):
    """Why a place in a text cannot be read."""

    LINK = "link"
    LOCAL_CODE = "local_code"


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """A place that a text names, or why it cannot be read; *rest* are the other words."""

    found: Point | UnreadPlace
    rest: str = ""


#: A place stands at the beginning; what is longer is a story.
_LONGEST = 2_000
_DIGITS = {0x0E50 + digit: str(digit) for digit in range(10)}  # Thai ones
_MARKS = str.maketrans("º˚′’‘″”“", "°°'''\"\"\"")
#: With fewer decimals it is a price, a date or a time, and no place either.
_DEGREES = r"([-+]?(?!0\d)\d{1,3}\.\d{3,16})"
_NUMBER = r"([-+]?\d{1,3}(?:\.\d{1,16})?)"
_SEXAGESIMAL = r"(\d{1,3})\s?°\s?(\d{1,2}(?:\.\d{1,8})?)\s?'\s?(?:(\d{1,2}(?:\.\d{1,8})?)\s?\"\s?)?"
_LINK = re.compile(r"(?:https?://|geo:)\S{1,1500}", re.IGNORECASE)
_OF_A_MAP = re.compile(
    r"goo\.gl/|g\.co/maps|//maps\.|google\.[a-z.]{2,6}/maps|openstreetmap\.org|/nv/location",
    re.IGNORECASE,
)
#: In the order of trust: the pin before the middle of the map.
_IN_LINKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"!3d{_NUMBER}!4d{_NUMBER}",
        rf"[?&](?:q|query|ll|sll|destination|daddr|coordinate|center)=(?:loc:)?{_NUMBER},\s?\+?{_NUMBER}",
        rf"[?&#](?:mlat|lat|latitude)={_NUMBER}&(?:mlon|lon|lng|long|longitude)={_NUMBER}",
        rf"geo:{_NUMBER},{_NUMBER}",
        rf"@{_NUMBER},{_NUMBER}",
        rf"#map=\d{{1,2}}(?:\.\d{{1,4}})?/{_NUMBER}/{_NUMBER}",
        rf"/{_DEGREES},\+?{_DEGREES}",
    )
)
_PLAIN = re.compile(
    rf"(?<![\d.])([NS])?\s?{_DEGREES}\s?°?\s?([NS])?\s?[,;/ ]\s{{0,3}}"
    rf"([EW])?\s?{_DEGREES}\s?°?\s?([EW])?(?![\d.]\d)",
    re.IGNORECASE,
)
#: With other words between, or the comma of most of Europe.
_LOOSE = re.compile(
    r"(?<![\d.,])([-+]?(?!0\d)\d{1,3}[.,]\d{4,16})(?![\d.,]\d)\D{1,25}?"
    r"([-+]?(?!0\d)\d{1,3}[.,]\d{4,16})(?![\d.,]\d)"
)
_IN_MINUTES = re.compile(
    rf"{_SEXAGESIMAL}([NS])\s{{0,3}}[,;]?\s{{0,3}}{_SEXAGESIMAL}([EW])", re.IGNORECASE
)
_CODE = "23456789CFGHJMPQRVWX"
_PLUS_CODE = re.compile(
    rf"(?<![0-9A-Z+])([{_CODE}]{{4}})?([{_CODE}]{{4}}\+[{_CODE}]{{2,3}})(?![0-9A-Z+])",
    re.IGNORECASE,
)


def read_place(text: str, reference: Callable[[str], Point | None]) -> WrittenPlace | None:
    """Return the place that a text names; None if it names none. A local plus code needs a point
    close by, which *reference* finds in the other words."""
    plain = normalize("NFKC", text[:_LONGEST]).translate(_DIGITS).translate(_MARKS)
    plain = plain.replace("''", '"')
    link = _LINK.search(plain)
    if link is None:
        return _in_text(plain, reference)
    rest = plain[: link.start()] + plain[link.end() :]
    return _in_link(unquote(link[0]), rest.strip()) or _in_text(rest, reference)


def _in_link(link: str, rest: str) -> WrittenPlace | None:
    for pattern in _IN_LINKS:
        match = pattern.search(link)
        found = _point(match[1], match[2]) if match else None
        if found:
            return WrittenPlace(found, rest)
    return WrittenPlace(UnreadPlace.LINK, rest) if _OF_A_MAP.search(link) else None


def _in_text(plain: str, reference: Callable[[str], Point | None]) -> WrittenPlace | None:
    for pattern, point in _FORMS:
        for match in pattern.finditer(plain):
            found = point(match)
            if found:
                return WrittenPlace(found, _without(match, plain))
    code = _PLUS_CODE.search(plain)
    return _of_code(code, plain, reference) if code else None


def _of_degrees(match: re.Match[str]) -> Point | None:
    before, latitude, south, before_too, longitude, west = match.groups()
    north_south, east_west = (south or before or "N").upper(), (west or before_too or "E").upper()
    return _point(
        float(latitude) * (-1 if north_south == "S" else 1),
        float(longitude) * (-1 if east_west == "W" else 1),
    )


def _of_numbers(match: re.Match[str]) -> Point | None:
    return _point(match[1].replace(",", "."), match[2].replace(",", "."))


def _of_minutes(match: re.Match[str]) -> Point | None:
    latitude, longitude = (
        float(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
        for degrees, minutes, seconds in (match.groups()[:3], match.groups()[4:7])
    )
    return _point(
        latitude * (-1 if match[4].upper() == "S" else 1),
        longitude * (-1 if match[8].upper() == "W" else 1),
    )


def _of_code(
    match: re.Match[str], plain: str, reference: Callable[[str], Point | None]
) -> WrittenPlace | None:
    area, local = match.groups()
    rest = _without(match, plain)
    pairs = local.upper().replace("+", "")
    latitude, longitude = _offset(pairs, 0.05)
    if area is None:
        near = reference(rest)
        if near is None:  # without a letter it is rather a sum
            return None if pairs.isdigit() else WrittenPlace(UnreadPlace.LOCAL_CODE, rest)
        latitude += round(near.latitude - latitude)
        longitude += round(near.longitude - longitude)
    else:
        corner = _offset(area.upper(), 20, is_corner=True)
        latitude, longitude = latitude + corner[0] - 90, longitude + corner[1] - 180
    found = _point(latitude, longitude)
    return WrittenPlace(found, rest) if found else None


def _offset(pairs: str, step: float, *, is_corner: bool = False) -> tuple[float, float]:
    """Return the degrees north and east of the middle of the cell of a plus code's letters, which
    come in pairs, the first of them *step* degrees wide; the seventh of six letters divides the
    cell into five rows of four (the specification of Open Location Code)."""
    north = east = 0.0
    height = width = step
    for first, second in zip(pairs[:-1:2], pairs[1::2], strict=False):
        height = width = step
        north += _CODE.index(first) * step
        east += _CODE.index(second) * step
        step /= 20
    if len(pairs) % 2:
        row, column = divmod(_CODE.index(pairs[-1]), 4)
        height, width = height / 5, width / 4
        north, east = north + row * height, east + column * width
    return (north, east) if is_corner else (north + height / 2, east + width / 2)


def _point(north: float | str, east: float | str) -> Point | None:
    """Return a point; a longitude that was written first, which is no latitude, is put right."""
    latitude, longitude = float(north), float(east)
    if abs(latitude) > 90 >= abs(longitude):
        latitude, longitude = longitude, latitude
    try:
        return Point(round(latitude, 6), round(longitude, 6))
    except ValueError:
        return None


def _without(match: re.Match[str], text: str) -> str:
    return f"{text[: match.start()]}{text[match.end() :]}".strip(" ,;()\n")


#: The forms in a text, the strictest first, each with what makes a point of it.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Point | None]], ...] = (
    (_PLAIN, _of_degrees),
    (_IN_MINUTES, _of_minutes),
    (_LOOSE, _of_numbers),
)
