"""What is kept of a person, counted, for the person to see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """How many shares in how many cases still lead to a person, and what they added."""

    shares: int = 0
    cases: int = 0
    words: int = 0
    photos: int = 0
