"""The one shape that all our cards have: heading, title, rows, sentences, buttons."""

from __future__ import annotations

from dataclasses import dataclass

from messages.flex.colours import PALE_INK, PAPER, Tone
from messages.flex.shapes import Shape, bubble, column, line, separator, text

#: A label and what it says.
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card, from top to bottom; what is empty is left out."""

    heading: str
    tone: Tone = Tone.CALM
    badge: str = ""
    before_all: tuple[Shape, ...] = ()
    title: str = ""
    rows: tuple[Row, ...] = ()
    sentences: tuple[str, ...] = ()
    choices: tuple[Shape, ...] = ()
    buttons: tuple[Shape, ...] = ()


def card(of: Card) -> Shape:
    """Draw a card as a bubble."""
    return bubble(header=heading(of.heading, of.tone, of.badge), body=_body(of), footer=_footer(of))


def heading(words: str, tone: Tone, badge: str = "") -> Shape:
    """Draw the coloured top; a badge stands above the heading in letters of its own."""
    lines = [text(badge, size="sm", bold=True, color=PAPER)] if badge else []
    lines.append(text(words, size="lg", bold=True, color=PAPER))
    # As far from the edges as LINE puts a body, so that heading and text stand in one line.
    edges = {"paddingAll": "lg", "paddingStart": "20px", "paddingEnd": "20px"}
    return column(lines, backgroundColor=tone.value, spacing="xs", **edges)


def rows(of: tuple[Row, ...]) -> list[Shape]:
    """Draw labels on the left and what they say on the right."""
    return [
        line(
            [
                text(label, size="sm", color=PALE_INK, flex=3),
                text(value, size="sm", flex=5),
            ],
            spacing="md",
        )
        for label, value in of
    ]


def _body(of: Card) -> Shape:
    parts = [*of.before_all]
    parts += [text(of.title, size="xl", bold=True)] if of.title else []
    parts += rows(of.rows)
    if parts and (of.sentences or of.choices):
        parts.append(separator())
    parts += [text(sentence) for sentence in of.sentences]
    parts += of.choices
    return column(parts or [text("")], spacing="md")


def _footer(of: Card) -> Shape | None:
    return column(of.buttons, spacing="sm") if of.buttons else None
