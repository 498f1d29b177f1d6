"""The poster as SVG: its words stay words, in a Thai font of the machine that prints it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from config.cleaning import readable
from tools.poster.layout import HEIGHT, WIDTH, Box, PosterWords, Shape

#: Sarabun is the letter of Thai offices; the others come with Android, Windows, Apple and Linux.
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
            *map(_drawn, shapes),
            "</svg>\n",
        ]
    )
    return readable(drawn)


def _drawn(shape: Shape) -> str:
    return _box(shape) if isinstance(shape, Box) else _words(shape)


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
