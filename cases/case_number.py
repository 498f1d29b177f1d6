"""How a case number is written."""

from __future__ import annotations

import re
from datetime import date

from cases.calendar import BUDDHIST_ERA

#: The running number may outgrow its four digits.
_WRITTEN = re.compile(r"[0-9S]{1,2}-[0-9]{4}-[0-9]{4,9}")


def is_case_number(text: str) -> bool:
    """Return whether *text* is written as a case number is; there may be no such case."""
    return _WRITTEN.fullmatch(text) is not None


def case_number(centre: str, day: date, running: int) -> str:
    """Write a case number: province code, Buddhist year and month, running number of the month."""
    province = centre.removeprefix("TH-")
    return f"{province}-{(day.year + BUDDHIST_ERA) % 100:02d}{day:%m}-{running:04d}"
