"""The font in which pictures and posters write Thai."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from PIL import features

_PACKAGE = "fontpkg_sarabun"


class CannotDraw(Exception):
    """Raised when this machine lacks what writes Thai; the text says what."""


def font_file(*, bold: bool) -> Path:
    """Find the font. Without raqm Pillow would lay Thai's marks over each other. Raises
    CannotDraw."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise CannotDraw("The font is missing: install requirements-test.txt.")
    if not features.check("raqm"):
        raise CannotDraw("Pillow cannot place Thai marks here: install libfribidi0.")
    return Path(found.origin).parent / "files" / f"Sarabun-{'Bold' if bold else 'Regular'}.ttf"
