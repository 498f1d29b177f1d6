"""Distances, durations and counts as people read them."""

from __future__ import annotations

from cases.people import Language
from messages.texts.text import Text

METRES = Text(th="{metres} ม.", en="{metres} m")
KILOMETRES = Text(th="{km} กม.", en="{km} km")
MINUTES = Text(th="{minutes} นาที", en="{minutes} min")
HOURS = Text(th="{hours} ชม.", en="{hours} h")
HOURS_AND_MINUTES = Text(th="{hours} ชม. {minutes} นาที", en="{hours} h {minutes} min")
NOT_KNOWN = "-"


def distance(metres: float, language: Language) -> str:
    """Say a distance: metres up to a kilometre, kilometres with one decimal beyond."""
    if round(metres) < 1_000:
        return METRES.say(language, metres=round(metres))
    return KILOMETRES.say(language, km=f"{metres / 1_000:,.1f}")


def duration(minutes: int | None, language: Language) -> str:
    """Say how long something took; a dash where nothing was measured."""
    if minutes is None:
        return NOT_KNOWN
    if minutes < 60:
        return MINUTES.say(language, minutes=minutes)
    hours, rest = divmod(minutes, 60)
    said = HOURS_AND_MINUTES if rest else HOURS
    return said.say(language, hours=f"{hours:,}", minutes=rest)


def count(number: int | None) -> str:
    """Write a count; a dash where it can no longer be told."""
    return NOT_KNOWN if number is None else f"{number:,}"
