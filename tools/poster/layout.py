"""The poster as shapes and words on A4 in millimetres, before anybody draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from geo.centres import Centre
from messages.texts import poster
from messages.texts.text import Text

WIDTH, HEIGHT = 210, 297
_MIDDLE = WIDTH / 2
_MARGIN = 14
_GREEN, _WHITE, _INK, _GREY = "#0b4f3c", "#ffffff", "#1b1b1b", "#4a4a4a"
#: How wide a letter is at most, as a share of its size; Thai marks stand above and below.
_LETTER = 0.6
_CODE = 84


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; *round* is the radius of its corners."""

    left: float
    top: float
    width: float
    height: float
    fill: str
    round: float = 0


@dataclass(frozen=True, slots=True)
class PosterWords:
    """One line, its middle (or left end) at a point; *size* is the letters' height."""

    x: float
    y: float
    size: float
    text: str
    fill: str
    bold: bool = False
    is_centred: bool = True


Shape = Box | PosterWords


def lay_out(centre: Centre, basic_id: str, code: list[list[bool]]) -> Iterator[Shape]:
    """Lay out the poster of *centre*; *code* is the QR code with its quiet edge."""
    yield from _head()
    yield from _code(code, basic_id)
    yield from _steps()
    yield from _foot(centre)


def _head() -> Iterator[Shape]:
    yield Box(0, 0, WIDTH, 60, _GREEN)
    yield _line(18, 12.5, poster.HEADLINE.th, _WHITE, bold=True)
    yield _line(35, 12.5, poster.ASK.th, _WHITE, bold=True)
    yield _line(46.5, 5, poster.HEADLINE.en, _WHITE)
    yield _line(53, 5, poster.ASK.en, _WHITE)


def _code(code: list[list[bool]], basic_id: str) -> Iterator[Shape]:
    """Draw each run of dark squares as one box."""
    left, top, side = _MIDDLE - _CODE / 2, 64.0, _CODE / len(code)
    yield Box(left, top, _CODE, _CODE, _WHITE)
    for row, squares in enumerate(code):
        for start, length in _runs(squares):
            yield Box(left + start * side, top + row * side, length * side, side, _INK)
    yield _line(top + _CODE + 5, 8, basic_id, _GREEN, bold=True)


def _runs(squares: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, dark in enumerate([*squares, False]):
        if dark and start is None:
            start = at
        if not dark and start is not None:
            yield start, at - start
            start = None


def _steps() -> Iterator[Shape]:
    top, height, side = 164.0, 23, 15
    for number, step in enumerate(poster.STEPS, start=1):
        yield Box(_MARGIN + 6, top, side, side, _GREEN, round=side / 2)
        yield PosterWords(
            _MARGIN + 6 + side / 2, top + side / 2, 10, str(number), _WHITE, bold=True
        )
        yield from _both(_MARGIN + 28, top, step)
        top += height
    yield _line(top + 3, 6.5, poster.PRIVATE.th, _INK)
    yield _line(top + 9.5, 4.2, poster.PRIVATE.en, _GREY)


def _both(left: float, top: float, text: Text) -> Iterator[Shape]:
    room = WIDTH - _MARGIN - left
    thai, english = _fitting(text.th, 9.5, room), _fitting(text.en, 5, room)
    yield PosterWords(left, top + 5, thai, text.th, _INK, bold=True, is_centred=False)
    yield PosterWords(left, top + 13.5, english, text.en, _GREY, is_centred=False)


def _foot(centre: Centre) -> Iterator[Shape]:
    top = 250.0
    yield Box(0, top, WIDTH, HEIGHT - top, _GREEN)
    yield _line(top + 10, 10.5, poster.CALL.th, _WHITE, bold=True)
    yield _line(top + 19, 6, poster.URGENT.th, _WHITE)
    yield _line(top + 26, 4.2, f"{poster.CALL.en} · {poster.URGENT.en}", _WHITE)
    yield _line(top + 34.5, 6.5, centre.name_th, _WHITE, bold=True)
    yield _line(top + 41, 4.2, centre.name_en, _WHITE)


def _line(y: float, size: float, text: str, fill: str, *, bold: bool = False) -> PosterWords:
    return PosterWords(_MIDDLE, y, _fitting(text, size, WIDTH - 2 * _MARGIN), text, fill, bold)


def _fitting(text: str, size: float, room: float) -> float:
    """Return *size*, or what fits into *room* also where the letters are wide."""
    letters = len(regex.findall(r"\X", text))
    return min(size, room / (letters * _LETTER))
