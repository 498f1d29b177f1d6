"""What sharers say of the person after their share, and what becomes true by it."""

from __future__ import annotations

from enum import StrEnum


class Seen(StrEnum):
    """What a sharer says: four answers while the case is open, three once it is closed."""

    HERE = "here"
    MOVED = "moved"
    GONE = "gone"
    LEFT = "left"
    YES = "yes"
    STILL = "still"
    WRONG = "wrong"
