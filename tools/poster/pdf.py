"""The poster as a PDF of one page, drawn with the font of the rich menus."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tools.poster.layout import HEIGHT, WIDTH, Box, PosterWords, Shape
from tools.thai_font import font_file

_DPI = 300
#: High enough that no grain shows around letters.
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
    at = (_dots(words.x), _dots(words.y + words.size * 0.32))
    on.text(at, words.text, font=font, fill=words.fill, anchor="ms" if words.is_centred else "ls")


def _dots(millimetres: float) -> int:
    return round(millimetres * _DPI / 25.4)
