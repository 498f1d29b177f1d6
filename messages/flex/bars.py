"""Bars drawn by boxes: a label, a bar on the scale of the longest, and what it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from messages.flex.colours import PALE_INK, PRIMARY_BUTTON, SECONDARY_BUTTON
from messages.flex.shapes import Shape, column, text

#: A label, the number that is drawn, and what is written behind the bar.
Bar = tuple[str, int, str]
#: Something that happened once must be seen beside something that happened a thousand times.
_SHORTEST = 3


def bars(of: Sequence[Bar]) -> list[Shape]:
    """Draw bars below each other, all on one scale."""
    longest = max((number for _, number, _ in of), default=0)
    return [_row(label, _percent(number, longest), shown) for label, number, shown in of]


def _percent(number: int, longest: int) -> int:
    return max(_SHORTEST, round(100 * number / longest)) if number > 0 else 0


def _row(label: str, percent: int, shown: str) -> Shape:
    parts = [
        text(label, size="sm", color=PALE_INK, flex=3, gravity="center"),
        _track(percent),
        text(shown, size="sm", flex=5, align="end", gravity="center"),
    ]
    return {"type": "box", "layout": "horizontal", "contents": parts, "spacing": "sm"}


def _track(percent: int) -> Shape:
    bar = column([], width=f"{percent}%", height="10px", backgroundColor=PRIMARY_BUTTON)
    return column(
        [
            column(
                [bar] if percent else [],
                height="10px",
                backgroundColor=SECONDARY_BUTTON,
                cornerRadius="sm",
            )
        ],
        flex=4,
        justifyContent="center",
    )
