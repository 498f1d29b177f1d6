"""Things to tap on a card: at most one is primary, the next step."""

from __future__ import annotations

from bot.flex.colours import LINE, PRIMARY_BUTTON, SECONDARY_BUTTON
from bot.flex.shapes import Shape, column, text


def primary(action: Shape) -> Shape:
    """Show the one next step of a card."""
    return _button(action, "primary", PRIMARY_BUTTON)


def secondary(action: Shape) -> Shape:
    """Show what else one may well want."""
    return _button(action, "secondary", SECONDARY_BUTTON)


def quiet(action: Shape) -> Shape:
    """Show what is seldom wanted."""
    return _button(action, "link", PRIMARY_BUTTON)


def choice(action: Shape, words: str) -> Shape:
    """Show one of several answers in full: a button's label would have to be cut."""
    return column(
        [text(words, size="sm")],
        action=action,
        paddingAll="md",
        borderWidth="normal",
        borderColor=LINE,
        cornerRadius="md",
    )


def _button(action: Shape, style: str, color: str) -> Shape:
    return {
        "type": "button",
        "action": action,
        "style": style,
        "color": color,
        "height": "sm",
        "scaling": True,
    }
