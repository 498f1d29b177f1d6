"""Things to tap on a card: at most one is primary, the next step."""

from __future__ import annotations

from messages.flex.colours import LINE, PRIMARY_BUTTON, SECONDARY_BUTTON, Tone
from messages.flex.shapes import Shape, column, text


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
    return _framed(action, words, LINE)


def warning(words: str) -> Shape:
    """Head the choices that cannot wait; the words say so, the colour only repeats it."""
    return text(words, bold=True, color=Tone.URGENT.value)


def urgent_choice(action: Shape, words: str) -> Shape:
    """Show an answer that cannot wait, set apart from the others."""
    return _framed(action, words, Tone.URGENT.value) | {"borderWidth": "semi-bold"}


def _framed(action: Shape, words: str, frame: str) -> Shape:
    return column(
        [text(words, size="sm")],
        action=action,
        paddingAll="md",
        borderWidth="normal",
        borderColor=frame,
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
