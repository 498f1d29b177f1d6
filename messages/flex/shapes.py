"""The small parts of Flex Messages, with the properties that all of ours share."""

from __future__ import annotations

from collections.abc import Sequence

from messages.flex.colours import INK, PAPER

Shape = dict[str, object]

#: LINE refuses empty texts.
_NOTHING = "-"
#: All bubbles of a carousel must be of one size, so all of ours are.
_SIZE = "mega"
MOST_BUBBLES = 12


def text(
    words: str, *, size: str = "md", bold: bool = False, color: str = INK, **more: object
) -> Shape:
    """Show words: wrapped, and as large as the reader has set the phone to."""
    shown: Shape = {
        "type": "text",
        "text": words if words.strip() else _NOTHING,
        "size": size,
        "color": color,
        "wrap": True,
        "scaling": True,
    }
    return shown | ({"weight": "bold"} if bold else {}) | more


def column(contents: Sequence[Shape], **more: object) -> Shape:
    """Put parts below each other."""
    return {"type": "box", "layout": "vertical", "contents": list(contents)} | more


def line(contents: Sequence[Shape], **more: object) -> Shape:
    """Put texts beside each other on one base line."""
    return {"type": "box", "layout": "baseline", "contents": list(contents)} | more


def beside(contents: Sequence[Shape]) -> Shape:
    """Put boxes beside each other, each as wide as the others."""
    parts = [part | {"flex": 1} for part in contents]
    return {"type": "box", "layout": "horizontal", "contents": parts, "spacing": "sm"}


def separator() -> Shape:
    """Draw a thin line."""
    return {"type": "separator", "margin": "md"}


def bubble(*, header: Shape, body: Shape, footer: Shape | None) -> Shape:
    """Make one card; its paper is white whatever the phone's theme, so that contrasts hold."""
    paper = {"body": {"backgroundColor": PAPER}, "footer": {"backgroundColor": PAPER}}
    shown: Shape = {"type": "bubble", "size": _SIZE, "styles": paper}
    shown |= {"header": header, "body": body}
    return shown | {"footer": footer} if footer else shown


def carousel(bubbles: Sequence[Shape]) -> Shape:
    """Put cards side by side."""
    return {"type": "carousel", "contents": list(bubbles)}
