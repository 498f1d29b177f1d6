"""The poster as shapes and words on A4 in millimetres, drawn as SVG and as PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import regex
from PIL import Image, ImageDraw, ImageFont, features

from config.cleaning import readable
from geo.centres import Centre
from messages.texts import poster
from messages.texts.text import Text

WIDTH, HEIGHT = 210, 297
_MIDDLE = WIDTH / 2
_MARGIN = 14
_GREEN, _WHITE, _INK, _GREY = "#0b4f3c", "#ffffff", "#1b1b1b", "#4a4a4a"
#: Width of a letter at most, as a part of its size; Thai marks above and below add none.
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
    at = 0
    for dark, run in groupby(squares):
        length = len(list(run))
        if dark:
            yield at, length
        at += length


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
    """Return *size*, or the largest size with which the words certainly fit into *room* (mm)."""
    letters = len(regex.findall(r"\X", text))
    return min(size, room / (letters * _LETTER))


#: Sarabun is the font of Thai offices; the others come with Android, Windows, Apple and Linux.
_FONTS = "Sarabun, 'TH Sarabun New', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, Loma, sans-serif"
#: From the middle of a line to its base line; not every program knows dominant-baseline.
_TO_BASE = 0.32


def as_svg(shapes: Iterable[Shape], title: str) -> str:
    """Draw the poster at the size of A4."""
    drawn = "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm"'
            f' viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{_FONTS}">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *(_box(one) if isinstance(one, Box) else _words(one) for one in shapes),
            "</svg>\n",
        ]
    )
    return readable(drawn)


def _box(box: Box) -> str:
    look = f'rx="{box.round:g}"' if box.round else 'shape-rendering="crispEdges"'
    return (
        f'<rect x="{box.left:.3f}" y="{box.top:.3f}" width="{box.width:.3f}"'
        f' height="{box.height:.3f}" fill={quoteattr(box.fill)} {look}/>'
    )


def _words(words: PosterWords) -> str:
    anchor = "middle" if words.is_centred else "start"
    weight = "700" if words.bold else "400"
    return (
        f'<text x="{words.x:.2f}" y="{words.y + words.size * _TO_BASE:.2f}"'
        f' font-size="{words.size:.2f}" font-weight="{weight}" text-anchor="{anchor}"'
        f" fill={quoteattr(words.fill)}>{escape(words.text)}</text>"
    )


_DPI = 300
#: Dots per inch: high enough for clean edges of letters.
_QUALITY = 92


def as_pdf(shapes: Iterable[Shape], title: str) -> bytes:
    """Draw the poster for a printer. Raises CannotDraw."""
    fonts = {bold: font_file(bold=bold) for bold in (True, False)}
    paper = Image.new("RGB", (_dots(WIDTH), _dots(HEIGHT)), "white")
    on = ImageDraw.Draw(paper)
    for shape in shapes:
        _draw_box(on, shape) if isinstance(shape, Box) else _draw_words(on, shape, fonts)
    file = io.BytesIO()
    paper.save(file, "PDF", resolution=_DPI, title=title, quality=_QUALITY)
    return file.getvalue()


def _draw_box(on: ImageDraw.ImageDraw, box: Box) -> None:
    right, below = box.left + box.width, box.top + box.height
    corners = [_dots(box.left), _dots(box.top), _dots(right) - 1, _dots(below) - 1]
    on.rounded_rectangle(corners, _dots(box.round), fill=box.fill)


def _draw_words(on: ImageDraw.ImageDraw, words: PosterWords, fonts: Mapping[bool, Path]) -> None:
    size, layout = _dots(words.size), ImageFont.Layout.RAQM
    font = ImageFont.truetype(str(fonts[words.bold]), size, layout_engine=layout)
    at = (_dots(words.x), _dots(words.y + words.size * _TO_BASE))
    on.text(at, words.text, font=font, fill=words.fill, anchor="ms" if words.is_centred else "ls")


def _dots(millimetres: float) -> int:
    return round(millimetres * _DPI / 25.4)


_PACKAGE = "fontpkg_sarabun"


class CannotDraw(Exception):
    """Raised when this machine lacks a font or library for Thai; the text names it."""


def font_file(*, bold: bool) -> Path:
    """Return the path of the font. Raises CannotDraw without one, and without raqm: Pillow alone
    draws Thai marks over each other."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise CannotDraw("The font is missing: install requirements-test.txt.")
    if not features.check("raqm"):
        raise CannotDraw("Pillow cannot place Thai marks here: install libfribidi0.")
    return Path(found.origin).parent / "files" / f"Sarabun-{'Bold' if bold else 'Regular'}.ttf"
