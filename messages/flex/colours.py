"""The colours of the cards; a test holds every pair that meets to a contrast of 4.5:1."""

from __future__ import annotations

from enum import StrEnum

PAPER = "#FFFFFF"
INK = "#1F2328"
PALE_INK = "#57606A"
LINE = "#8C959F"
SECONDARY_BUTTON = "#E6EAF0"
PRIMARY_BUTTON = "#1B4F8A"


class Tone(StrEnum):
    """The colour behind a card's heading; the heading's words say the same."""

    CALM = "#1B4F8A"
    URGENT = "#B3261E"
    DONE = "#1E6B3A"
    QUIET = "#4A525C"
