"""How a case number is written."""

from __future__ import annotations

from datetime import date

from cases.calendar import BUDDHIST_ERA


def case_number(centre: str, day: date, running: int) -> str:
    """Write a case number: province code, Buddhist year and month, running number of the month."""
    province = centre.removeprefix("TH-")
    return f"{province}-{(day.year + BUDDHIST_ERA) % 100:02d}{day:%m}-{running:04d}"
