"""`python -m tools.richmenu.drawing`: draw the pictures of the rich menus anew.

The pictures are kept in the project (docs/decisions/0011), so that operators need no font."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cases.people import Language
from line import colours
from line.richmenu.menus import picture_path
from line.richmenu.pages import HEIGHT, PAGES, WIDTH, Area, Box, Look, MenuPage
from tools.poster.layout import CannotDraw, font_file
from tools.richmenu.sketch import ICONS, Sketch

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
_Spot = tuple[float, float]


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
    for language in Language:
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


def _places(box: Box, words: _Words, *, has_icon: bool) -> tuple[float, _Spot, _Spot]:
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

    def write(self, middle: _Spot) -> None:
        """Write the lines, each in the middle."""
        x, y = middle
        first = y - self.height / 2 + self._step / 2
        for number, line in enumerate(self._lines):
            at = (x * _FINER, (first + number * self._step) * _FINER)
            self._on.text(at, line, font=self._font, fill=self._ink, anchor="mm")


if __name__ == "__main__":
    main()
