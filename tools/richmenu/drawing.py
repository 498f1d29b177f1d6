"""`python -m tools.richmenu.drawing`: draw the pictures of the rich menus anew.

The pictures are kept in the project (docs/decisions/0011), so that operators need no font."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cases.people import WRITTEN, Language
from line import colours
from line.richmenu.menus import HEIGHT, PAGES, WIDTH, Area, Box, Look, MenuPage, picture_path
from tools.poster.layout import CannotDraw, font_file

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A square on a picture; *ink* is the colour of lines, *paper* that of the background."""

    draw: ImageDraw.ImageDraw
    left: float
    top: float
    size: float
    ink: str
    paper: str

    def disc(self, middle: Spot, radius: float, *, hole: bool = False) -> None:
        """Fill a circle."""
        self.draw.ellipse(self._around(middle, radius), fill=self._colour(hole=hole))

    def ring(self, middle: Spot, radius: float, width: float) -> None:
        """Draw a circle, *width* wide, within *radius*."""
        self.disc(middle, radius)
        self.disc(middle, radius - width, hole=True)

    def bar(self, start: Spot, end: Spot, *, round_by: float = 4, hole: bool = False) -> None:
        """Fill a rectangle with round corners."""
        corners = [self._at(start), self._at(end)]
        self.draw.rounded_rectangle(corners, self._long(round_by), fill=self._colour(hole=hole))

    def shape(self, *spots: Spot) -> None:
        """Fill a polygon."""
        self.draw.polygon([self._at(spot) for spot in spots], fill=self.ink)

    def line(self, *spots: Spot, width: float = 9, hole: bool = False) -> None:
        """Draw a line with round ends and bends."""
        points, thick = [self._at(spot) for spot in spots], round(self._long(width))
        self.draw.line(points, fill=self._colour(hole=hole), width=thick)
        for spot in spots:
            self.disc(spot, width / 2, hole=hole)

    def pie(self, middle: Spot, radius: float, start: float, end: float) -> None:
        """Fill a slice from *start* to *end*, in degrees from three o'clock."""
        self.draw.pieslice(self._around(middle, radius), start, end, fill=self.ink)

    def oval(self, start: Spot, end: Spot, width: float) -> None:
        """Draw an ellipse."""
        corners = [self._at(start), self._at(end)]
        self.draw.ellipse(corners, outline=self.ink, width=round(self._long(width)))

    def _around(self, middle: Spot, radius: float) -> list[Spot]:
        x, y = middle
        return [self._at((x - radius, y - radius)), self._at((x + radius, y + radius))]

    def _colour(self, *, hole: bool) -> str:
        return self.paper if hole else self.ink

    def _at(self, spot: Spot) -> Spot:
        return self.left + self._long(spot[0]), self.top + self._long(spot[1])

    def _long(self, length: float) -> float:
        return length * self.size / 100


def _drop(on: Sketch) -> None:
    """The outline of a map's pin."""
    on.disc((50, 38), 33)
    on.shape((20, 52), (80, 52), (50, 98))


def _pin(on: Sketch) -> None:
    _drop(on)
    on.disc((50, 38), 14, hole=True)


def _check(on: Sketch) -> None:
    _drop(on)
    on.line((36, 39), (46, 49), (65, 29), hole=True)


def _list(on: Sketch) -> None:
    on.bar((16, 6), (84, 96), round_by=10)
    for y in (28, 50, 72):
        on.bar((30, y - 5), (70, y + 5), hole=True)


def _queue(on: Sketch) -> None:
    for y in (20, 50, 80):
        on.disc((15, y), 10)
        on.bar((36, y - 8), (96, y + 8), round_by=8)


def _ring(on: Sketch) -> None:
    """A lifebuoy."""
    on.ring((50, 50), 46, 30)
    for start, end in (((8, 8), (92, 92)), ((8, 92), (92, 8))):
        on.line(start, end, width=7, hole=True)
    on.disc((50, 50), 16, hole=True)


def _phone(on: Sketch) -> None:
    """A receiver."""
    turns = [radians(degrees) for degrees in range(97, 174, 4)]
    on.line(*((90 + 68 * cos(turn), 10 + 68 * sin(turn)) for turn in turns), width=17)
    on.line((22, 18), (38, 16), width=27)
    on.line((82, 78), (84, 62), width=27)


def _person(on: Sketch) -> None:
    on.disc((50, 27), 22)
    on.pie((50, 96), 42, 180, 360)


def _invite(on: Sketch) -> None:
    on.disc((36, 30), 20)
    on.pie((36, 94), 36, 180, 360)
    on.line((84, 28), (84, 64))
    on.line((66, 46), (102, 46))


def _globe(on: Sketch) -> None:
    on.ring((50, 50), 46, 8)
    on.oval((29, 5), (71, 95), 7)
    on.line((8, 50), (92, 50), width=7)


def _bell(on: Sketch) -> None:
    on.pie((50, 46), 32, 180, 360)
    on.shape((18, 45), (82, 45), (90, 76), (10, 76))
    on.disc((50, 84), 11)
    on.disc((50, 12), 7)


def _moon(on: Sketch) -> None:
    on.disc((48, 52), 42)
    on.disc((68, 38), 36, hole=True)


def _chart(on: Sketch) -> None:
    for x, top in ((10, 58), (40, 34), (70, 8)):
        on.bar((x, top), (x + 20, 94))


ICONS: dict[str, Callable[[Sketch], None]] = {
    icon.__name__.removeprefix("_"): icon
    for icon in (
        _pin, _check, _list, _queue, _ring, _phone, _person, _invite, _globe, _bell, _moon, _chart,
    )
}  # fmt: skip


#: Factor by which pictures are drawn larger and then reduced: Pillow's shapes have ragged edges.
_FINER = 2
#: Half of the space between two areas, and how round their corners are.
_GAP, _ROUND = 8, 22
#: 17 points on a phone of 375 points' width; where there is room for more, more.
_LETTERS, _LARGE_LETTERS, _BESIDE_ICON = 57, 84, 49
_LEAST_SIDE = 20
#: Height (pixels) below which an area has its icon beside its words.
_LOW = 220
#: Flat colours and the steps between two of them.
_COLOURS = 64


class TooWide(Exception):
    """Raised when words do not fit into their area and have to be shortened."""


def main() -> None:
    """Draw the pictures of all rich menus."""
    try:
        for name, language, page in pictures():
            draw(page, language).save(picture_path(name), optimize=True)
    except CannotDraw as error:
        sys.exit(str(error))


def pictures() -> Iterator[tuple[str, Language, MenuPage]]:
    """Yield the name of each picture and its page of the rich menu."""
    for language in WRITTEN:
        for page in {page.picture: page for page in PAGES}.values():
            yield f"{page.picture}-{language}", language, page


def draw(page: MenuPage, language: Language) -> Image.Image:
    """Draw one page. Raises CannotDraw, TooWide."""
    font = font_file(bold=True)
    large = Image.new("RGB", (WIDTH * _FINER, HEIGHT * _FINER), colours.SECONDARY_BUTTON)
    on = ImageDraw.Draw(large)
    for area in page.areas:
        _draw_area(on, area, area.words.say(language).split("\n"), font)
    return large.reduce(_FINER).quantize(_COLOURS, dither=Image.Dither.NONE)


def _draw_area(on: ImageDraw.ImageDraw, area: Area, lines: list[str], font: Path) -> None:
    x, y, width, height = area.box
    paper, ink, icon = _colours(area)
    corners = [x + _GAP, y + _GAP, x + width - _GAP, y + height - _GAP]
    on.rounded_rectangle([_FINER * one for one in corners], _FINER * _ROUND, fill=paper)
    words = _Words(on, lines, font, _letters(area), ink)
    side, icon_at, words_at = _places(area.box, words, has_icon=bool(area.icon))
    if words.width > width - (_LEAST_SIDE + _GAP) * 2 - (side if height < _LOW else 0):
        raise TooWide(f"{area.label(Language.THAI)}: {words.width:.0f} of {width}")
    if area.icon:
        left, top = icon_at[0] * _FINER, icon_at[1] * _FINER
        ICONS[area.icon](Sketch(on, left, top, side * _FINER, icon, paper))
    words.write(words_at)


def _colours(area: Area) -> tuple[str, str, str]:
    """Return the colours of the paper, the words and the icon."""
    match area.look:
        case Look.MAIN:
            return colours.PRIMARY_BUTTON, colours.PAPER, colours.PAPER
        case Look.OPEN_TAB:
            return colours.PAPER, colours.INK, colours.INK
        case Look.TAB:
            return colours.QUIET, colours.PAPER, colours.PAPER
    hot = colours.URGENT if area.do == "dial" else colours.PRIMARY_BUTTON
    return colours.PAPER, colours.INK, hot


def _letters(area: Area) -> int:
    if area.icon and area.box[3] < _LOW:
        return _BESIDE_ICON
    return _LARGE_LETTERS if area.box[2] > WIDTH // 2 and area.icon else _LETTERS


def _places(box: Box, words: _Words, *, has_icon: bool) -> tuple[float, Spot, Spot]:
    """Return the icon's side and place, and the middle of the words: the icon above them, or beside
    them where an area is low."""
    x, y, width, height = box
    middle = (x + width / 2, y + height / 2)
    if not has_icon:
        return 0, middle, middle
    if height < _LOW:
        side = height * 0.4
        left = x + _GAP + _LEAST_SIDE
        rest = left + side
        return side, (left, middle[1] - side / 2), ((rest + x + width - _GAP) / 2, middle[1])
    side = (height - words.height) * 0.48
    between = height * 0.07
    top = middle[1] - (side + between + words.height) / 2
    words_at = (middle[0], top + side + between + words.height / 2)
    return side, (middle[0] - side / 2, top), words_at


class _Words:
    """Lines of words, measured and then written around a spot."""

    def __init__(
        self, on: ImageDraw.ImageDraw, lines: list[str], font: Path, letters: int, ink: str
    ) -> None:
        self._on = on
        self._lines = lines
        self._ink = ink
        self._font = ImageFont.truetype(
            str(font), letters * _FINER, layout_engine=ImageFont.Layout.RAQM
        )
        self._step = letters * 1.35
        self.width = max(self._font.getlength(line) for line in lines) / _FINER
        self.height = self._step * len(lines)

    def write(self, middle: Spot) -> None:
        """Write the lines, each in the middle."""
        x, y = middle
        first = y - self.height / 2 + self._step / 2
        for number, line in enumerate(self._lines):
            at = (x * _FINER, (first + number * self._step) * _FINER)
            self._on.text(at, line, font=self._font, fill=self._ink, anchor="mm")


if __name__ == "__main__":
    main()
