"""The poster as a PDF of one page, drawn with the font of the rich menus."""

from __future__ import annotations

import io
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from bot.poster.layout import HEIGHT, WIDTH, Box, Shape, Words

_DPI = 300
_FONT_PACKAGE = "fontpkg_sarabun"
#: High enough that no grain shows around letters.
_QUALITY = 92


class CannotDraw(Exception):
    """Raised when this machine lacks what writes Thai; the text says what."""


def as_pdf(shapes: Iterable[Shape], title: str) -> bytes:
    """Draw the poster for a printer. Raises CannotDraw."""
    fonts = _font_folder()
    paper = Image.new("RGB", (_dots(WIDTH), _dots(HEIGHT)), "white")
    on = ImageDraw.Draw(paper)
    for shape in shapes:
        _draw_box(on, shape) if isinstance(shape, Box) else _draw_words(on, shape, fonts)
    file = io.BytesIO()
    paper.save(file, "PDF", resolution=_DPI, title=title, quality=_QUALITY)
    return file.getvalue()


def _font_folder() -> Path:
    """Find the font. Without raqm Pillow would lay Thai's marks over each other."""
    found = find_spec(_FONT_PACKAGE)
    if found is None or found.origin is None:
        raise CannotDraw("The font is missing: install requirements-dev.txt, or use --format svg.")
    if not features.check("raqm"):
        raise CannotDraw("Pillow cannot place Thai marks here: install libfribidi0, or use svg.")
    return Path(found.origin).parent / "files"


def _draw_box(on: ImageDraw.ImageDraw, box: Box) -> None:
    right, below = box.left + box.width, box.top + box.height
    corners = [_dots(box.left), _dots(box.top), _dots(right) - 1, _dots(below) - 1]
    on.rounded_rectangle(corners, _dots(box.round), fill=box.fill)


def _draw_words(on: ImageDraw.ImageDraw, words: Words, fonts: Path) -> None:
    file = fonts / ("Sarabun-Bold.ttf" if words.bold else "Sarabun-Regular.ttf")
    font = ImageFont.truetype(str(file), _dots(words.size), layout_engine=ImageFont.Layout.RAQM)
    at = (_dots(words.x), _dots(words.y + words.size * 0.32))
    on.text(at, words.text, font=font, fill=words.fill, anchor="ms" if words.is_centred else "ls")


def _dots(millimetres: float) -> int:
    return round(millimetres * _DPI / 25.4)
