"""The colours of cards and rich menus; a test holds every pair that meets to a contrast of
4.5:1."""

from __future__ import annotations

from messages.chat import Tone

PAPER = "#FFFFFF"
INK = "#1F2328"
PALE_INK = "#57606A"
FRAME = "#8C959F"
SECONDARY_BUTTON = "#E6EAF0"
PRIMARY_BUTTON = "#1B4F8A"
URGENT = "#B3261E"
QUIET = "#4A525C"

#: The background colours of a card's heading.
TONES = {
    Tone.CALM: "#1B4F8A",
    Tone.URGENT: URGENT,
    Tone.DONE: "#1E6B3A",
    Tone.QUIET: QUIET,
}
